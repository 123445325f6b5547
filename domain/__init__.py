"""Ground floor: what happens in party cells, in plain Python. Imports nothing of ours, no library."""
