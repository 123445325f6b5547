"""The commands of `nenep`, one subject a module; each has `register(group)`."""
