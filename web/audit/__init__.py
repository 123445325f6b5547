"""The auditors' room: the whole history, each entry as it was stored, and whether it is whole."""
