"""Measured, never asserted by a test: `python -m benchmarks` runs them all and prints one table."""
