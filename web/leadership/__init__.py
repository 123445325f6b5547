"""The leaders' room: the rules in force and on what they rest, the catalogue, the figures of a year."""
