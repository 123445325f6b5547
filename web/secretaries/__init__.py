"""The secretaries' room: what is owed, the month's meeting, the cell's remediation. Made for a phone."""
