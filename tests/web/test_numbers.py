"""The numbers of each view: how far it is, how far behind in facts and seconds, how fast, how much it parked."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from tests.bloc import Bloc
from tests.web.numbers import numbers_of
from web.api.view_numbers import Pace

VIEW = "meeting_calendar"


def test_a_view_that_has_read_everything_is_behind_by_nothing(bloc: Bloc) -> None:
    said = numbers_of(bloc, VIEW)
    end = bloc.recorded()
    assert said == {
        "nenep_view_position": end,
        "nenep_view_lag": 0,
        "nenep_view_lag_seconds": 0,
        "nenep_view_rate": 0,
        "nenep_view_parked": 0,
    }


def test_a_view_that_is_behind_says_by_how_many_facts_and_since_when(bloc: Bloc) -> None:
    with bloc.house.views.engine.begin() as db:
        db.execute(text("UPDATE view_positions SET position = position - 3 WHERE view = :view"), {"view": VIEW})
    unread = bloc.house.journal.at([bloc.recorded() - 2])[bloc.recorded() - 2]
    bloc.watch.now = unread.recorded_at + timedelta(seconds=90)
    said = numbers_of(bloc, VIEW)
    assert (said["nenep_view_lag"], said["nenep_view_lag_seconds"]) == (3, 90)
    assert numbers_of(bloc, "audit_trail")["nenep_view_lag_seconds"] == 0


def test_a_house_without_a_replica_says_nothing_of_one(bloc: Bloc) -> None:
    assert not [name for name in numbers_of(bloc) if "replica" in name]


@pytest.mark.parametrize(
    ("looks", "rate"),
    [
        ([(0, 100)], 0),
        ([(0, 100), (10, 150)], 5),
        ([(0, 0), (30, 3000), (60, 3000), (90, 3000)], 0),
        ([(0, 100), (10, 0)], 0),
        ([(0, 100), (0, 120)], 0),
    ],
)
def test_the_rate_is_that_of_the_last_minute(looks: list[tuple[float, int]], rate: float) -> None:
    times = iter(when for when, _ in looks)
    pace = Pace(lambda: next(times))
    assert [pace.seen(VIEW, position) for _, position in looks][-1] == rate
