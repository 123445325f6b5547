"""What makes organisations able: offices emptied and filled, reviews, secretaries trained, duties laid down."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from domain.calendar import VIETNAM
from domain.capacity_names import CommitteeState, DutyOf
from domain.names import AbsenceReason, BodyKind, Grade, Office, PersonId
from domain.record import Hand
from web.demo import capacity_texts as texts
from web.demo.scene import Scene
from web.demo.shape import PlannedUnit
from web.demo.span import YEAR_OF_THE_ARTICLE
from web.demo.stage import Story
from workflows.desk import Thing
from workflows.requests import committees, duties, training
from workflows.requests.shapes import Because
from workflows.requests.units import FillOffice, fill_office

DAY = timedelta(days=1)
AT_WORK = time(8, 30)
IN_THE_YEAR = datetime(YEAR_OF_THE_ARTICLE, 5, 11, 8, 30, tzinfo=VIETNAM)
LEARNERS, EMPTIED = 24, 4
COMMITTEE, DEPUTY = BodyKind.COMMITTEE, Office.DEPUTY_SECRETARY


class Strengthening:
    """Solution 2 in one Bloc: each state of it once or twice."""

    def __init__(self, scene: Scene) -> None:
        self.scene, self.stage, self.cast = scene, scene.stage, scene.cast
        self.leader = self.cast.leader
        self.chance = scene.dice("strengthening")
        founded = (cell for cell in scene.bloc.cells if cell.founded_on < IN_THE_YEAR.date())
        self.cells = [cell for cell in founded if cell != self.cast.without_deputy]

    def stories(self) -> Iterator[Story]:
        cells = self.cells
        for n, cell in enumerate(self.chance.sample(cells, min(EMPTIED, len(cells)))):
            yield self._emptied(cell, IN_THE_YEAR if n == 0 else self._before(150 - 40 * n), 25 if n < 2 else None)
        yield self._found_empty(self.cast.without_deputy, self._before(70))
        for n, state in enumerate(CommitteeState):
            yield self._reviewed(self.chance.choice(self.scene.bloc.grassroots), state, self._before(100 - 30 * n))
        yield self._course(IN_THE_YEAR, "in the year")
        yield self._course(self._before(160), "lately")
        yield self._course(self._before(12), "just now", assessed=False)
        yield self._course(self._before(6), "to come", ahead=20)
        yield self._cancelled(self._before(30))
        some = (self.cast.first_cell, self.cast.second_cell, *self.chance.sample(cells, min(3, len(cells))))
        for n, cell in enumerate(dict.fromkeys(some)):
            yield self._duty_rules(cell, n)
            yield self._tasks(cell, n)

    def _before(self, days: int) -> datetime:
        """So many days before the demo ends."""
        return datetime.combine(self.scene.span.horizon.date() - days * DAY, AT_WORK, VIETNAM)

    def _hand(self, act: str, by: PersonId | None = None) -> Hand:
        return self.stage.hand(by or self.leader, f"strengthening {act}")

    # Offices

    def _emptied(self, cell: PlannedUnit, when: datetime, days: int | None) -> Story:
        """The deputy leaves; after some days another member takes the office, or nobody does yet."""
        act, unit = f"deputy {cell.code} {when.date()}", Thing(self.stage.unit(cell.code))
        yield when
        left = committees.VacateOffice(DEPUTY, COMMITTEE, self.cast.deputy(cell), when.date())
        committees.vacate_office(self.stage.desk, self._hand(f"{act} left"), unit, left)
        if days is not None:
            yield when + days * DAY
            took = FillOffice(DEPUTY, COMMITTEE, self.cast.deputy(cell), self.stage.now.astimezone(VIETNAM).date())
            fill_office(self.stage.desk, self._hand(f"{act} taken"), unit, took)

    def _found_empty(self, cell: PlannedUnit, when: datetime) -> Story:
        """Nobody is known to have left the office: that it stands empty is said."""
        yield when
        asked = committees.OpenVacancy(self.stage.unit(cell.code), DEPUTY, COMMITTEE, when.date() - 15 * DAY)
        committees.open_vacancy(self.stage.desk, self._hand(f"found empty {cell.code}"), asked)

    def _reviewed(self, unit: PlannedUnit, state: CommitteeState, when: datetime) -> Story:
        yield when
        seats, filled = 5, 5 if state is CommitteeState.SOUND else 3
        asked = committees.ReviewCommittee(
            self.stage.unit(unit.code), when.date(), state, seats, filled, note=texts.REVIEWS[state]
        )
        committees.review_committee(self.stage.desk, self._hand(f"review {unit.code} {state}"), asked)

    # Courses

    def _course(self, when: datetime, act: str, assessed: bool = True, ahead: int = 14) -> Story:
        """Planned and enrolled in; then, where it lies behind, attended by most and assessed."""
        yield when
        thing, first = self._planned(act, when + ahead * DAY)
        learners = self.chance.sample(self.cells, min(len(self.cells), self.scene.bloc.scaled(LEARNERS) + 2))
        for cell in learners:
            yield self.stage.now + timedelta(minutes=3)
            asked = training.EnrolSecretary(self.stage.unit(cell.code), self.scene.secretary(cell))
            training.enrol_secretary(self.stage.desk, self._hand(f"{act} enrols {cell.code}"), thing, asked)
        yield first + 6 * timedelta(hours=1)
        for n, cell in enumerate(learners):
            yield self.stage.now + timedelta(minutes=2)
            self._attended(thing, cell, f"{act} learns {cell.code}", missed=n % 8 == 1)
        yield first + (20 * DAY if assessed else 400 * DAY)
        for n, cell in enumerate(learners):
            if n % 8 != 1:
                yield self.stage.now + timedelta(minutes=2)
                self._assessed(thing, cell, f"{act} assessed {cell.code}", n)

    def _planned(self, act: str, first: datetime) -> tuple[Thing, datetime]:
        on = first.astimezone(VIETNAM).date()
        unit = self.stage.unit(self.scene.bloc.bloc.code)
        asked = training.PlanCourse(unit, self.chance.choice(texts.COURSES), on, on + DAY, 16, 60)
        training.plan_course(self.stage.desk, self._hand(f"{act} planned"), asked)
        return Thing(self.stage.made_by(f"strengthening {act} planned", "course")), first

    def _attended(self, thing: Thing, cell: PlannedUnit, act: str, missed: bool) -> None:
        unit, person = self.stage.unit(cell.code), self.scene.secretary(cell)
        if missed:
            away = training.RecordMissed(unit, person, AbsenceReason.MISSION)
            training.record_missed(self.stage.desk, self._hand(act), thing, away)
        else:
            there = training.RecordAttendance(unit, person)
            training.record_attendance(self.stage.desk, self._hand(act), thing, there)

    def _assessed(self, thing: Thing, cell: PlannedUnit, act: str, n: int) -> None:
        grade = (Grade.GOOD, Grade.GOOD, Grade.FAIR, Grade.AVERAGE)[n % 4]
        asked = training.AssessSecretary(self.stage.unit(cell.code), self.scene.secretary(cell), grade)
        training.assess_secretary(self.stage.desk, self._hand(act), thing, asked)

    def _cancelled(self, when: datetime) -> Story:
        yield when
        thing, _ = self._planned("cancelled", when + 25 * DAY)
        yield when + 2 * DAY
        training.cancel_course(self.stage.desk, self._hand("cancelled"), thing, Because(texts.CANCELLED))

    # Duties

    def _duty_rules(self, cell: PlannedUnit, n: int) -> Story:
        """An edition in the article's year, acknowledged by all; a new one lately, by some or by nobody yet."""
        of = (DutyOf.MEMBERS, DutyOf.COMMITTEE, DutyOf.SECRETARY)[n % 3]
        for edition, when in enumerate((IN_THE_YEAR + n * DAY, self._before(50 - n)), start=1):
            yield when
            self._issue(cell, of, edition, n)
            yield when + 4 * DAY
            if edition == 1 or n % 2:
                obliged = max(3, cell.members) if of is DutyOf.MEMBERS else 3
                self._sign(cell, of, edition, (obliged if edition == 1 else obliged - 1, obliged))

    def _issue(self, cell: PlannedUnit, of: DutyOf, edition: int, n: int) -> None:
        on, unit = self.stage.now.astimezone(VIETNAM).date(), self.stage.unit(cell.code)
        asked = duties.IssueDutyRules(unit, of, f"{n + edition:02d}-QĐ/CB", on, on, texts.RULES[of])
        act = f"rules {cell.code} {of} {edition}"
        duties.issue_duty_rules(self.stage.desk, self._hand(act, self.scene.secretary(cell)), asked)

    def _sign(self, cell: PlannedUnit, of: DutyOf, edition: int, counts: tuple[int, int]) -> None:
        thing = Thing(duties.rules_stream(self.stage.unit(cell.code), of))
        hand = self._hand(f"rules {cell.code} {of} {edition} signed", self.scene.secretary(cell))
        duties.acknowledge_duty_rules(self.stage.desk, hand, thing, duties.AcknowledgeDutyRules(edition, *counts))

    def _tasks(self, cell: PlannedUnit, n: int) -> Story:
        """A task in the article's year that was done, and one that stands somewhere when the demo ends."""
        yield IN_THE_YEAR + (n + 1) * DAY
        done = self._assigned(cell, f"task {cell.code} then", 20)
        yield self.stage.now + 15 * DAY
        self._reported(cell, done, f"task {cell.code} then")
        yield self.stage.now + DAY
        duties.finish_member_task(self.stage.desk, self._hand(f"task {cell.code} then done"), done)
        yield self._before(28 - n)
        now = self._assigned(cell, f"task {cell.code} now", 10 if n == 1 else 45)
        if n in (0, 2):
            yield self.stage.now + 8 * DAY
            self._reported(cell, now, f"task {cell.code} now")
        if n == 2:
            yield self.stage.now + DAY
            back = Because(texts.MORE)
            duties.send_member_task_back(self.stage.desk, self._hand(f"task {cell.code} back"), now, back)

    def _assigned(self, cell: PlannedUnit, act: str, days: int) -> Thing:
        due = (self.stage.now + days * DAY).astimezone(VIETNAM).date()
        what = self.chance.choice(texts.TASKS)
        asked = duties.AssignMemberTask(self.stage.unit(cell.code), self.cast.deputy(cell), what, due)
        duties.assign_member_task(self.stage.desk, self._hand(act, self.scene.secretary(cell)), asked)
        return Thing(self.stage.made_by(f"strengthening {act}", "task"))

    def _reported(self, cell: PlannedUnit, task: Thing, act: str) -> None:
        hand = self._hand(f"{act} reported", self.cast.deputy(cell))
        duties.report_member_task(self.stage.desk, hand, task, duties.ReportMemberTask(texts.RESULT))
