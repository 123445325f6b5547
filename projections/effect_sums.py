"""What worked, added up: by deficiency, by solution, by type of cell; and how types of cell compare (D13)."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from enum import StrEnum
from statistics import median
from typing import NamedTuple

from sqlalchemy import Connection

from domain.names import DeficiencyId, UnitType
from domain.rates import Difference, Rate, difference
from projections.effects import Around, Remedied, Span, around, remedied
from projections.regularity import Asked, by_type


class GroupedBy(StrEnum):
    """What the effect of remedies is told of."""

    DEFICIENCY = "deficiency"
    SOLUTION = "solution"
    ACTION = "action"
    TYPE = "type"


class Effect(NamedTuple):
    """What was closed and how much of it came back; days from finding to closure (median).

    `before` and `after`: of the judged months in the half years around, those in which a rule that points to it was
    broken. `change` is after less before.
    """

    code: str
    closed: int
    returned: Rate
    days: float
    before: Rate
    after: Rate
    change: Difference | None


class Compared(NamedTuple):
    """A type of cell: of its cell-months those that kept every rule, and how far it lies from all other types."""

    type: UnitType
    clean: Rate
    from_others: Difference | None


Key = Callable[[Remedied], Iterable[str]]
KEYS: dict[GroupedBy, Key] = {
    GroupedBy.DEFICIENCY: lambda one: (one.code,),
    GroupedBy.SOLUTION: lambda one: sorted({action.partition(".")[0] for action in one.actions}),
    GroupedBy.ACTION: lambda one: one.actions,
    GroupedBy.TYPE: lambda one: (one.type.value,) if one.type else (),
}


def effects(db: Connection, span: Span) -> dict[GroupedBy, list[Effect]]:
    """Every grouping of what was closed in a span; three questions for all of them."""
    closed = remedied(db, span)
    beside = around(db, span, closed)
    return {by: _grouped(closed, beside, key) for by, key in KEYS.items()}


def _grouped(closed: list[Remedied], beside: dict[DeficiencyId, Around], key: Key) -> list[Effect]:
    groups: dict[str, list[Remedied]] = defaultdict(list)
    for one in closed:
        for code in key(one):
            groups[code].append(one)
    return [_effect(code, some, beside) for code, some in sorted(groups.items())]


def _effect(code: str, some: list[Remedied], beside: dict[DeficiencyId, Around]) -> Effect:
    around_them = [beside[one.deficiency] for one in some if one.deficiency in beside]
    before, after = _added(it.before for it in around_them), _added(it.after for it in around_them)
    returned = Rate(sum(one.returned for one in some), len(some))
    days = median(one.days for one in some)
    return Effect(code, len(some), returned, days, before, after, difference(before, after))


def compared(db: Connection, asked: Asked) -> list[Compared]:
    """D13: quality uneven between types of cell, as a comparison; the worst first. One question."""
    clean: dict[UnitType, Rate] = defaultdict(Rate)
    for one in by_type(db, asked):
        if one.type is not None:
            clean[one.type] = clean[one.type].plus(Rate(one.sums.clean, one.sums.due))
    found = [
        Compared(type_, rate, difference(_added(other for of, other in clean.items() if of is not type_), rate))
        for type_, rate in clean.items()
    ]
    return sorted(found, key=lambda one: (one.clean.share or 0.0, one.type))


def _added(rates: Iterable[Rate]) -> Rate:
    whole = Rate()
    for rate in rates:
        whole = whole.plus(rate)
    return whole
