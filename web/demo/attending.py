"""Who of the superiors attends what: in the article's year exactly as many committees and cells as it names."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from itertools import cycle

from domain.calendar import VIETNAM, first_day
from domain.names import (
    Body,
    BodyKind,
    Grade,
    ItemTag,
    MeetingId,
    MeetingKind,
    Month,
    PersonId,
    Rating,
    VisitId,
    VisitKind,
)
from domain.record import Hand
from web.demo import texts
from web.demo.planned_meetings import working_day
from web.demo.scene import PlannedVisit, Scene
from web.demo.shape import PlannedUnit
from web.demo.span import LAST
from web.demo.stage import Story
from workflows.desk import Thing
from workflows.requests import meetings, visits

ATTENDED_COMMITTEES, ATTENDED_CELLS = 68, 150
"""Of the 106 grassroots committees and the 543 cells, in the article's year, by the Bloc's leaders."""
OVERSEERS_TOO = 40
"""Cells that their overseers attended as well; in the article's year cells that leaders attended in another month."""
UNANNOUNCED = 0.3
DAY = timedelta(days=1)


def plan_visits_to_cells(scene: Scene) -> None:
    """Each cell chosen is attended once by a leader; some of them once more by their overseer."""
    for year in sorted({month[:4] for month in scene.span.months}):
        months = [month for month in scene.span.months if month.startswith(year)]
        chance = scene.dice("visits", year)
        part = len(months) / 12
        cells = chance.sample(scene.bloc.cells, max(1, round(scene.bloc.scaled(ATTENDED_CELLS) * part)))
        leaders = cycle(scene.cast.leaders)
        for cell in cells:
            kind = VisitKind.UNANNOUNCED if chance.random() < UNANNOUNCED else VisitKind.PLANNED
            scene.visits[cell.code, chance.choice(months)] = PlannedVisit(next(leaders), kind)
        for cell in cells[: round(scene.bloc.scaled(OVERSEERS_TOO) * part)]:
            _by_overseer(scene, cell, chance.choice(months))


def leave_one_unanswered(scene: Scene) -> None:
    """In the newest month (not the article's) `overseer1` attended a cell, and owes it an answer and its class."""
    cast = scene.cast
    mine = (cell for cell in scene.bloc.cells if cell != cast.first_cell and cast.is_overseen_by_first(cell))
    if scene.span.newest > LAST and (cell := next(mine, None)):
        overseer = cast.person(cast.first_overseer)
        scene.visits[cell.code, scene.span.newest] = PlannedVisit(overseer, VisitKind.PLANNED, answered=False)


def _by_overseer(scene: Scene, cell: PlannedUnit, month: Month) -> None:
    overseer = scene.cast.overseer(cell)
    if overseer and (cell.code, month) not in scene.visits:
        scene.visits[cell.code, month] = PlannedVisit(scene.cast.person(overseer), VisitKind.PLANNED)


def meetings_of_committees(scene: Scene) -> Iterator[Story]:
    """Meetings of grassroots committees that a leader attends: party committees, and committees of grassroots cells."""
    for year in sorted({month[:4] for month in scene.span.months}):
        months = [month for month in scene.span.months if month.startswith(year)]
        chance = scene.dice("committees", year)
        wanted = max(1, round(scene.bloc.scaled(ATTENDED_COMMITTEES) * len(months) / 12))
        attended = chance.sample(scene.bloc.grassroots, min(wanted, len(scene.bloc.grassroots)))
        for unit, leader in zip(attended, cycle(reversed(scene.cast.leaders))):
            yield CommitteeMeeting(scene, unit, chance.choice(months)).story(leader)


class CommitteeMeeting:
    """A committee's own meeting, recorded and visited; the cells' rules do not judge it."""

    def __init__(self, scene: Scene, unit: PlannedUnit, month: Month) -> None:
        self.scene, self.stage, self.unit = scene, scene.stage, unit
        self.act = f"committee {unit.code} {month}"
        self.chance = scene.dice(self.act)
        day = working_day(first_day(month) + timedelta(days=self.chance.randint(14, 25)))
        self.starts = datetime.combine(day, time(14), VIETNAM)
        self.ends = self.starts + timedelta(minutes=self.chance.randint(95, 160))
        self.body = Body(self.stage.unit(unit.code), BodyKind.COMMITTEE)
        self.meeting = MeetingId(self.stage.made_by(f"{self.act} scheduled", "meeting"))
        self.visit = VisitId(self.stage.made_by(f"{self.act} visit planned", "visit"))

    def story(self, leader: PersonId) -> Story:
        yield self.starts - 8 * DAY
        self._schedule()
        yield self.starts - 5 * DAY
        asked = visits.PlanVisit(VisitKind.PLANNED, self.starts.date(), leader, None, self.body, self.meeting)
        visits.plan_visit(self.stage.desk, self._hand(leader, "visit planned"), asked)
        yield self.ends + timedelta(minutes=30)
        self._hold()
        yield self.ends + timedelta(minutes=90)
        self._make_visit(leader)
        yield self.ends + self.chance.randint(1, 4) * DAY
        asked_too = visits.GiveFeedback(self.chance.choice(texts.FEEDBACK))
        visits.give_feedback(self.stage.desk, self._hand(leader, "visit fed back"), Thing(self.visit), asked_too)
        yield self.stage.now + 2 * DAY
        visits.acknowledge_feedback(
            self.stage.desk, self._hand(self._secretary, "visit acknowledged"), Thing(self.visit)
        )
        self.stage.journal.forget(self.visit)
        self.stage.journal.forget(self.meeting)

    @property
    def _secretary(self) -> PersonId:
        return self.scene.secretary(self.unit)

    def _hand(self, by: PersonId, act: str) -> Hand:
        return self.stage.hand(by, f"{self.act} {act}")

    def _schedule(self) -> None:
        asked = meetings.ScheduleMeeting(
            MeetingKind.REGULAR, self.starts.date(), self.starts, self.chance.choice(texts.PLACES), body=self.body
        )
        meetings.schedule_meeting(self.stage.desk, self._hand(self._secretary, "scheduled"), asked)

    def _hold(self) -> None:
        seats = 15 if not self.unit.is_cell else 5
        absent = self.chance.randint(0, 1)
        half = (self.ends - self.starts) // timedelta(minutes=2)
        held = meetings.HoldMeeting(
            started_at=self.starts,
            ended_at=self.ends,
            chair=self._secretary,
            obliged=seats,
            present=seats - absent,
            excused=absent,
            unexcused=0,
            speakers=self.chance.randint(seats // 2, seats - absent),
            items=(meetings.ItemHeld(ItemTag.CORE_TASK, half), meetings.ItemHeld(ItemTag.PARTY_BUILDING, half)),
        )
        meetings.hold_meeting(self.stage.desk, self._hand(self._secretary, "held"), Thing(self.meeting), held)

    def _make_visit(self, leader: PersonId) -> None:
        seen = tuple(visits.Seen(code, True) for code in self.chance.sample(("P1", "P2", "P4", "P8"), 2))
        ratings = {rating: self.chance.choice((Grade.GOOD, Grade.GOOD, Grade.FAIR)) for rating in Rating}
        asked = visits.MakeVisit(seen, ratings)
        visits.make_visit(self.stage.desk, self._hand(leader, "visit made"), Thing(self.visit), asked)
