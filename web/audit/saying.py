"""A fact in words: every field named, units, persons and codes said as people call them, by what the field is."""

import dataclasses
from collections.abc import Hashable, Iterator, Mapping
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple, get_args, get_type_hints
from uuid import UUID

from domain.events.fact import Fact
from domain.judging import OUTCOME
from domain.names import (
    Body,
    CauseCode,
    DeficiencyCode,
    DeficiencyId,
    MeetingId,
    Month,
    PersonId,
    RemediationId,
    RuleCode,
    Sealed,
    SolutionCode,
    UnitId,
    VisitId,
)
from projections.unit_tree import Unit
from web.shell import local
from web.wording import field_name, month, spoken, upper_first, word

CODES = {DeficiencyCode: "deficiency", CauseCode: "cause", SolutionCode: "solution", RuleCode: "rule"}
PAGES = {
    MeetingId: ("secretaries.meeting", "meeting"),
    RemediationId: ("inspection.case", "case"),
    DeficiencyId: ("inspection.deficiency", "deficiency"),
    VisitId: ("secretaries.visit", "visit"),
}
POSITIONS = ("looked_at", "positions")


class Said(NamedTuple):
    """A field of a fact in words; `sealed`: a protected text. `page` leads to what it names: endpoint and values;
    `entries` are positions it names."""

    name: str
    text: str
    sealed: bool = False
    page: tuple[str, dict[str, Any]] | None = None
    entries: tuple[int, ...] = ()


class Known(NamedTuple):
    """What a fact mentions by id: the names of units and persons, and the words of its protected texts."""

    units: Mapping[UnitId, Unit]
    people: dict[PersonId, str]
    words: dict[UUID, str]


class Part(NamedTuple):
    """A single value in a fact: where it stands, what it is, and what it holds."""

    path: str
    kind: Any
    value: Any


def parts(fact: Fact) -> Iterator[Part]:
    """Every single value of a fact, in the order of its fields."""
    yield from _of(Part("", type(fact), fact))


def said(fact: Fact, known: Known) -> list[Said]:
    """The fact, field by field; positions in one line, whatever is empty left out."""
    return [one_said(part, known) for part in parts(fact)]


def _of(part: Part) -> Iterator[Part]:
    path, kind, value = part
    if value is None or value in ((), {}):
        return
    if path.rpartition(".")[2] in POSITIONS:
        yield part
    elif isinstance(value, tuple):
        within = inside(kind, 0)
        yield from (one for n, each in enumerate(value) for one in _of(Part(f"{path}.{n}", within, each)))
    elif isinstance(value, dict):
        for name, each in value.items():
            yield from _of(Part(f"{path}.{name}", inside(kind, 1), each))
    elif dataclasses.is_dataclass(value) and not isinstance(value, Sealed | Body):
        hints = _hints(value.__class__)
        for field in dataclasses.fields(value):
            where = f"{path}.{field.name.rstrip('_')}".strip(".")
            yield from _of(Part(where, certain(hints[field.name]), getattr(value, field.name)))
    else:
        yield part


def one_said(part: Part, known: Known) -> Said:
    """A single value in words."""
    name, value = _name(part.path), part.value
    if isinstance(value, Sealed):
        return Said(name, known.words.get(value.key, ""), sealed=True)
    if isinstance(value, Body):
        return Said(
            name, f"{word('body_kind', value.kind)}, {_unit(value.unit, known)}", page=_unit_page(value.unit, known)
        )
    if part.kind is UnitId:
        return Said(name, _unit(value, known), page=_unit_page(value, known))
    if isinstance(value, tuple):
        return Said(name, "", entries=value)
    if part.kind in PAGES:
        endpoint, called = PAGES[part.kind]
        return Said(name, str(value), page=(endpoint, {called: value}))
    return Said(name, _plain(part, known))


def _plain(part: Part, known: Known) -> str:
    path, kind, value = part
    if kind is Month:
        return month(value)
    if kind is PersonId:
        return known.people.get(value, str(value))
    if kind in CODES:
        return f"{value} {word(CODES[kind], value)}"
    if path.startswith("verdicts.") and value in OUTCOME:
        return word("outcome", OUTCOME[value])
    if isinstance(value, datetime):
        return spoken(local(value))
    return str(value) if path.endswith("year") else spoken(value)


def _unit(unit: UnitId, known: Known) -> str:
    return known.units[unit].name if unit in known.units else str(unit)


def _unit_page(unit: UnitId, known: Known) -> tuple[str, dict[str, Any]] | None:
    return ("inspection.unit", {"code": known.units[unit].code}) if unit in known.units else None


def _name(path: str) -> str:
    """`items.0.minutes` in words, a rule by its code."""
    return upper_first(" ".join(part if part.startswith("R-") else field_name(part) for part in path.split(".")))


@cache
def _hints(shape: Hashable) -> dict[str, Any]:
    return get_type_hints(shape)


def certain(hint: Any) -> Any:
    """An annotation without its None."""
    return (
        next((one for one in get_args(hint) if one is not type(None)), hint) if type(None) in get_args(hint) else hint
    )


def inside(kind: Any, n: int) -> Any:
    """What a tuple or a dict holds, by its annotation."""
    held = get_args(kind)
    return held[n] if len(held) > n else object
