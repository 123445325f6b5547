"""What one fact changed: every row that it closed or opened is found, by keys alone, on both databases."""

from pathlib import Path

import pytest
from sqlalchemy import or_, select

from domain.events.ruleset import RuleSetAdopted
from domain.events.unit import UnitMoved, UnitRegistered
from domain.names import RuleSetId, UnitId, UnitKind
from projections import VIEWS
from projections.audit_trail import trail
from projections.changed import AT_MOST, UNSAID, changed_by
from projections.database import prepare, view_engine
from projections.runner import Runner
from projections.temporal import Temporal
from tests.projections.lines import Watched, an_id
from tests.projections.small_bloc import CELL, DB1, FDI, KHOI, a_deficiency, at
from tests.projections.test_alike_on_both_databases import counted, tell
from workflows.journal.journal import Journal
from workflows.journal.migration import migrate

HISTORIES = sorted((Path(__file__).parents[1] / "histories").glob("*.jsonl"))
ALL = ("/",)


def truly_changed(db, position):
    """By looking at every row of every table."""
    for view in VIEWS:
        for table in view.tables:
            if isinstance(table, Temporal) and table.name not in UNSAID:
                key = [table.c[name] for name in table.shown[: table.key]]
                touched = or_(table.c.from_position == position, table.c.to_position == position)
                yield from ((table.name, tuple(line)) for line in db.execute(select(*key).where(touched)))


def all_found(db, record):
    unit = db.execute(select(trail.c.unit).where(trail.c.position == record.position)).scalar_one()
    changes = changed_by(db, record, unit, ALL)
    found = {(one.table.name, one.key) for one in changes.told}
    return found, {one for one in truly_changed(db, record.position) if one[0] not in changes.more or one in found}


@pytest.mark.parametrize("path", HISTORIES, ids=lambda path: path.stem)
def test_every_row_that_a_fact_of_an_old_history_changed_is_found(path, sqlite):
    url = sqlite.fresh()
    migrate(url)
    journal, engine = Journal(url), view_engine(url)
    prepare(engine, VIEWS)
    journal.import_entries(path.read_bytes().splitlines())
    Runner(engine, journal, VIEWS).catch_up()
    with engine.connect() as db:
        for record in journal.since(0, 10_000):
            found, there = all_found(db, record)
            assert found == there, record
    journal.close()
    engine.dispose()


def test_every_row_is_found_on_both_databases_alike(databases):
    engine = view_engine(databases.fresh())
    prepare(engine, VIEWS)
    watched = tell(Watched(*VIEWS, engine=engine))
    with engine.connect() as db:
        for record in watched.lines.records:
            found, there = all_found(db, record)
            assert found == there, record
    engine.dispose()


def test_a_row_is_told_as_it_was_and_as_it_is():
    watched = tell(Watched(*VIEWS))
    position = watched.tell(an_id(500), a_deficiency(), on=at("2026-11-06"))
    changes = watched.ask(changed_by, watched.lines.records[position - 1], FDI, ALL)
    (found,) = (one for one in changes.told if one.table.name == "deficiencies")
    assert (found.before, found.after.unit, found.after.code) == (None, FDI, "D06")
    moved = watched.tell(CELL, UnitMoved(KHOI, at("2026-11-07").date()))
    changes = watched.ask(changed_by, watched.lines.records[moved - 1], CELL, ALL)
    (row,) = (one for one in changes.told if one.table.name == "units")
    assert [(side.parent, side.path) for side in (row.before, row.after)] == [
        (DB1, "/KHOI/DB1/DB1.1/"),
        (KHOI, "/KHOI/DB1.1/"),
    ]


def test_what_lies_below_a_unit_that_moved_is_found_up_to_a_bound():
    watched = tell(Watched(*VIEWS))
    for n in range(1_000, 1_000 + 2 * AT_MOST):
        watched.tell(an_id(n), UnitRegistered(f"C{n}", "Chi bộ", UnitKind.CELL, None, DB1))
    moved = watched.tell(DB1, UnitMoved(FDI, at("2026-11-07").date()))
    changes = watched.ask(changed_by, watched.lines.records[moved - 1], DB1, ALL)
    assert sum(one.table.name == "units" for one in changes.told) == AT_MOST
    assert changes.more == {"units"}


def test_rows_of_units_outside_the_scope_are_not_told():
    watched = tell(Watched(*VIEWS))
    moved = watched.tell(DB1, UnitMoved(FDI, at("2026-11-07").date()))
    record = watched.lines.records[moved - 1]

    def units(scope):
        return {one.key for one in watched.ask(changed_by, record, DB1, scope).told if one.table.name == "units"}

    assert units(("/KHOI/FDI/",)) == {(DB1,), (CELL,)}
    assert units(("/KHOI/FDI/DB1/DB1.1/",)) == {(CELL,)}
    assert units(("/OTHER/",)) == set()


def test_a_row_about_no_unit_is_told_whoever_reads():
    watched = tell(Watched(*VIEWS))
    day, hd42 = at("2026-11-07").date(), RuleSetId("HD42-X")
    adopted = watched.tell(an_id(700), RuleSetAdopted(hd42, RuleSetId("HD42-2025"), day, "HD", {}))
    changes = watched.ask(changed_by, watched.lines.records[adopted - 1], None, ("/KHOI/FDI/",))
    assert [one.table.name for one in changes.told] == ["rule_changes"]


def test_it_takes_two_questions_at_most():
    watched = tell(Watched(*VIEWS))
    with watched.engine.connect() as db:
        for record in watched.lines.records:
            with counted(watched.engine) as asked:
                changed_by(db, record, UnitId(FDI), ALL)
            assert len(asked) <= 2
