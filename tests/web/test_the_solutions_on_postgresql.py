"""The measures of the seven solutions and the steps that move by themselves: on PostgreSQL as on SQLite.

The same small history is told to a house on each.
"""

import multiprocessing
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from multiprocessing.synchronize import Barrier
from pathlib import Path
from uuid import UUID

import pytest

from domain.names import ItemTag, RemediationId
from projections.measured import Measured, Measures
from tests.bloc import ZONE, Bloc, Watch, found, opened, settings_in
from tests.databases import Server
from tests.web.capacity_things import helped, learnt, things
from tests.web.solutions.a_plan import approved, met, month_closed, moves
from tests.web.solutions.a_regular_month import decided, of_regularity
from tests.web.solutions.facts_of_steps import WAYS
from tests.web.undertaken import undertaken
from web.settings import Settings
from web.solutions.measures import QUESTIONS
from web.steps_moved import StepsMoved
from web.wiring import open_house
from workflows.journal.master_key import make_master_key

pytestmark = pytest.mark.postgresql

MONTHS = ((2026, 12), (2027, 1), (2027, 2))
YEARS = Measured(("/",), date(2026, 1, 1), date(2027, 12, 31))
OF_ONE = YEARS._replace(scope=("/KHOI/FDI/",), first=date(2026, 12, 1))
STEPS = (
    *("acknowledge_the_briefing", "prepare_a_theme_paper", "give_feedback", "assess_the_resolution"),
    *("send_questions_beforehand", "answer_members_proposals", "settle_allowances"),
)
"""Done in what is told, each by its very fact, beside what else is."""
PATIENCE = 60.0
HEARD = [(1, False), (2, False), (3, True)]


@pytest.fixture
def on_a_server(postgresql: Server, tmp_path: Path) -> Settings:
    settings = replace(settings_in(tmp_path), database_url=postgresql.fresh(), keys_url=postgresql.fresh())
    make_master_key(settings.master_key_file)
    found(settings)
    return settings


@pytest.fixture
def on_both(bloc: Bloc, on_a_server: Settings) -> Iterator[tuple[Bloc, Bloc]]:
    with opened(on_a_server) as other:
        yield bloc, other


def test_every_measure_is_the_same_on_both(on_both: tuple[Bloc, Bloc]) -> None:
    for bloc in on_both:
        much_is_done(bloc)
    here, there = (measures(bloc) for bloc in on_both)
    assert set(QUESTIONS) <= {code for answered in here.values() for code in answered}
    assert here == there
    figures = [(code, it) for told in here.values() for code, by_type in told.items() for it in by_type.values()]
    assert len({code for code, figure in figures if figure.part}) > len(QUESTIONS) / 2


def test_the_reaction_hears_the_same_on_both_and_marks_how_far(on_both: tuple[Bloc, Bloc]) -> None:
    for bloc in on_both:
        case = three_months(bloc)
        assert [(it.count, it.done) for it in moves(bloc, case)] == HEARD
        assert bloc.house.steps.mark.heard() >= max(it.by for it in moves(bloc, case))
        again = StepsMoved(bloc.house.steps.reading, bloc.house.desk, bloc.watch)
        assert again.catch_up(bloc.recorded()) == 0


def test_of_two_processes_at_once_each_furthering_is_recorded_once(on_a_server: Settings) -> None:
    with opened(on_a_server) as bloc:
        bloc.house.steps.asleep = True
        case = three_months(bloc)
        assert moves(bloc, case) == []
        both_hear(on_a_server, bloc.recorded())
        told = moves(bloc, case)
        assert [(it.count, it.done) for it in told] == HEARD
        assert len({it.by for it in told}) == len(told)
        assert bloc.house.steps.mark.heard() >= max(it.by for it in told)


def much_is_done(bloc: Bloc) -> None:
    """Something of every solution, in two units, and what months bring."""
    for code in ("FDI", "DB1.1"):
        things(bloc, code, UUID(int=1))
        undertaken(bloc, bloc.unit(code))
        decided(bloc, of_regularity(bloc, code))
    helped(bloc, "NSE")
    learnt(bloc, "FDI", "secretary1")
    for step in STEPS:
        WAYS[step](bloc)
    three_months(bloc)


def three_months(bloc: Bloc) -> RemediationId:
    """A case whose step is to keep the calendar, and three months that kept it."""
    case = approved(bloc, "S4.1", step="keep_the_calendar_three_months")
    for year, month in MONTHS:
        met(bloc, date(year, month, 5), "FDI", *ItemTag)
        month_closed(bloc, year, month)
    return case


def measures(bloc: Bloc) -> dict[tuple[str, object], Measures]:
    """What every question answers, for all units and for one, by question and scope."""
    with bloc.house.reading() as db:
        questions = dict.fromkeys(QUESTIONS.values())
        return {(ask.__module__, asked.scope): ask(db, asked) for ask in questions for asked in (YEARS, OF_ONE)}


def both_hear(settings: Settings, upto: int) -> None:
    """Two processes with a house of their own, which begin at the same moment."""
    context = multiprocessing.get_context("spawn")
    start = context.Barrier(2)
    running = [context.Process(target=hear, args=(settings, upto, start)) for _ in range(2)]
    for one in running:
        one.start()
    for one in running:
        one.join(PATIENCE)
    assert [one.exitcode for one in running] == [0, 0]


def hear(settings: Settings, upto: int, start: Barrier) -> None:
    watch = Watch(datetime(2027, 3, 8, 9, tzinfo=ZONE))
    house = open_house(settings, watch)
    start.wait(PATIENCE)
    house.steps.catch_up(upto)
    house.close()
