"""What every entry of the catalogue is."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that happened. Named in the past tense, never edited, never refused."""


@dataclass(frozen=True, slots=True)
class Parked(Fact):
    """What this release cannot read: shown as it is, looked at by a person, never guessed at. No part of the catalogue.

    `why` is `unknown_topic` or `undecodable`.
    """

    topic: str
    payload: bytes
    why: str
