"""A case of the foreign-owned cell with an approved plan, and months of meetings as they are held and closed."""

from datetime import date, datetime, time, timedelta
from uuid import UUID

from domain.events.furthering import StepFurthered, StepRestarted
from domain.names import DeficiencyId, ItemTag, MeetingKind, RemediationId, SolutionCode
from tests.bloc import ZONE, Bloc
from tests.web.inspection.a_case import CELL, found, held_by, made
from web.daily_round import go_round
from workflows.desk import Thing
from workflows.requests.meetings import HoldMeeting, ItemHeld, ScheduleMeeting, hold_meeting, schedule_meeting
from workflows.requests.remediations import (
    BasisNamed,
    OpenRemediation,
    PlanLine,
    SubmitPlan,
    approve_plan,
    open_remediation,
    submit_plan,
)

APPROVED = date(2026, 11, 20)
TERM = date(2027, 4, 30)


def case_of(bloc: Bloc, code: str = "D02") -> RemediationId:
    basis = BasisNamed("12-TB/UBKT", date(2026, 11, 18))
    asked = OpenRemediation((found(bloc, code),), TERM, basis)
    return RemediationId(made(bloc.ask(open_remediation, "inspector1", asked)))


def line(bloc: Bloc, deficiency: DeficiencyId, action: str, step: str | None = None) -> PlanLine:
    owner = bloc.person("secretary1")
    return PlanLine(deficiency, SolutionCode(action), "Họp đúng lịch", date(2027, 3, 31), "Biên bản", owner, step)


def approved(bloc: Bloc, *actions: str, step: str | None = None) -> RemediationId:
    """A case whose plan takes these actions, approved."""
    case = case_of(bloc)
    held = held_by(bloc, case)[0]
    lines = tuple(line(bloc, held, action, step) for action in actions)
    bloc.ask(submit_plan, "secretary1", Thing(case), SubmitPlan(lines))
    bloc.ask(approve_plan, "inspector1", Thing(case))
    return case


def met(bloc: Bloc, day: date, code: str = CELL, *tags: ItemTag) -> UUID:
    """A regular meeting on a day, and the clock goes on to it."""
    start = datetime.combine(day, time(14), ZONE)
    bloc.watch.on(day, time(18))
    asked = ScheduleMeeting(MeetingKind.REGULAR, day, start, "Phòng họp", bloc.unit(code))
    meeting = made(bloc.ask(schedule_meeting, "secretary1", asked))
    items = tuple(ItemHeld(tag, 20) for tag in tags)
    held = HoldMeeting(start, start + timedelta(hours=2), bloc.person("secretary1"), 20, 19, 1, 0, 12, items=items)
    bloc.ask(hold_meeting, "secretary1", Thing(meeting), held)
    return meeting


def month_closed(bloc: Bloc, year: int, month: int) -> None:
    """The grace day of a month has passed, and the round went."""
    following = date(year + month // 12, month % 12 + 1, 8)
    bloc.watch.on(following)
    go_round(bloc.house, following)


def moves(bloc: Bloc, case: RemediationId) -> list[StepFurthered | StepRestarted]:
    told = (record.fact for record in bloc.house.journal.history(case))
    return [fact for fact in told if isinstance(fact, StepFurthered | StepRestarted)]
