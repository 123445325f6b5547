"""The seven solutions as programs read them."""

from datetime import date, datetime

import pytest

from domain.names import MeetingKind
from projections.measured import Figure, Measured, total
from tests.bloc import ZONE, Bloc, told
from web.solutions.measures import QUESTIONS
from workflows.desk import Thing
from workflows.requests.meetings import HoldMeeting, ScheduleMeeting, hold_meeting, schedule_meeting
from workflows.solutions import SEVEN_SOLUTIONS


def held_in_october(bloc: Bloc, code: str, day: int) -> None:
    start = datetime(2026, 10, day, 14, tzinfo=ZONE)
    asked = ScheduleMeeting(MeetingKind.REGULAR, start.date(), start, "Phòng họp", bloc.unit(code))
    meeting = next(iter(bloc.ask(schedule_meeting, "admin", asked).versions))
    held = HoldMeeting(start, start.replace(hour=16), bloc.person("secretary1"), 20, 20, 0, 0, 9)
    bloc.ask(hold_meeting, "admin", Thing(meeting), held)


def test_the_seven_are_listed_with_their_actions_and_measures(bloc):
    items = told(bloc.api("secretary1").get("/solutions"))["items"]
    assert [(one["number"], one["code"]) for one in items] == [(n, f"S{n}") for n in range(1, 8)]
    assert [len(one["actions"]) for one in items] == [4, 4, 4, 6, 4, 3, 5]
    assert all(action["steps"] for one in items for action in one["actions"])
    assert all(one["playbook_version"] >= 1 and one["measure"] for one in items)


def test_there_is_no_eighth_solution(bloc):
    assert [bloc.api("leader").get(f"/solutions/{n}").status_code for n in (0, 8)] == [404, 404]


def test_meetings_held_on_their_day_are_counted_by_type_and_only_where_the_reader_may_look(bloc):
    held_in_october(bloc, "FDI", 5)
    held_in_october(bloc, "NSE", 20)
    span = {"from": "2026-10-01", "to": "2026-10-31"}
    measured = told(bloc.api("leader").get("/solutions/4", **span))["measure"]["held_on_time"]
    assert (measured["part"], measured["whole"], measured["value"]) == (1, 2, 0.5)
    assert measured["by_type"]["foreign_owned_enterprise"] == {"value": 1.0, "part": 1, "whole": 1}
    own = told(bloc.api("secretary1").get("/solutions/4", **span))["measure"]["held_on_time"]
    assert (own["part"], own["whole"]) == (1, 1)


def test_what_nobody_measured_yet_is_no_zero(bloc):
    measured = told(bloc.api("leader").get("/solutions/4", **{"from": "2031-01-01"}))["measure"]["held_on_time"]
    assert measured["value"] is None
    assert Figure(0, 0).value is None
    assert total({}) is None
    assert total({None: Figure(2)}) == Figure(2)


@pytest.mark.parametrize("code", sorted(QUESTIONS))
def test_every_question_answers_a_measure_of_a_solution(bloc, code):
    assert code in {measure.code for one in SEVEN_SOLUTIONS for measure in one.measures}
    with bloc.house.reading() as db:
        answered = QUESTIONS[code](db, Measured(("/",), date(2026, 1, 1), date(2026, 12, 31)))
    assert code in answered
