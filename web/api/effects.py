"""What works: what came back, how long it took, how cells fared before and after, and how types of cell compare."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import msgspec

from domain.names import UnitId, UnitType
from domain.rates import Difference, Rate
from projections.effect_sums import Compared, Effect, GroupedBy, compared, effects
from web import policy
from web.acts import Act
from web.api.lists import scope
from web.api.operations import Answer, gives, room
from web.house import house
from web.leadership.effects import months_of, span_of

rooms = room("effects", "What works.")


class RateShown(msgspec.Struct, frozen=True):
    """So many of so many; the 95 % interval of the share; few: below 30."""

    part: int
    whole: int
    share: float | None
    low: float | None
    high: float | None
    few: bool


class DifferenceShown(msgspec.Struct, frozen=True):
    """How far one share lies from another, its 95 % interval, and whether chance alone would not explain it."""

    value: float
    low: float
    high: float
    clear: bool


class EffectShown(msgspec.Struct, frozen=True):
    """What was closed of a code: what came back, median days to closure, months broken in the half years around."""

    code: str
    closed: int
    returned: RateShown
    days: float
    before: RateShown
    after: RateShown
    change: DifferenceShown | None


class ComparedShown(msgspec.Struct, frozen=True):
    """D13: a type of cell beside all others, by the cell-months that kept every rule."""

    type: UnitType
    clean: RateShown
    from_others: DifferenceShown | None


class Effects(msgspec.Struct, frozen=True):
    """What works, by one grouping; and how types of cell compare."""

    group_by: GroupedBy
    items: tuple[EffectShown, ...]
    types: tuple[ComparedShown, ...]
    total: int
    next: None = None


@dataclass(frozen=True, kw_only=True)
class EffectsSought:
    """Closed between two days (the last twelve months where none are named), of which units, told by what."""

    from_: date | None = None
    to: date | None = None
    under: UnitId | None = None
    group_by: GroupedBy = GroupedBy.DEFICIENCY


@rooms.get("/effects")
@policy.needs(Act.READ_REPORT, of=policy.anywhere)
@gives(Effects, seeks=EffectsSought)
def get_effects(asked: EffectsSought) -> Answer:
    """Recurrence, time to closure, rates before and after, and D13 as a comparison, with intervals."""
    with house().reading() as db:
        span = span_of(asked.from_, asked.to, scope(db, Act.READ_REPORT, asked.under))
        found, types = effects(db, span)[asked.group_by], compared(db, months_of(span))
    items = tuple(_effect(one) for one in found)
    return Answer(Effects(asked.group_by, items, tuple(_compared(one) for one in types), len(items)))


def _effect(one: Effect) -> EffectShown:
    shown: Any = {name: _rate(getattr(one, name)) for name in ("returned", "before", "after")}
    return EffectShown(code=one.code, closed=one.closed, days=one.days, change=_difference(one.change), **shown)


def _compared(one: Compared) -> ComparedShown:
    return ComparedShown(one.type, _rate(one.clean), _difference(one.from_others))


def _rate(rate: Rate) -> RateShown:
    low, high = rate.interval or (None, None)
    return RateShown(rate.part, rate.whole, rate.share, low, high, rate.is_small)


def _difference(found: Difference | None) -> DifferenceShown | None:
    return found and DifferenceShown(found.value, *found.interval, clear=found.is_clear)
