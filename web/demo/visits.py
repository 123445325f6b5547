"""Visits to meetings: announced or not, made, fed back to the cell, acknowledged by its secretary."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

from domain.names import Grade, MeetingId, PersonId, Rating, VisitId, VisitKind
from domain.record import Hand
from web.demo import texts
from web.demo.scene import Scene
from workflows.desk import Thing
from workflows.requests import visits

if TYPE_CHECKING:
    from web.demo.meetings import Act
    from web.demo.planned_meetings import PlannedMeeting

DAY = timedelta(days=1)
NOT_ACKNOWLEDGED, ANSWERED_LATE = 0.08, 0.05
STRENGTHS = ("P1", "P2", "P4", "P6", "P7")
WEAKNESSES = ("D03", "D05", "D08", "D14", "D15")


class Visiting:
    """A superior at a meeting of a cell."""

    def __init__(self, scene: Scene, plan: PlannedMeeting, meeting: MeetingId) -> None:
        assert plan.visit is not None  # only a visited meeting is asked for its visit
        self.scene, self.stage, self.plan, self.meeting = scene, scene.stage, plan, meeting
        self.visitor, self.kind, self.answered = plan.visit
        self.chance = scene.dice("visit", plan.act)
        self.id = VisitId(self.stage.made_by(f"{plan.act} visit planned", "visit"))
        self.weak = bool(plan.lapses) and scene.habits[plan.cell.code].weak

    def acts(self) -> Iterator[Act]:
        starts, ends = self.plan.starts, self.plan.ends
        announced = starts - 5 * DAY if self.kind is VisitKind.PLANNED else starts
        yield announced, self._plan
        yield ends + timedelta(minutes=self.chance.randint(10, 200)), self._make
        if not self.answered:
            return
        days = 9 if self.chance.random() < ANSWERED_LATE else self.chance.randint(1, 4)
        yield ends + days * DAY, self._give_feedback
        if self.chance.random() >= NOT_ACKNOWLEDGED:
            yield ends + (days + 2) * DAY, self._acknowledge
        yield ends + (days + 3) * DAY, lambda: self.stage.journal.forget(self.id)

    def _hand(self, act: str, by: PersonId | None = None) -> Hand:
        return self.stage.hand(by or self.visitor, f"{self.plan.act} visit {act}")

    def _plan(self) -> None:
        cell, on = self.stage.unit(self.plan.cell.code), self.plan.starts.date()
        asked = visits.PlanVisit(self.kind, on, self.visitor, cell, None, self.meeting)
        visits.plan_visit(self.stage.desk, self._hand("planned"), asked)

    def _make(self) -> None:
        visits.make_visit(self.stage.desk, self._hand("made"), Thing(self.id), self._seen())

    def _seen(self) -> visits.MakeVisit:
        chance = self.chance
        good = [visits.Seen(code, True) for code in chance.sample(STRENGTHS, 1 if self.weak else 2)]
        bad = [visits.Seen(chance.choice(WEAKNESSES), False, chance.choice(texts.SEEN))] if self.weak else []
        return visits.MakeVisit((*good, *bad), {rating: self._rate() for rating in Rating})

    def _rate(self) -> Grade:
        if self.weak:
            return self.chance.choice((Grade.FAIR, Grade.FAIR, Grade.AVERAGE))
        return self.chance.choice((Grade.GOOD, Grade.GOOD, Grade.FAIR))

    def _give_feedback(self) -> None:
        due = (self.stage.now + 7 * DAY).date()
        asked = visits.GiveFeedback(self.chance.choice(texts.FEEDBACK), due)
        visits.give_feedback(self.stage.desk, self._hand("fed back"), Thing(self.id), asked)

    def _acknowledge(self) -> None:
        hand = self._hand("acknowledged", self.scene.secretary(self.plan.cell))
        visits.acknowledge_feedback(self.stage.desk, hand, Thing(self.id))
