"""What every entry of the catalogue is."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that happened. Named in the past tense, never edited, never refused."""
