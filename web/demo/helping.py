"""Support of organisations in the demo: each state once, in non-state cells first, and of a mass organisation too."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from enum import IntEnum
from typing import NamedTuple

from domain.calendar import VIETNAM
from domain.capacity_names import JointActivity, Organisation, SupportOutcome, Weakness
from domain.names import PersonId
from domain.record import Hand
from projections.support_priority import NON_STATE
from web.demo import capacity_texts as texts
from web.demo.capacity import AT_WORK, DAY, IN_THE_YEAR
from web.demo.scene import Scene
from web.demo.shape import PlannedUnit
from web.demo.stage import Story
from workflows.desk import Thing
from workflows.requests import supports as asks


class At(IntEnum):
    """How far a support comes."""

    DIAGNOSED = 0
    PLANNED = 1
    APPROVED = 2
    MENTORED = 3
    REACHED = 4
    ENDED = 5


class Told(NamedTuple):
    """A support that began so many days before the end (None: in the article's year), and how far it came."""

    days: int | None
    upto: At
    organisation: Organisation = Organisation.PARTY


TOLD = (
    Told(None, At.ENDED),
    Told(150, At.REACHED),
    Told(200, At.MENTORED),
    Told(40, At.APPROVED),
    Told(25, At.PLANNED),
    Told(9, At.DIAGNOSED),
    Told(90, At.REACHED, Organisation.TRADE_UNION),
)


class Helping:
    """Solution 6 in one Bloc."""

    def __init__(self, scene: Scene) -> None:
        self.scene, self.stage, self.cast = scene, scene.stage, scene.cast
        self.chance = scene.dice("helping")

    def stories(self) -> Iterator[Story]:
        cells = [cell for cell in self.scene.bloc.cells if cell.founded_on < IN_THE_YEAR.date()]
        first = [self.cast.first_cell, *(cell for cell in cells if self._comes_first(cell))]
        order = list(dict.fromkeys((*first, *self.chance.sample(cells, min(len(cells), len(TOLD))))))
        for n, told in enumerate(TOLD):
            yield self._story(order[n % len(order)], told, f"support {n}")

    def _comes_first(self, cell: PlannedUnit) -> bool:
        return cell.type in NON_STATE

    def _hand(self, act: str, by: PersonId) -> Hand:
        return self.stage.hand(by, act)

    def _story(self, cell: PlannedUnit, told: Told, act: str) -> Story:
        helper, leader = self.cast.superior(cell), self.cast.leader
        yield self._begins(told)
        support = self._diagnosed(cell, told, act)
        for at, days, do in (
            (At.PLANNED, 6, lambda: self._planned(support, helper, act)),
            (
                At.APPROVED,
                9,
                lambda: asks.approve_support(self.stage.desk, self._hand(f"{act} approved", leader), support),
            ),
            (At.MENTORED, 3, lambda: self._mentored(support, helper, act)),
            (At.REACHED, 50, lambda: self._reached(support, helper, act, 1)),
        ):
            if told.upto < at:
                return
            yield self.stage.now + days * DAY
            do()
        if told.upto is At.ENDED:
            yield from self._ended(support, helper, act)

    def _begins(self, told: Told) -> datetime:
        if told.days is None:
            return IN_THE_YEAR - 90 * DAY
        return datetime.combine(self.scene.span.horizon.date() - told.days * DAY, AT_WORK, VIETNAM)

    def _day(self, days: int = 0) -> date:
        return (self.stage.now + days * DAY).astimezone(VIETNAM).date()

    def _diagnosed(self, cell: PlannedUnit, told: Told, act: str) -> Thing:
        weak = tuple(self.chance.sample(list(Weakness), 2))
        asked = asks.DiagnoseOrganisation(
            self.stage.unit(cell.code), told.organisation, self._day(), weak, self.chance.choice(texts.DIAGNOSES)
        )
        asks.diagnose_organisation(self.stage.desk, self._hand(act, self.cast.superior(cell)), asked)
        return Thing(self.stage.made_by(act, "support"))

    def _planned(self, support: Thing, helper: PersonId, act: str) -> None:
        lines = tuple(
            asks.MilestonePlanned(what, self._day(60 * n)) for n, what in enumerate(texts.MILESTONES, start=1)
        )
        plan = asks.PlanSupport(lines, self._day(240))
        asks.plan_support(self.stage.desk, self._hand(f"{act} planned", helper), support, plan)

    def _mentored(self, support: Thing, helper: PersonId, act: str) -> None:
        mentor = asks.AssignMentor(helper)
        asks.assign_mentor(self.stage.desk, self._hand(f"{act} mentored", self.cast.leader), support, mentor)

    def _reached(self, support: Thing, helper: PersonId, act: str, n: int) -> None:
        held = asks.HoldJointActivity(JointActivity.WITH_MASS_ORGANISATIONS, self._day(), 20 + 5 * n)
        asks.hold_joint_activity(self.stage.desk, self._hand(f"{act} together {n}", helper), support, held)
        reached = asks.ReachMilestone(n)
        asks.reach_milestone(self.stage.desk, self._hand(f"{act} reached {n}", helper), support, reached)

    def _ended(self, support: Thing, helper: PersonId, act: str) -> Story:
        for n in range(2, len(texts.MILESTONES) + 1):
            yield self.stage.now + 40 * DAY
            self._reached(support, helper, act, n)
        yield self.stage.now + timedelta(days=5)
        ended = asks.EndSupport(SupportOutcome.STRENGTHENED, texts.ENDED)
        asks.end_support(self.stage.desk, self._hand(f"{act} ended", self.cast.leader), support, ended)
