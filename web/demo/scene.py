"""What the stories of one Bloc share: its people, the habits of its cells, who visits whom, and what was left to do."""

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from random import Random
from typing import NamedTuple, TypeVar

from domain.calendar import VIETNAM
from domain.names import DeficiencyCode, MeetingId, Month, PersonId, VisitKind
from web.demo.cast import Cast
from web.demo.dice import dice
from web.demo.docket import Docket
from web.demo.habits import Habits
from web.demo.shape import PlannedBloc, PlannedUnit
from web.demo.span import Span
from web.demo.stage import Stage
from web.files import Kept

T = TypeVar("T")
SUNDAY = 6


class PlannedVisit(NamedTuple):
    """Who will attend a cell's meeting of a month. `answered`: the cell is told what to learn from it."""

    visitor: PersonId
    kind: VisitKind
    answered: bool = True


@dataclass
class Scene:
    """One Bloc on the stage."""

    stage: Stage
    cast: Cast
    span: Span
    papers: tuple[Kept, ...]
    visits: dict[tuple[str, Month], PlannedVisit] = field(default_factory=dict)
    tasks: dict[str, tuple[str, int]] = field(default_factory=dict)
    """The number of a cell's newest resolution, and how many tasks it gave."""
    last_held: dict[str, MeetingId] = field(default_factory=dict)
    habits: dict[str, Habits] = field(default_factory=dict)
    docket: Docket = field(default_factory=Docket)

    def __post_init__(self) -> None:
        self.habits = {cell.code: Habits(self.stage.seed, cell) for cell in self.bloc.cells}

    @property
    def bloc(self) -> PlannedBloc:
        return self.cast.bloc

    def dice(self, *words: object) -> Random:
        return dice(self.stage.seed, *words)

    def later(self, chance: Random, fewest: float, most: float) -> datetime:
        """Some days from now, in working hours and not on a Sunday."""
        day = (self.stage.now + timedelta(days=chance.uniform(fewest, most))).astimezone(VIETNAM).date()
        if day.weekday() == SUNDAY:
            day += timedelta(days=1)
        at = datetime.combine(day, time(7, 30), VIETNAM) + timedelta(seconds=chance.randrange(9 * 3600))
        return max(at, self.stage.now + timedelta(minutes=chance.randint(5, 50)))

    def better(self, unit: PlannedUnit, codes: list[DeficiencyCode]) -> None:
        """A remedy shows in the months that follow; that of a party body in all its cells."""
        for code, habits in self.habits.items():
            if code == unit.code or code.startswith(f"{unit.code}."):
                habits.remedy(codes)

    def secretary(self, unit: PlannedUnit) -> PersonId:
        return self.cast.secretary(unit)
