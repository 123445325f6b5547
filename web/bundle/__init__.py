"""The audit bundle: evidence for outsiders, made here and checked anywhere, by a program of one file."""
