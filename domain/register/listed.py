"""The lines of a register, read but not yet believed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.folding import words
from domain.names import Attribute, UnitKind, UnitType


class Column(StrEnum):
    """What a register tells of a unit."""

    CODE = "code"
    NAME = "name"
    KIND = "kind"
    TYPE = "type"
    PARENT = "parent"
    MEMBERS = "members"
    SECRETARY = "secretary"
    PHONE = "phone"
    OVERSEER = "overseer"
    FOUNDED_ON = "founded_on"
    ATTRIBUTES = "attributes"


class Standing(StrEnum):
    """What the list calls a cell: chi bộ cơ sở or chi bộ trực thuộc. In the register its place in the tree tells."""

    GRASSROOTS = "grassroots"
    SUBORDINATE = "subordinate"


@dataclass(frozen=True)
class Someone:
    """A person as a list names one."""

    name: str
    phone: str | None = None

    @property
    def folded(self) -> str:
        return " ".join(words(self.name))

    def agrees_with(self, other: Someone) -> bool:
        """The same name, and no two numbers that differ. Asked of the same office of the same unit only."""
        return self.folded == other.folded and (not self.phone or not other.phone or _same(self.phone, other.phone))


@dataclass(frozen=True)
class ListedUnit:
    """One line. What could not be read is empty; `None` also stands for what the list does not say.

    An empty `parent` is the top unit itself.
    """

    name: str = ""
    kind: UnitKind | None = None
    code: str = ""
    parent: str | None = None
    standing: Standing | None = None
    type: UnitType | None = None
    members: int | None = None
    attributes: tuple[Attribute, ...] | None = None
    founded_on: date | None = None
    secretary: Someone | None = None
    overseer: Someone | None = None


def _same(one: str, other: str) -> bool:
    return _digits(one) == _digits(other)


def _digits(phone: str) -> str:
    """`+84 953 547 773` and `0953547773` ring at the same place."""
    digits = "".join(letter for letter in phone if letter.isdigit())
    return digits.removeprefix("84").removeprefix("0") if phone.lstrip().startswith("+84") else digits.removeprefix("0")
