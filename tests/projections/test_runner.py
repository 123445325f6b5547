"""Views are kept up with the journal: nothing twice, nothing lost, and one broken fact stops nobody."""

from collections.abc import Iterator
from datetime import date
from threading import Barrier, Thread
from typing import NamedTuple

import pytest
from sqlalchemy import create_engine, select
from sqlalchemy.exc import OperationalError

from domain.events.fact import Parked as Unread
from domain.events.unit import UnitFact, UnitRenamed
from domain.names import UnitId
from projections import VIEWS, unit_tree
from projections.database import prepare, view_engine
from projections.runner import Runner
from projections.temporal import Temporal
from projections.tracking import JOURNAL, Overtaken, parked_facts
from projections.view import View
from tests.databases import Databases
from tests.projections.lines import Watched, an_id, everything, memory
from tests.projections.small_bloc import DB1, FDI, KHOI, a_bloc


class Breaking(NamedTuple):
    unit: UnitId
    renamed: int


@pytest.fixture
def breaking() -> Iterator[View]:
    """A view whose handler breaks on one name, and whose table refuses another."""
    table = Temporal("breaking", Breaking)
    view = View("breaking", table).following(UnitFact, ignores=View.told(UnitFact) - {UnitRenamed})

    @view.on(UnitRenamed)
    def renamed(sheet, record):
        sheet.put(table, Breaking(UnitId(record.stream), len(record.fact.name)))
        if record.fact.name == "breaks":
            raise LookupError(record.fact.name)
        if record.fact.name == "refused":
            sheet.put(table, Breaking(UnitId(record.stream), 2**70))

    yield view
    table.table.metadata.remove(table.table)
    table.table.metadata.remove(view.workings)


def rename(name: str) -> UnitRenamed:
    return UnitRenamed(name, date(2026, 1, 2))


def names(watched: Watched) -> dict[UnitId, str]:
    found = watched.ask(unit_tree.units_by_id, [KHOI, DB1, FDI])
    return {unit.unit: unit.name for unit in found.values()}


def test_a_view_shows_what_was_just_recorded():
    watched = a_bloc(unit_tree.view)
    watched.tell(FDI, rename("Chi bộ Hoa Sen"))
    assert names(watched)[FDI] == "Chi bộ Hoa Sen"


def test_a_view_knows_how_it_stood_at_every_position():
    watched = a_bloc(unit_tree.view)
    before = watched.lines.head()
    watched.tell(FDI, rename("Chi bộ Hoa Sen"))
    assert watched.ask(unit_tree.units_by_id, [FDI], before)[FDI].name == "Chi bộ 2"
    assert watched.ask(unit_tree.units_by_id, [FDI], before + 1)[FDI].name == "Chi bộ Hoa Sen"
    assert watched.ask(unit_tree.units_by_id, [FDI], before - 1) == {}


def test_a_fact_that_changes_nothing_shown_makes_no_version():
    watched = a_bloc(unit_tree.view)
    watched.runner.catch_up()
    before = everything(watched.engine, [unit_tree.view])
    watched.tell(FDI, rename("Chi bộ 2"))
    watched.runner.catch_up()
    assert everything(watched.engine, [unit_tree.view]) == before


def test_many_runners_at_once_apply_no_position_twice(databases: Databases):
    watched = a_bloc(unit_tree.view)
    for n in range(60):
        watched.tell(FDI, rename(f"Chi bộ {n}"))
    lines, url = watched.lines, databases.fresh()
    runners = [Runner(view_engine(url), lines, VIEWS, batch=3) for _ in range(4)]
    prepare(runners[0].engine, VIEWS)
    together, broken = Barrier(4), []

    def run(runner: Runner) -> None:
        together.wait()
        try:
            runner.catch_up()
        except Exception as failure:  # noqa: BLE001
            broken.append(failure)

    threads = [Thread(target=run, args=(runner,)) for runner in runners]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    alone = memory()
    prepare(alone, VIEWS)
    Runner(alone, lines, VIEWS).catch_up()
    assert broken == []
    assert everything(runners[0].engine, VIEWS) == everything(alone, VIEWS)
    for runner in runners:
        runner.engine.dispose()


def test_a_batch_folded_on_a_position_that_moved_meanwhile_is_void():
    watched = a_bloc(unit_tree.view)
    slow = Runner(watched.engine, watched.lines, [unit_tree.view])
    fold = slow._take

    def overtaken(db, folding, records):
        watched.runner.catch_up()
        return fold(db, folding, records)

    slow._take = overtaken  # type: ignore[method-assign]
    with watched.engine.connect(), pytest.raises(Overtaken):
        slow._read_on(None)


def test_a_fact_that_breaks_a_view_is_parked_for_it_without_its_words(breaking):
    watched = a_bloc(unit_tree.view, breaking)
    watched.tell(KHOI, rename("before"))
    position = watched.tell(DB1, rename("breaks"))
    watched.tell(FDI, rename("after"))
    watched.runner.catch_up()
    with watched.engine.connect() as db:
        (parked,) = parked_facts(db)
        shown = {row.unit: row.renamed for row in db.execute(select(breaking.tables[0].table))}
    assert (parked.view, parked.position) == ("breaking", position)
    assert parked.error.startswith("LookupError at test_runner.py")
    assert shown == {KHOI: 6, FDI: 5}
    assert names(watched)[DB1] == "breaks"


def test_a_row_that_the_database_refuses_parks_its_fact_alone(breaking):
    watched = a_bloc(unit_tree.view, breaking)
    watched.tell(KHOI, rename("before"))
    position = watched.tell(DB1, rename("refused"))
    watched.tell(FDI, rename("after"))
    watched.runner.catch_up()
    with watched.engine.connect() as db:
        (parked,) = parked_facts(db)
        shown = {row.unit for row in db.execute(select(breaking.tables[0].table))}
    assert (parked.view, parked.position) == ("breaking", position)
    assert shown == {KHOI, FDI}
    assert names(watched)[DB1] == "refused"


def test_status_tells_position_lag_and_parked_facts_of_each_view(breaking):
    watched = a_bloc(unit_tree.view, breaking)
    watched.tell(FDI, rename("breaks"))
    watched.runner.catch_up()
    watched.tell(FDI, rename("not read yet"))
    tree, broken = watched.runner.status()
    assert tuple(tree) == ("unit_tree", 5, 1, 0)
    assert tuple(broken) == ("breaking", 5, 1, 1)


def test_a_line_that_no_release_can_read_is_shown_and_passed():
    watched = a_bloc(unit_tree.view)
    watched.tell(an_id(50), Unread("SomethingNew.v7", b"{}", "unknown_topic"))
    watched.tell(FDI, rename("after"))
    assert names(watched)[FDI] == "after"
    assert watched.runner.status()[-1] == (JOURNAL, 6, 0, 1)


def test_a_follower_outlives_a_database_that_is_away():
    watched = a_bloc(unit_tree.view)
    there = watched.runner.engine
    watched.runner.engine = create_engine("sqlite:////nowhere/at/all.db")
    with pytest.raises(OperationalError):
        watched.runner.catch_up()
    rounds = iter([False, False, True])

    def wait() -> bool:
        if (stop := next(rounds)) is False:
            return stop
        watched.runner.engine = there
        return stop

    watched.runner.follow(wait)
    assert watched.runner.catch_up() == watched.lines.head()


def test_whoever_recorded_waits_no_longer_than_for_the_own_position():
    watched = a_bloc(unit_tree.view)
    assert watched.runner.catch_up() == 4
    watched.lines.since = None  # type: ignore[assignment,method-assign]
    assert watched.runner.catch_up(upto=4) == 4


def test_a_view_whose_tables_came_to_look_otherwise_starts_again():
    watched = a_bloc(unit_tree.view)
    watched.runner.catch_up()
    unit_tree.view.edition, before = 1_000, unit_tree.view.edition
    unit_tree.view.__dict__.pop("shape", None)
    try:
        prepare(watched.engine, [unit_tree.view])
        (status,) = watched.runner.status()
        assert status.position == 0
        assert len(names(watched)) == 3
    finally:
        unit_tree.view.edition = before
        unit_tree.view.__dict__.pop("shape", None)
