"""What a cell's month will be like: which meetings, when, how long, and what slips."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from random import Random

from domain.calendar import VIETNAM, day_in, last_day, month_of
from domain.names import Attribute, MeetingKind, Month, UnitType
from web.demo.habits import Lapse
from web.demo.scene import SUNDAY, PlannedVisit, Scene
from web.demo.shape import PlannedUnit

HOURS = {
    UnitType.AGENCY: (time(7, 30), time(8), time(14)),
    UnitType.PUBLIC_SERVICE_UNIT: (time(14), time(15), time(16)),
    UnitType.FOREIGN_OWNED_ENTERPRISE: (time(16, 30), time(17, 30), time(18)),
}
AFTER_WORK = (time(8), time(15), time(16, 30))
COMBINED = 0.75
"""Of the thematic meetings, so many are combined with the month's regular one."""
LATE, VERY_LATE = 0.04, 0.15
MOVED_WITH_LEAVE, CALLED_OFF = 0.02, 0.3
AS_USUAL, COMBINED_LENGTH, TOO_SHORT = (93, 115), (122, 145), (40, 78)


@dataclass(frozen=True, slots=True)
class PlannedMeeting:
    """A meeting as it will go. `entered`: everything about it is recorded only then."""

    cell: PlannedUnit
    month: Month
    kind: MeetingKind
    starts: datetime
    ends: datetime
    lapses: frozenset[Lapse]
    visit: PlannedVisit | None = None
    entered: datetime | None = None
    set_for: date | None = None
    """The day it was set for at first, where that was another one."""
    makes_up: bool = False
    """It is held in place of one that was called off."""
    called_off: bool = False

    @property
    def act(self) -> str:
        return f"{self.kind} {self.cell.code} {self.month}" + (" again" if self.makes_up else "")

    @property
    def thematic(self) -> bool:
        return self.kind is not MeetingKind.REGULAR

    def slips(self, lapse: Lapse) -> bool:
        return lapse in self.lapses


def planned_meetings(scene: Scene, cell: PlannedUnit, month: Month) -> Iterator[PlannedMeeting]:
    """The meetings of a cell's month; none where the month is silent."""
    visit = scene.visits.get((cell.code, month))
    lapses = scene.habits[cell.code].lapses(month)
    if visit:
        lapses -= {Lapse.SILENT, Lapse.MISSED, Lapse.OFF_ITS_DAY}
    if Lapse.SILENT in lapses:
        return
    chance = scene.dice("meeting", cell.code, month)
    themed = scene.habits[cell.code].theme_month(month) == month and Lapse.WITHOUT_THEME not in lapses
    combined = themed and chance.random() < COMBINED
    kind = MeetingKind.COMBINED if combined else MeetingKind.REGULAR
    regular = _regular(_Outline(scene, cell, month, kind), lapses, visit, chance)
    if Lapse.OFF_ITS_DAY in lapses and chance.random() < CALLED_OFF:
        yield _called_off(regular)
        regular = replace(regular, makes_up=True, set_for=None)
    yield regular
    if themed and not combined:
        yield _thematic(_Outline(scene, cell, month, MeetingKind.THEMATIC), chance)


@dataclass(frozen=True, slots=True)
class _Outline:
    scene: Scene
    cell: PlannedUnit
    month: Month
    kind: MeetingKind


def _regular(outline: _Outline, lapses: frozenset[Lapse], visit: PlannedVisit | None, chance: Random) -> PlannedMeeting:
    cell, month = outline.cell, outline.month
    usual = working_day(day_in(month, outline.scene.habits[cell.code].set_day))
    moved = Lapse.OFF_ITS_DAY in lapses or chance.random() < MOVED_WITH_LEAVE
    on = _days_after(usual, chance.randint(5, 12)) if moved else usual
    short = TOO_SHORT if Lapse.SHORT in lapses else AS_USUAL
    length = COMBINED_LENGTH if outline.kind is MeetingKind.COMBINED and Lapse.SHORT not in lapses else short
    starts = _hour(cell, on, chance)
    ends = starts + timedelta(minutes=chance.randint(*length))
    late = None if visit or chance.random() >= LATE else _entered(ends, chance)
    return PlannedMeeting(cell, month, outline.kind, starts, ends, lapses, visit, late, usual if moved else None)


def _thematic(outline: _Outline, chance: Random) -> PlannedMeeting:
    """A thematic meeting beside the regular one, later in the month."""
    cell, month = outline.cell, outline.month
    on = working_day(day_in(month, min(outline.scene.habits[cell.code].set_day + chance.randint(9, 13), 26)))
    starts = _hour(cell, on, chance)
    ends = starts + timedelta(minutes=chance.randint(*AS_USUAL))
    return PlannedMeeting(cell, month, outline.kind, starts, ends, frozenset())


def _called_off(made_up: PlannedMeeting) -> PlannedMeeting:
    """The meeting that was set for the usual day."""
    assert made_up.set_for is not None  # it was off its day
    back = made_up.starts.date() - made_up.set_for
    lapses = frozenset({Lapse.MISSED})
    off = replace(made_up, lapses=lapses, set_for=None, called_off=True)
    return replace(off, starts=made_up.starts - back, ends=made_up.ends - back)


def _days_after(day: date, days: int) -> date:
    return working_day(min(day + timedelta(days=days), last_day(month_of(day)) - timedelta(days=2)))


def working_day(day: date) -> date:
    """A set day on a Sunday moves to the Monday: its window allows it."""
    return day + timedelta(days=1) if day.weekday() == SUNDAY else day


def _hour(cell: PlannedUnit, on: date, chance: Random) -> datetime:
    hours: tuple[time, ...] = HOURS.get(cell.type or UnitType.AGENCY, AFTER_WORK)
    if Attribute.SHIFT_WORK in cell.attributes:
        hours = (time(14, 15), time(18, 15))
    return datetime.combine(on, chance.choice(hours), VIETNAM)


def _entered(ends: datetime, chance: Random) -> datetime:
    """Some enter their meeting days later, a few only after the month was closed."""
    days = chance.randint(32, 40) if chance.random() < VERY_LATE else chance.randint(4, 12)
    return ends + timedelta(days=days, minutes=chance.randint(10, 300))
