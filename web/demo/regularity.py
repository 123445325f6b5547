"""How cells of the demo keep their regularity: calendars, the year's themes, new forms, self-inspection, results."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from domain.calendar import VIETNAM, day_in, first_day
from domain.names import MeetingKind, Month
from domain.regularity_names import AssessedSubject, MeetingForm
from web.demo import texts_of_regularity as texts
from web.demo.planned_meetings import working_day
from web.demo.scene import Scene
from workflows.desk import Thing
from workflows.requests import regularity as asks
from workflows.requests.shapes import Because

if TYPE_CHECKING:
    from web.demo.shape import PlannedUnit
    from web.demo.stage import Story

WITH_CALENDARS, CHECKED = 12, 10
DAY = timedelta(days=1)


class KeepingRegular:
    """Begins what some cells do beside their meetings; the same cells every month."""

    def __init__(self, scene: Scene) -> None:
        self.scene, self.stage = scene, scene.stage

    def stories(self) -> Iterator[Story]:
        cells = list(self.scene.bloc.cells)
        self.scene.dice("regularity").shuffle(cells)
        for year in sorted({int(month[:4]) for month in self.scene.span.months}):
            yield self._issued(year)
        for cell in cells[:WITH_CALENDARS]:
            for month in self.scene.span.months[-4:]:
                yield self._calendar(cell, month)
        for n, cell in enumerate(cells[:CHECKED]):
            yield self._checked(cell, n)

    def _issued(self, year: int) -> Story:
        """The Bloc issues its themes early in the year, or when its months of the year begin to be told."""
        yield self._at(date(year, 1, 9))
        leader = self.scene.cast.leaders[0]
        number = f"0{year % 9 + 1}-HD/ĐUK"
        asked = asks.IssueOrientation(
            self.stage.unit(self.scene.bloc.bloc.code), year, number, date(year, 1, 8), texts.THEMES
        )
        asks.issue_orientation(self.stage.desk, self.stage.hand(leader, f"orientation {year}"), asked)

    def _calendar(self, cell: PlannedUnit, month: Month) -> Story:
        """Proposed before the month, approved within days; now and then returned first, the newest waits."""
        act, chance = f"calendar {cell.code} {month}", self.scene.dice("calendar", cell.code, month)
        yield self._at(first_day(month) - 12 * DAY)
        on = working_day(day_in(month, self.scene.habits[cell.code].set_day))
        entries = (asks.MeetingOn(MeetingKind.REGULAR, on),)
        proposed = asks.ProposeCalendar(self.stage.unit(cell.code), month, entries)
        secretary, superior = self.scene.secretary(cell), self.scene.cast.superior(cell)
        receipt = asks.propose_calendar(self.stage.desk, self.stage.hand(secretary, act), proposed)
        calendar = Thing(next(iter(receipt.versions)))
        last = month == self.scene.span.newest
        if superior == secretary or (last and chance.random() < 0.3):
            return
        yield self._at(first_day(month) - 8 * DAY)
        hand = self.stage.hand(superior, f"{act} decided")
        if chance.random() < 0.15:
            asks.return_calendar(self.stage.desk, hand, calendar, Because(texts.RETURNED))
            return
        asks.approve_calendar(self.stage.desk, hand, calendar)

    def _checked(self, cell: PlannedUnit, n: int) -> Story:
        """A self-inspection planned, and for most done; a new form tried; results held against targets."""
        chance, unit = self.scene.dice("checked", cell.code), self.stage.unit(cell.code)
        secretary, begins = self.scene.secretary(cell), self.scene.span.horizon.date() - (150 - 9 * n) * DAY
        yield self._at(begins)
        planned = asks.PlanSelfInspection(unit, begins + 40 * DAY, chance.choice(texts.MATTERS))
        act = f"checked {cell.code}"
        receipt = asks.plan_self_inspection(self.stage.desk, self.stage.hand(secretary, f"{act} planned"), planned)
        inspection = Thing(next(iter(receipt.versions)))
        yield self._at(begins + 20 * DAY)
        form = asks.TryNewForm(unit, begins + 20 * DAY, chance.choice(list(MeetingForm)), chance.choice(texts.FORMS))
        asks.try_new_form(self.stage.desk, self.stage.hand(secretary, f"{act} form"), form)
        if n % 4 == 3:
            return
        yield self._at(begins + 33 * DAY)
        done = asks.FinishSelfInspection(begins + 33 * DAY, chance.randrange(4), chance.choice(texts.FOUND))
        asks.finish_self_inspection(self.stage.desk, self.stage.hand(secretary, f"{act} done"), inspection, done)
        yield self._at(begins + 45 * DAY)
        targets = tuple(asks.Target(name, due, chance.randint(due - 1, due)) for name, due in texts.TARGETS)
        subject = AssessedSubject.YEAR_PLAN if n % 2 else AssessedSubject.RESOLUTION
        reference = str(begins.year) if n % 2 else f"{begins.month:02d}/{begins.year}-NQ/CB"
        conclusion = chance.choice(texts.CONCLUSIONS)
        assessed = asks.AssessResults(unit, subject, reference, begins + 45 * DAY, targets, conclusion)
        asks.assess_results(self.stage.desk, self.stage.hand(secretary, f"{act} assessed"), assessed)

    def _at(self, day: date) -> datetime:
        return datetime.combine(day, time(10, 20), VIETNAM)
