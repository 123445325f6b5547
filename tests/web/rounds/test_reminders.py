"""Whoever owes a task is told in time, once for each moment; the level above hears of what stays undone."""

from datetime import date, datetime
from uuid import UUID

import pytest

from domain.events.notice import DailyRoundMade, Means, Nearness, TaskEscalated, TaskReminded
from domain.names import MeetingKind, Role, VisitKind
from projections.listing import Part
from projections.notices import Notice, Sought, notices_of
from tests.bloc import ZONE, Bloc
from tests.web.inspection.a_case import opened, planned
from web.daily_round import go_round, was_made
from workflows.desk import Thing
from workflows.requests.calendar import DeclareDay, declare_day
from workflows.requests.meetings import ScheduleMeeting, schedule_meeting
from workflows.requests.remediations import AskExtension, DecideExtension, ask_extension, decide_extension
from workflows.requests.visits import PlanVisit, plan_visit

THREE_BEFORE, TERM, FIVE_AFTER = date(2026, 12, 10), date(2026, 12, 15), date(2026, 12, 22)
TEN_AFTER, TWENTY_AFTER = date(2026, 12, 29), date(2027, 1, 13)
"""New Year's Day lies between."""


@pytest.fixture
def case(bloc: Bloc) -> UUID:
    """A case whose plan the foreign-owned cell owes until 15 December."""
    return opened(bloc)


def told(bloc: Bloc) -> list[TaskReminded]:
    return [one.fact for one in bloc.house.journal.since(0, 10_000) if isinstance(one.fact, TaskReminded)]


def moments(bloc: Bloc, login: str) -> list[tuple[date, Nearness, int]]:
    """When the person was told of what."""
    return [(one.on, one.nearness, one.nth) for one in told(bloc) if one.person == bloc.person(login)]


def go(bloc: Bloc, *days: date) -> None:
    for day in days:
        bloc.watch.on(day)
        go_round(bloc.house, day)


def notices(bloc: Bloc, login: str) -> list[Notice]:
    with bloc.house.reading() as db:
        return notices_of(db, bloc.person(login), Sought(), Part()).items


def test_the_secretary_is_told_three_working_days_before_on_the_day_and_five_after(bloc: Bloc, case: UUID) -> None:
    go(bloc, date(2026, 12, 9), THREE_BEFORE, TERM, FIVE_AFTER)
    assert moments(bloc, "secretary1") == [
        (THREE_BEFORE, Nearness.COMING_DUE, 0),
        (TERM, Nearness.DUE, 0),
        (FIVE_AFTER, Nearness.OVERDUE, 1),
    ]


def test_a_reminder_says_who_was_told_about_which_task_when_and_by_which_means(bloc: Bloc, case: UUID) -> None:
    go(bloc, TERM)
    (one,) = told(bloc)
    assert one == TaskReminded(
        bloc.person("secretary1"), bloc.unit("FDI"), case, "submit_plan", 0, TERM, Nearness.DUE, 0, TERM, Means.IN_APP
    )


def test_going_round_twice_tells_nobody_twice(bloc: Bloc, case: UUID) -> None:
    go(bloc, TERM)
    before = bloc.recorded()
    go(bloc, TERM)
    assert bloc.recorded() == before


def test_nights_that_were_missed_are_caught_up_day_by_day(bloc: Bloc, case: UUID) -> None:
    go(bloc, date(2026, 12, 8), FIVE_AFTER)
    assert [on for on, *_ in moments(bloc, "secretary1")] == [THREE_BEFORE, TERM, FIVE_AFTER]
    made = [one.fact.on for one in bloc.house.journal.since(0, 10_000) if isinstance(one.fact, DailyRoundMade)]
    assert made == [date(2026, 12, day) for day in range(8, 23)]


def test_a_day_that_has_not_come_is_gone_round_for_and_stays_to_be_made(bloc: Bloc, case: UUID) -> None:
    go_round(bloc.house, FIVE_AFTER)
    assert [on for on, *_ in moments(bloc, "secretary1")] == [FIVE_AFTER]
    assert not was_made(bloc.house, bloc.watch.now.date())


def test_what_is_done_is_not_called_to_mind(bloc: Bloc, case: UUID) -> None:
    go(bloc, THREE_BEFORE)
    planned(bloc, case)
    go(bloc, TERM)
    assert [nearness for _, nearness, _ in moments(bloc, "secretary1")] == [Nearness.COMING_DUE]


def test_the_newest_reminder_of_a_task_takes_the_place_of_the_older_ones(bloc: Bloc, case: UUID) -> None:
    go(bloc, THREE_BEFORE, TERM)
    assert [one.nearness for one in notices(bloc, "secretary1")] == [Nearness.DUE]


def test_a_day_declared_off_moves_the_reminder(bloc: Bloc, case: UUID) -> None:
    bloc.ask(declare_day, "admin", DeclareDay(date(2026, 12, 14), False, "CV 15"))
    go(bloc, date(2026, 12, 9))
    assert moments(bloc, "secretary1") == [(date(2026, 12, 9), Nearness.COMING_DUE, 0)]


def test_a_term_that_was_extended_is_called_to_mind_anew(bloc: Bloc, case: UUID) -> None:
    planned(bloc, case)
    go(bloc, TERM)
    asked = AskExtension(date(2027, 3, 1), "Chờ vật tư")
    bloc.ask(ask_extension, "secretary1", Thing(case), asked)
    bloc.ask(decide_extension, "inspector2", Thing(case), DecideExtension(granted=True, reason="Đồng ý"))
    go(bloc, date(2027, 3, 1))
    assert {one.due for one in told(bloc) if one.task == "decide_plan"} == {TERM, date(2027, 3, 1)}


def test_the_overseer_hears_of_it_after_ten_working_days_and_the_inspectors_after_twenty(
    bloc: Bloc, case: UUID
) -> None:
    go(bloc, date(2026, 12, 28), TEN_AFTER, TWENTY_AFTER)
    risen = [one.fact for one in bloc.house.journal.since(0, 10_000) if isinstance(one.fact, TaskEscalated)]
    assert [(one.on, one.level, one.role) for one in risen] == [
        (TEN_AFTER, 1, Role.OVERSEER),
        (TWENTY_AFTER, 2, Role.INSPECTOR),
    ]
    assert moments(bloc, "overseer1") == [(TEN_AFTER, Nearness.ESCALATED, 1)]
    assert moments(bloc, "inspector1") == moments(bloc, "inspector2") == [(TWENTY_AFTER, Nearness.ESCALATED, 2)]
    assert moments(bloc, "leader") == []


def test_a_late_first_round_tells_each_level_that_should_have_heard(bloc: Bloc, case: UUID) -> None:
    go(bloc, TWENTY_AFTER)
    assert moments(bloc, "overseer1") == [(TWENTY_AFTER, Nearness.ESCALATED, 1)]
    assert moments(bloc, "inspector1") == [(TWENTY_AFTER, Nearness.ESCALATED, 2)]


def test_where_no_secretary_signs_in_nobody_else_is_told_in_the_secretarys_place(bloc: Bloc) -> None:
    """A meeting of the technicians' cell, which no account leads, awaits its minutes."""
    start = datetime(2026, 12, 4, 14, tzinfo=ZONE)
    asked = ScheduleMeeting(MeetingKind.REGULAR, start.date(), start, "Phòng họp", bloc.unit("DB2.1"))
    bloc.ask(schedule_meeting, "admin", asked)
    go(bloc, date(2026, 12, 4), date(2026, 12, 11))
    assert told(bloc) == []
    go(bloc, date(2026, 12, 18))
    assert {one.person for one in told(bloc)} == {bloc.person("inspector1"), bloc.person("inspector2")}


def test_an_own_task_is_told_to_its_person_alone(bloc: Bloc) -> None:
    visit = PlanVisit(VisitKind.PLANNED, TERM, bloc.person("inspector1"), bloc.unit("FDI"))
    bloc.ask(plan_visit, "inspector1", visit)
    go(bloc, TERM)
    assert [(one.task, one.person) for one in told(bloc)] == [("make_visit", bloc.person("inspector1"))]
