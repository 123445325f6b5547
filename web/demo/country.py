"""The whole demo as one stream of commands, in the order in which they were recorded."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import NamedTuple

from domain.calendar import VIETNAM, first_day, months_on
from domain.names import Month
from web.demo.attending import meetings_of_committees, plan_visits_to_cells
from web.demo.cast import Cast
from web.demo.inspecting import Inspecting
from web.demo.meetings import MeetingStory
from web.demo.months import A_MOMENT, MonthsKept, close_month, closing_time
from web.demo.planned_meetings import planned_meetings
from web.demo.register import Registering
from web.demo.scene import Scene
from web.demo.shape import planned_country
from web.demo.span import Span
from web.demo.stage import Stage, Story
from web.demo.supervising import Supervising
from web.files import Kept
from workflows.desk import Seals
from workflows.journal.journal import Command

AHEAD = timedelta(days=13)
"""So long before a month begins its first meetings are set."""


class Asked(NamedTuple):
    """Which demo: the same answers give the same one."""

    seed: int
    cells: int
    span: Span


class Country:
    """Every Bloc of the demo, and the stage they play on."""

    def __init__(self, asked: Asked, seals: Seals, papers: tuple[Kept, ...]) -> None:
        self.stage = Stage(asked.seed, seals)
        self.span, self.kept = asked.span, MonthsKept()
        self.stage.journal.listeners.append(self.kept.listen)
        blocs = planned_country(asked.seed, asked.cells)
        self.scenes = [Scene(self.stage, Cast(self.stage, bloc), asked.span, papers) for bloc in blocs]
        for n, scene in enumerate(self.scenes):
            self._begin(n, scene)

    def _begin(self, n: int, scene: Scene) -> None:
        for cell in scene.bloc.cells:
            self.kept.register(self.stage.unit(cell.code))
        registering = Registering(scene.cast)
        self.stage.begin(registering.story())
        if n == 0:
            self.stage.begin(registering.logins())
        plan_visits_to_cells(scene)
        inspecting = Inspecting(scene)
        for story in (*meetings_of_committees(scene), *Supervising(scene, inspecting).stories()):
            self.stage.begin(story)
        for month in self.span.months:
            self.stage.begin(self._month(scene, month))
            self.stage.begin(self._closing(scene, inspecting, month))

    def _month(self, scene: Scene, month: Month) -> Story:
        """Each cell sets its meetings of the month."""
        yield datetime.combine(first_day(month), time(6), VIETNAM) - AHEAD
        if self._first_after_years(month):
            for habits in scene.habits.values():
                habits.fade()
        for cell in scene.bloc.cells:
            for plan in planned_meetings(scene, cell, month):
                self.stage.begin(MeetingStory(scene, plan).story())

    def _first_after_years(self, month: Month) -> bool:
        """Between the article's year and the newest months nothing is told."""
        before = months_on(month, -1)
        return month != self.span.months[0] and before not in self.span.months

    def _closing(self, scene: Scene, inspecting: Inspecting, month: Month) -> Story:
        """The daily round closes the month, cell by cell."""
        begins = closing_time(month)
        for n, cell in enumerate(scene.bloc.cells):
            yield begins + n * A_MOMENT
            inspecting.look_at(cell, month, close_month(self.stage, self.kept, cell, month))
        self.kept.let_go(month)

    def commands(self) -> Iterator[Command]:
        """Everything up to the horizon."""
        for told in self.stage.play(self.span.horizon):
            yield from told
