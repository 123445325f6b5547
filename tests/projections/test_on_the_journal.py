"""Views kept up with the real journal, in the same database."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from threading import Event
from uuid import uuid4

from sqlalchemy import func, select

from domain.events import unit
from domain.names import PersonId, UnitKind
from domain.record import Hand
from projections import VIEWS, audit_trail, unit_tree
from projections.database import prepare, view_engine
from projections.listing import Part
from projections.rebuild import Rebuild
from projections.runner import Runner
from tests.databases import Databases
from tests.projections.small_bloc import FDI, KHOI
from workflows.journal.journal import Journal, Writing
from workflows.journal.migration import migrate

NOW = datetime(2026, 11, 20, 3, tzinfo=UTC)


def test_what_the_journal_acknowledged_the_views_show(databases: Databases):
    url = databases.fresh()
    migrate(url)
    journal, engine = Journal(url), view_engine(url)
    prepare(engine, VIEWS)
    runner = Runner(engine, journal, VIEWS)
    registered = unit.UnitRegistered("KHOI", "Đảng bộ Khối", UnitKind.BLOC)
    cell = unit.UnitRegistered("FDI", "Chi bộ 2", UnitKind.CELL, parent=KHOI, members=20)
    journal.record(Hand(PersonId("p-lan"), NOW, uuid4()), Writing(KHOI, 0, (registered,)), Writing(FDI, 0, (cell,)))
    runner.catch_up()
    renamed = unit.UnitRenamed("Chi bộ Hoa Sen", date(2026, 11, 1))
    receipt = journal.record(Hand(PersonId("p-lan"), NOW, uuid4()), Writing(FDI, 1, (renamed,)))
    assert runner.catch_up(receipt.positions[-1]) == 3
    with engine.connect() as db:
        assert unit_tree.units_by_id(db, [FDI])[FDI].name == "Chi bộ Hoa Sen"
        newest, *_ = audit_trail.history(db, ("/",), audit_trail.Sought(), Part()).items
    assert (newest.topic, newest.actor, newest.unit) == ("UnitRenamed.v1", "p-lan", FDI)
    assert Rebuild(engine, journal, VIEWS).verify() == []
    journal.close()
    engine.dispose()


def test_a_rebuild_waits_for_nobody_who_writes_and_misses_nothing(databases: Databases):
    url = databases.fresh()
    migrate(url)
    journal, engine, done = Journal(url), view_engine(url), Event()
    prepare(engine, VIEWS)

    def write_on() -> int:
        written = 0
        while not done.is_set() or not written:
            registered = unit.UnitRegistered(f"U{written}", "Chi bộ", UnitKind.CELL)
            journal.record(Hand(PersonId("p-lan"), NOW, uuid4()), Writing(uuid4(), 0, (registered,)))
            written += 1
        return written

    with ThreadPoolExecutor(1) as beside:
        written = beside.submit(write_on)
        Rebuild(engine, journal, VIEWS).rebuild()
        done.set()
    assert Runner(engine, journal, VIEWS).catch_up() == written.result() == journal.head()
    with engine.connect() as db:
        assert db.execute(select(func.count()).select_from(unit_tree.units.table)).scalar_one() == written.result()
    assert Rebuild(engine, journal, VIEWS).verify() == []
    journal.close()
    engine.dispose()
