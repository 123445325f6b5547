"""Meetings as they come: set, prepared, held, minuted, resolved, classed; what was entered late is marked."""

from datetime import date

import pytest

from domain.events import meeting
from domain.names import Body, BodyKind, Grade, MeetingKind
from projections import meeting_calendar, unit_tree
from projections.listing import Part
from projections.meeting_calendar import MeetingState, Sought
from tests.projections.lines import an_id
from tests.projections.small_bloc import CELL, DB1, FDI, SEALED, a_bloc, a_meeting, at, held

MEETING = an_id(40)


@pytest.fixture
def bloc():
    bloc = a_bloc(unit_tree.view, meeting_calendar.view)
    bloc.tell(MEETING, a_meeting(), on=at("2026-09-28"))
    return bloc


def shown(bloc):
    return bloc.ask(meeting_calendar.meeting_by_id, MEETING)


def minutes(day: str) -> meeting.MinutesFiled:
    return meeting.MinutesFiled((SEALED,), True, True, True, at(day))


def test_a_meeting_goes_from_scheduled_to_classed(bloc):
    steps = [
        (held(), MeetingState.HELD),
        (minutes("2026-10-08"), MeetingState.MINUTED),
        (meeting.ResolutionPassed("10-NQ/CB", 20, 20, ()), MeetingState.RESOLVED),
        (meeting.MeetingSelfScored({"time": 5.0, "conduct": 38.5}, 20), MeetingState.RESOLVED),
        (meeting.MeetingClassed(Grade.GOOD, 92.0), MeetingState.CLASSED),
    ]
    assert shown(bloc).state is MeetingState.SCHEDULED
    for fact, state in steps:
        bloc.tell(MEETING, fact, on=at("2026-10-08"))
        assert shown(bloc).state is state
    row = shown(bloc)
    assert (row.self_points, row.points, row.grade, row.version) == (43.5, 92.0, Grade.GOOD, 6)


def test_minutes_filed_after_the_class_do_not_take_the_meeting_back(bloc):
    bloc.tell(MEETING, held(), meeting.MeetingClassed(Grade.FAIR, 75.0), minutes("2026-10-08"))
    assert (shown(bloc).state, shown(bloc).filed_on) == (MeetingState.CLASSED, date(2026, 10, 8))


def test_a_meeting_held_shows_its_length_and_how_many_came_and_spoke(bloc):
    bloc.tell(MEETING, held(present=14, speakers=1))
    row = shown(bloc)
    assert (row.duration, row.obliged, row.present, row.excused, row.speakers) == (120, 20, 14, 6, 1)


def test_what_was_prepared_is_marked(bloc):
    bloc.tell(MEETING, meeting.NoticeSent(at("2026-10-01"), members=True, superior=True), on=at("2026-10-01"))
    row = shown(bloc)
    assert (row.notice_sent, row.papers_posted, row.committee_met, row.late) == (True, False, False, False)


def test_an_entry_more_than_three_days_after_the_fact_is_marked_late(bloc):
    bloc.tell(MEETING, held("2026-10-05"), on=at("2026-10-05"), entered=at("2026-10-08"))
    assert not shown(bloc).late
    bloc.tell(MEETING, minutes("2026-10-06"), on=at("2026-10-06"), entered=at("2026-10-10"))
    assert shown(bloc).late


def test_a_meeting_moved_to_another_month_is_listed_there(bloc):
    moved = meeting.MeetingRescheduled(date(2026, 11, 2), at("2026-11-02"), SEALED)
    bloc.tell(MEETING, moved)
    row = shown(bloc)
    assert (row.month, row.on, row.rescheduled) == ("2026-11", date(2026, 11, 2), 1)


def test_a_meeting_called_off_is_shown_as_cancelled(bloc):
    bloc.tell(MEETING, meeting.MeetingCancelled(SEALED))
    assert shown(bloc).state is MeetingState.CANCELLED


def test_committees_meetings_can_be_told_from_cells(bloc):
    of_committee = meeting.MeetingScheduled(
        DB1, MeetingKind.REGULAR, date(2026, 10, 7), at("2026-10-07"), "P1", body=Body(DB1, BodyKind.COMMITTEE)
    )
    bloc.tell(an_id(41), of_committee)
    of_cells = bloc.ask(meeting_calendar.meetings_in, ("/",), Sought(of_cells=True), Part())
    assert [row.meeting for row in of_cells.items] == [MEETING]


def test_the_calendar_is_held_to_a_part_of_the_tree_and_to_some_days(bloc):
    bloc.tell(an_id(42), a_meeting(CELL, "2026-10-20"))
    in_scope = bloc.ask(meeting_calendar.meetings_in, ("/KHOI/DB1/",), Sought(), Part())
    in_days = bloc.ask(meeting_calendar.meetings_in, ("/",), Sought(until=date(2026, 10, 10)), Part())
    assert [row.unit for row in in_scope.items] == [CELL]
    assert [row.unit for row in in_days.items] == [FDI]
