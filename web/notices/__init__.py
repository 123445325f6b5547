"""The room of everyone: what one was told by itself, and that one has seen it."""
