"""The whole demo as one stream of commands, in the order in which they were recorded."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from domain.calendar import VIETNAM, first_day, months_on
from domain.names import Month, PersonId
from web.demo.accords import Agreeing
from web.demo.attending import leave_one_unanswered, meetings_of_committees, plan_visits_to_cells
from web.demo.capacity import Strengthening
from web.demo.cast import Cast
from web.demo.helping import Helping
from web.demo.inspecting import Inspecting
from web.demo.meetings import MeetingStory
from web.demo.months import A_MOMENT, MonthsKept, close_month, closing_time
from web.demo.oversight import Leading
from web.demo.planned_meetings import planned_meetings
from web.demo.programmes import Programmes
from web.demo.register import Registering
from web.demo.regularity import KeepingRegular
from web.demo.scene import Scene
from web.demo.shape import planned_country
from web.demo.stage import Stage, Story
from web.demo.supervising import Supervising
from web.demo.undertaking import Undertaking
from web.demo.waiting import WaitingCases
from web.demo.wanted import Wanted
from web.files import Kept
from workflows.desk import Seals
from workflows.journal.journal import Command

AHEAD = timedelta(days=13)
"""So long before a month begins its first meetings are set."""


class Country:
    """Every Bloc of the demo, and the stage they play on."""

    def __init__(self, wanted: Wanted, seals: Seals, papers: tuple[Kept, ...]) -> None:
        self.wanted, self.span = wanted, wanted.span
        self.stage = Stage(wanted.seed, seals)
        self.kept = MonthsKept()
        self.stage.journal.listeners.append(self.kept.listen)
        planned = planned_country(wanted.seed, wanted.cells)
        stages = [self.stage, *(self.stage.aside(bloc.bloc.code) for bloc in planned[1:])]
        playing = zip(stages, planned, strict=True)
        self.blocs = [Scene(stage, Cast(stage, bloc), self.span, papers) for stage, bloc in playing]
        for n, scene in enumerate(self.blocs):
            self._begin(n, scene)

    @property
    def logins(self) -> dict[str, PersonId]:
        """Who signs in, in the first Bloc."""
        cast = self.blocs[0].cast
        return {login.login: cast.person(login.who) for login in cast.logins}

    def scenes(self) -> Iterator[list[Command]]:
        """Everything up to the horizon, what is recorded at one moment together. The first command bears the mark."""
        play = self.stage.play(self.span.horizon)
        first, *rest = next(play)
        yield [first._replace(fingerprint=self.wanted.mark), *rest]
        yield from play

    def _begin(self, n: int, scene: Scene) -> None:
        for cell in scene.bloc.cells:
            self.kept.register(scene.stage.unit(cell.code))
        registering = Registering(scene.cast)
        self.stage.begin(registering.story())
        if n == 0:
            self.stage.begin(registering.logins())
        plan_visits_to_cells(scene)
        if n == 0:
            leave_one_unanswered(scene)
        inspecting = Inspecting(scene)
        supervising = Supervising(scene, inspecting)
        stories = [*meetings_of_committees(scene), *supervising.stories()]
        stories += [*Agreeing(scene).stories(), *KeepingRegular(scene).stories()]
        stories += Leading(scene).stories()
        stories += WaitingCases(scene, supervising).stories() if n == 0 else ()
        stories += Undertaking(scene).stories()
        if n == 0:
            stories += (*Strengthening(scene).stories(), *Helping(scene).stories(), *Programmes(scene).stories())
        for story in stories:
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
            inspecting.look_at(cell, month, close_month(scene.stage, self.kept, cell, month))
        self.kept.let_go(month)
