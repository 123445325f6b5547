"""The story of the log itself: who signs it, where it goes on after a restore, and how far the read log has come."""

from dataclasses import dataclass

from domain.events.fact import Fact


@dataclass(frozen=True, slots=True)
class LogKeyReplaced(Fact):
    """Another key signs the log from here on, under the same name. Both are public keys as they are handed on."""

    before: str
    after: str


@dataclass(frozen=True, slots=True)
class LogContinued(Fact):
    """The journal was restored to an earlier point: it goes on under another name.

    `checkpoint` is the last one signed under the old name, as it was signed; `signed_by` the public key from here on.
    """

    checkpoint: str
    signed_by: str


@dataclass(frozen=True, slots=True)
class ReadsCounted(Fact):
    """So many lines the read log had, and the hash over them in hexadecimal: they cannot be changed unnoticed."""

    number: int
    hash: str


LogFact = LogKeyReplaced | LogContinued | ReadsCounted
