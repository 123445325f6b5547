"""The overseers' room, by page."""
