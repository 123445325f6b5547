"""Superiors lead: programmes of visits with quotas, guidance, visits moved, called off, given to another; gaps."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta

from domain.calendar import VIETNAM, first_day, months_on
from domain.names import PersonId, VisitKind
from domain.record import Hand
from web.demo.scene import Scene
from web.demo.shape import PlannedUnit
from web.demo.span import LAST
from web.demo.stage import Story
from workflows.desk import Thing
from workflows.reactions.close_months_that_ended import BY_ITSELF
from workflows.requests import oversight, visits
from workflows.requests.shapes import Because

QUARTERS = (((1, 1), (3, 31)), ((4, 1), (6, 30)), ((7, 1), (9, 30)), ((10, 1), (12, 31)))
VISITS_A_QUARTER = 5
"""Of each leader; of overseers in their own cells fewer."""
OWN_VISITS = 3
GUIDED = 5
DAY = timedelta(days=1)


class Leading:
    """What the leaders of a Bloc do beside visiting."""

    def __init__(self, scene: Scene) -> None:
        self.scene, self.stage, self.cast = scene, scene.stage, scene.cast
        self.desk = scene.stage.desk
        self.unit = self.stage.unit(self.cast.code)

    def stories(self) -> Iterator[Story]:
        for year in sorted({int(month[:4]) for month in self.scene.span.months}):
            yield self._programme(year)
        if self.scene.span.newest > LAST:
            yield self._guidance()
            yield self._gaps()
            yield from self._changes()

    def _hand(self, by: PersonId, act: str) -> Hand:
        return self.stage.hand(by, f"{act} {self.cast.code}")

    def _at(self, day: int, hour: int = 9) -> datetime:
        """A day of the month after the newest one."""
        newest = self.scene.span.newest
        month = months_on(newest, 1) or newest
        return datetime.combine(first_day(month), time(hour), VIETNAM) + (day - 1) * DAY

    def _programme(self, year: int) -> Story:
        yield datetime.combine(date(year - 1, 12, 20), time(15), VIETNAM)
        asked = oversight.ApproveVisitProgramme(
            self.unit, year, f"0{year % 9 + 1}-CTr/ĐUK", date(year - 1, 12, 20), tuple(self._quotas(year))
        )
        oversight.approve_visit_programme(self.desk, self._hand(self.cast.leader, f"programme {year}"), asked)

    def _quotas(self, year: int) -> Iterator[oversight.AllotQuota]:
        own = self.stage.unit(self.scene.bloc.organisation_of(self.cast.first_cell).code)
        overseer = self.cast.person(self.cast.first_overseer)
        for first, last in QUARTERS:
            span = (date(year, *first), date(year, *last))
            for leader in self.cast.leaders:
                yield oversight.AllotQuota(leader, self.unit, VISITS_A_QUARTER, *span)
            yield oversight.AllotQuota(overseer, own, OWN_VISITS, *span)

    def _guidance(self) -> Story:
        """One document: most of those it is addressed to have read it."""
        told = self.scene.bloc.grassroots[:GUIDED]
        yield self._at(2)
        units, on = tuple(self.stage.unit(unit.code) for unit in told), self.stage.now.astimezone(VIETNAM).date()
        title = "Nâng cao chất lượng tự phê bình và phê bình trong sinh hoạt chi bộ"
        text = "Mỗi buổi sinh hoạt định kỳ dành thời gian cho tự phê bình, có ghi biên bản."
        asked = oversight.IssueGuidance(self.unit, units, "05-HD/ĐUK", on, title, text, on + 20 * DAY)
        oversight.issue_guidance(self.desk, self._hand(self.cast.leader, "guidance"), asked)
        guidance = Thing(self.stage.made_by(f"guidance {self.cast.code}", "guidance"))
        for n, unit in enumerate(told[:-2]):
            yield self._at(5 + n)
            taken = oversight.AcknowledgeGuidance(self.stage.unit(unit.code))
            hand = self._hand(self.scene.secretary(unit), f"guidance of {unit.code}")
            oversight.acknowledge_guidance(self.desk, hand, guidance, taken)

    def _gaps(self) -> Story:
        """The daily round notices the cells that nobody is in charge of."""
        yield self._at(3, 1)
        day = self.stage.now.astimezone(VIETNAM).date()
        for cell in self.scene.bloc.cells:
            if self.cast.overseer(cell) is None:
                asked = oversight.LookForOverseer(self.stage.unit(cell.code), day, missing=True)
                oversight.look_for_overseer(self.desk, self._hand(BY_ITSELF, f"gap {cell.code}"), asked)

    def _changes(self) -> Iterator[Story]:
        """Of the visits ahead one was moved, one is called off, one goes to another."""
        cells = [cell for cell in self.scene.bloc.cells if cell != self.cast.first_cell][-3:]
        for cell, change in zip(cells, (self._moved, self._called_off, self._swapped), strict=False):
            yield self._ahead(cell, change)

    def _ahead(self, cell: PlannedUnit, change: Callable[[Hand, Thing], None]) -> Story:
        yield self._at(4)
        by = self.cast.leaders[0]
        asked = visits.PlanVisit(VisitKind.PLANNED, self._at(24).date(), by, self.stage.unit(cell.code))
        visits.plan_visit(self.desk, self._hand(by, f"ahead {cell.code}"), asked)
        yield self._at(9)
        visit = Thing(self.stage.made_by(f"ahead {cell.code} {self.cast.code}", "visit"))
        change(self._hand(by, f"change {cell.code}"), visit)

    def _moved(self, hand: Hand, visit: Thing) -> None:
        visits.move_visit(self.desk, hand, visit, visits.MoveVisit(self._at(28).date(), "Chi bộ đổi ngày họp."))

    def _called_off(self, hand: Hand, visit: Thing) -> None:
        visits.cancel_visit(self.desk, hand, visit, Because("Trùng lịch họp Ban Thường vụ."))

    def _swapped(self, hand: Hand, visit: Thing) -> None:
        asked = visits.ReplaceVisitor(self.cast.leaders[1], "Đồng chí được phân công đi công tác.")
        visits.replace_visitor(self.desk, hand, visit, asked)
