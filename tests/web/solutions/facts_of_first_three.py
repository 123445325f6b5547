"""How the very facts of solutions 1, 2 and 3 come about that move steps by themselves.

Where it is easy, what is nearly that fact is recorded first: another unit's, or another kind of the same.
"""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

from domain.capacity_names import DutyOf
from domain.names import BodyKind, ItemTag, MeetingKind, Office, VisitKind
from tests.bloc import ZONE, Bloc
from tests.web import capacity_things
from tests.web.inspection.a_case import CELL
from tests.web.solutions.a_plan import APPROVED, met, month_closed
from tests.web.undertaken import made
from workflows.desk import Thing
from workflows.requests import (
    commitments,
    duties,
    meetings,
    oversight,
    study,
    theme_papers,
    training,
    visits,
)
from workflows.requests.units import FillOffice, fill_office

BY = date(2026, 12, 20)
QUARTER = ((2026, 12), (2027, 1), (2027, 2))
Way = Callable[[Bloc], object]


def asked(bloc: Bloc, by: str, request: Callable[..., Any], *what: Any) -> Thing:
    """What a request made, or changed."""
    return Thing(made(bloc.ask(request, by, *what)))


def months(number: int, *tags: ItemTag, closed: bool = True) -> Way:
    """Meetings held on their day, this many months in a row."""

    def held(bloc: Bloc) -> None:
        for year, month in QUARTER[:number]:
            met(bloc, date(year, month, 5), CELL, *tags)
            if closed:
                month_closed(bloc, year, month)

    return held


# 1


def briefed(bloc: Bloc) -> Thing:
    calls = study.OpenStudyCampaign(bloc.unit("KHOI"), "Chỉ thị 50", (bloc.unit(CELL), bloc.unit("PSU")), BY)
    campaign = asked(bloc, "leader", study.open_study_campaign, calls)
    asked(bloc, "leader", study.hold_briefing, campaign, study.HoldBriefing(APPROVED))
    for code in ("PSU", CELL):
        there = study.AttendBriefing(bloc.unit(code), APPROVED, 3, True, 15)
        asked(bloc, "leader", study.attend_briefing, campaign, there)
    return campaign


def acknowledged(bloc: Bloc) -> None:
    taken_in = study.AcknowledgeBriefing(bloc.unit(CELL))
    asked(bloc, "secretary1", study.acknowledge_briefing, briefed(bloc), taken_in)


def committed(bloc: Bloc) -> None:
    for person in (bloc.person("secretary1"), None):
        own = commitments.MakeCommitment(bloc.unit(CELL), 2026, "Họp đủ", person)
        asked(bloc, "secretary1", commitments.make_commitment, own)


def papered(bloc: Bloc) -> None:
    assigned = theme_papers.AssignThemePaper(bloc.unit(CELL), "Nêu gương", bloc.person("secretary1"), BY)
    paper = asked(bloc, "secretary1", theme_papers.assign_theme_paper, assigned)
    asked(bloc, "secretary1", theme_papers.finish_theme_paper, paper, theme_papers.FinishThemePaper(APPROVED))


def thematic(bloc: Bloc, day: date = date(2026, 12, 15)) -> Thing:
    start = datetime.combine(day, time(14), ZONE)
    unit = bloc.unit(CELL)
    planned = meetings.ScheduleMeeting(MeetingKind.THEMATIC, day, start, "Phòng họp", unit, theme="Chuyển đổi số")
    return asked(bloc, "secretary1", meetings.schedule_meeting, planned)


def held_a_thematic_one(bloc: Bloc) -> None:
    met(bloc, date(2026, 12, 5))
    meeting = thematic(bloc)
    bloc.watch.on(date(2026, 12, 15), time(18))
    start = datetime(2026, 12, 15, 14, tzinfo=ZONE)
    told = meetings.HoldMeeting(start, start + timedelta(hours=2), bloc.person("secretary1"), 20, 19, 1, 0, 12)
    asked(bloc, "secretary1", meetings.hold_meeting, meeting, told)
    month_closed(bloc, 2026, 12)


# 2


def seated(*offices: Office) -> Way:
    def filled(bloc: Bloc) -> None:
        for office in offices:
            seat = FillOffice(office, BodyKind.COMMITTEE, bloc.person("inspector2"), APPROVED)
            asked(bloc, "admin", fill_office, Thing(bloc.unit(CELL)), seat)

    return filled


def trained(bloc: Bloc) -> None:
    course = training.PlanCourse(bloc.unit("KHOI"), "Kỹ năng điều hành", APPROVED, APPROVED, 8, 30)
    planned = asked(bloc, "leader", training.plan_course, course)
    learners = ((bloc.unit("DB1.1"), bloc.person("secretary2")), (bloc.unit(CELL), bloc.person("secretary1")))
    for learner in learners:
        asked(bloc, "leader", training.enrol_secretary, planned, training.EnrolSecretary(*learner))
        asked(bloc, "leader", training.record_attendance, planned, training.RecordAttendance(*learner))


def ruled(*of: DutyOf) -> Way:
    def issued(bloc: Bloc) -> None:
        for whose in of:
            asked(bloc, "secretary1", duties.issue_duty_rules, capacity_things.rules(bloc, CELL, whose))

    return issued


# 3


def programmed(bloc: Bloc) -> None:
    number = oversight.ApproveVisitProgramme(bloc.unit(CELL), 2027, "01-CTr", APPROVED)
    asked(bloc, "leader", oversight.approve_visit_programme, number)


def guided(bloc: Bloc) -> None:
    units = (bloc.unit(CELL), bloc.unit("PSU"))
    issued = oversight.IssueGuidance(bloc.unit("KHOI"), units, "05-HD", APPROVED, "Nền nếp sinh hoạt")
    guidance = asked(bloc, "leader", oversight.issue_guidance, issued)
    for unit in reversed(units):
        asked(bloc, "leader", oversight.acknowledge_guidance, guidance, oversight.AcknowledgeGuidance(unit))


def visited(bloc: Bloc) -> Thing:
    planned = visits.PlanVisit(VisitKind.PLANNED, APPROVED, bloc.person("overseer1"), bloc.unit(CELL))
    visit = asked(bloc, "overseer1", visits.plan_visit, planned)
    return asked(bloc, "overseer1", visits.make_visit, visit, visits.MakeVisit())


def answered(bloc: Bloc) -> None:
    asked(bloc, "overseer1", visits.give_feedback, visited(bloc), visits.GiveFeedback("Cần họp đủ giờ."))
