"""Who looked at what: a line of the read log, and the chain over the lines."""

import hashlib
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple

import msgspec

_encode = msgspec.json.Encoder(order="deterministic").encode


class ReadKind(StrEnum):
    """What was looked at: who somebody is, a case, what was taken out, this log; in an emergency any page."""

    IDENTITY = "identity"
    CASE = "case"
    EXPORT = "export"
    READS = "reads"
    OTHER = "other"


class Way(StrEnum):
    """How: on a page, by a program, at the console, in a letter; or only because an emergency access lasts."""

    PAGE = "page"
    API = "api"
    CONSOLE = "console"
    MAIL = "mail"
    EMERGENCY = "emergency"

    @classmethod
    def of(cls, place: str) -> "Way":
        """By the place, as it is written."""
        if place.startswith("/"):
            return cls.API if place.startswith("/api/") else cls.PAGE
        return cls.CONSOLE if place.startswith("nenep") else cls.MAIL


class Read(NamedTuple):
    """`of`: the person, the case, or the name of what was taken out; `at` in microseconds since 1970."""

    at: int
    reader: str
    of: str
    place: str
    kind: ReadKind = ReadKind.IDENTITY
    way: Way = Way.PAGE


class ReadLine(NamedTuple):
    """A read as it was put down, with the hash over it and all before it."""

    number: int
    read: Read
    hash: bytes


def link(before: bytes, number: int, read: Read) -> bytes:
    """The hash of a line: SHA-256 over the hash before it and the line as JSON."""
    return hashlib.sha256(before + _encode([number, *read])).digest()


def chained(number: int, head: bytes, reads: Iterable[Read]) -> Iterator[ReadLine]:
    """Reads as lines, after so many lines with the hash `head` over them."""
    for read in reads:
        number += 1
        head = link(head, number, read)
        yield ReadLine(number, read, head)
