"""Who looked at what: put down before it is shown, and held against the heads that the journal knows."""
