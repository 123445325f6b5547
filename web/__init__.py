"""Top floor: pages, JSON and the command line. Knows everyone; nobody knows it."""
