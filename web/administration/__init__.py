"""The administrators' room: the register of units, people, accounts and roles. No case content."""
