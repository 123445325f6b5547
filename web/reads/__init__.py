"""Who looked at what: listed for auditors, whose looking is put down too, and held against the journal."""
