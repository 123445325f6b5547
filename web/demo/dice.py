"""Chance without surprise: the same words always give the same dice."""

from random import Random


def dice(*words: object) -> Random:
    """Dice named by what they are thrown for: one more throw elsewhere changes nothing here."""
    return Random("/".join(map(str, words)))  # noqa: S311  # a story, not a secret
