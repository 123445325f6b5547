"""The one door to the event store, and the key store beside it."""
