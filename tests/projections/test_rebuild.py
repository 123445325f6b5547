"""Views are made anew beside the old ones, and compared row for row."""

import pytest
from sqlalchemy import inspect, update

from projections import VIEWS, unit_tree
from projections.database import make_shadows, prepare, tables_of, view_engine
from projections.rebuild import Rebuild
from projections.runner import Runner
from tests.databases import Databases
from tests.projections.lines import everything
from tests.projections.small_bloc import FDI, a_bloc, a_meeting, an_id, held, open_case


def a_kept_bloc(databases: Databases):
    engine = view_engine(databases.fresh())
    prepare(engine, VIEWS)
    watched = a_bloc(*VIEWS, engine=engine, batch=2)
    open_case(watched)
    watched.tell(an_id(20), a_meeting(), held())
    watched.runner.catch_up()
    return watched


def test_verifying_kept_views_finds_nothing(databases: Databases):
    watched = a_kept_bloc(databases)
    assert Rebuild(watched.engine, watched.lines, VIEWS).verify() == []
    watched.engine.dispose()


def test_verifying_tells_which_rows_were_altered(databases: Databases):
    watched = a_kept_bloc(databases)
    with watched.engine.begin() as db:
        db.execute(update(unit_tree.units.table).where(unit_tree.units.c.unit == FDI).values(name="altered"))
    (difference,) = Rebuild(watched.engine, watched.lines, VIEWS).verify()
    assert tuple(difference) == ("unit_tree", "units", 1, 1)
    watched.engine.dispose()


def test_rebuilding_mends_what_was_altered_and_can_be_done_again(databases: Databases):
    watched = a_kept_bloc(databases)
    before = everything(watched.engine, VIEWS)
    for _ in range(2):
        with watched.engine.begin() as db:
            db.execute(update(unit_tree.units.table).where(unit_tree.units.c.unit == FDI).values(name="altered"))
        assert Rebuild(watched.engine, watched.lines, [unit_tree.view], batch=1).rebuild() == watched.lines.head()
        assert everything(watched.engine, VIEWS) == before
    watched.engine.dispose()


def test_views_go_on_from_where_a_rebuild_left_them(databases: Databases):
    watched = a_kept_bloc(databases)
    Rebuild(watched.engine, watched.lines, VIEWS).rebuild()
    watched.tell(an_id(21), a_meeting(day="2026-11-05"))
    assert watched.runner.catch_up() == watched.lines.head()
    assert Rebuild(watched.engine, watched.lines, VIEWS).verify() == []
    watched.engine.dispose()


def test_what_is_recorded_while_a_rebuild_runs_is_in_it(databases: Databases):
    watched = a_kept_bloc(databases)

    def meanwhile(position: int) -> None:
        if position == 1:
            watched.tell(an_id(22), a_meeting(day="2026-11-12"))
            watched.runner.catch_up()

    reached = Rebuild(watched.engine, watched.lines, VIEWS, batch=1).rebuild(meanwhile)
    assert reached == watched.lines.head()
    assert Rebuild(watched.engine, watched.lines, VIEWS).verify() == []
    watched.engine.dispose()


def test_a_rebuild_that_was_stopped_goes_on_from_where_it_was(databases: Databases):
    watched = a_kept_bloc(databases)
    before, stopped = everything(watched.engine, VIEWS), watched.lines.head() - 2

    def stop(position: int) -> None:
        if position == stopped:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Rebuild(watched.engine, watched.lines, VIEWS, batch=1).rebuild(stop)
    assert everything(watched.engine, VIEWS) == before
    read: list[int] = []
    assert Rebuild(watched.engine, watched.lines, VIEWS, batch=1).rebuild(read.append) == watched.lines.head()
    assert read == [stopped + 1, stopped + 2]
    assert everything(watched.engine, VIEWS) == before
    watched.engine.dispose()


def test_parts_of_the_views_folded_apart_come_together(databases: Databases):
    watched = a_kept_bloc(databases)
    before = everything(watched.engine, VIEWS)
    first, second = Rebuild(watched.engine, watched.lines, VIEWS).parts(2)
    assert sorted(first.views + second.views) == sorted(view.name for view in VIEWS)
    first.fold(watched.lines, VIEWS)
    watched.tell(an_id(25), a_meeting(day="2026-11-27"))
    watched.runner.catch_up()
    second.fold(watched.lines, VIEWS)
    assert (first.reached(), second.reached()) == (watched.lines.head() - 1, watched.lines.head())
    assert Rebuild(watched.engine, watched.lines, VIEWS).rebuild(parts=[first, second]) == watched.lines.head()
    assert everything(watched.engine, VIEWS) != before
    assert Rebuild(watched.engine, watched.lines, VIEWS).verify() == []
    assert (first.reached(), second.reached()) == (0, 0)
    watched.engine.dispose()


def test_a_rebuild_leaves_no_table_of_its_own_behind(databases: Databases):
    watched = a_kept_bloc(databases)
    Rebuild(watched.engine, watched.lines, VIEWS).rebuild()
    names = {table.name for view in VIEWS for table in tables_of(view)}
    found = set(inspect(watched.engine).get_table_names())
    assert found == names | {
        "view_positions",
        "view_parked",
        "reaction_positions",
    }
    watched.engine.dispose()


def test_a_view_rebuilt_alone_does_not_move_the_others(databases: Databases):
    watched = a_kept_bloc(databases)
    watched.tell(an_id(23), a_meeting(day="2026-11-19"))
    Rebuild(watched.engine, watched.lines, [unit_tree.view]).rebuild()
    assert Runner(watched.engine, watched.lines, VIEWS).catch_up() == watched.lines.head()
    assert Rebuild(watched.engine, watched.lines, VIEWS).verify() == []
    watched.engine.dispose()


def test_what_a_killed_rebuild_left_behind_is_swept_by_the_next_one_and_by_bringing_the_database_up(
    databases: Databases,
):
    watched = a_kept_bloc(databases)

    def rebuild_killed_midway():
        with watched.engine.begin() as db:
            for view in VIEWS:
                make_shadows(db, view, "__7")
        return shadows(watched.engine)

    assert rebuild_killed_midway()
    Rebuild(watched.engine, watched.lines, VIEWS).rebuild()
    assert shadows(watched.engine) == []
    assert rebuild_killed_midway()
    prepare(watched.engine, VIEWS)
    assert shadows(watched.engine) == []
    watched.engine.dispose()


def shadows(engine):
    return [name for name in inspect(engine).get_table_names() if "__" in name]


def test_whoever_writes_goes_on_writing_while_views_are_compared(databases: Databases):
    watched = a_kept_bloc(databases)
    told = []

    class Told(Rebuild):
        """Somebody records in the middle of the comparison."""

        def _differences(self, db, suffix):
            watched.tell(an_id(24), a_meeting(day="2026-11-26"))
            told.append(watched.runner.catch_up())
            return super()._differences(db, suffix)

    assert Told(watched.engine, watched.lines, VIEWS).verify() == []
    assert told == [watched.lines.head()]
    watched.engine.dispose()
