"""The command line, one file a command; each has `register(group)`."""
