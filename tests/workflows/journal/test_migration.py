"""Tables are made on request alone; an old or empty database is refused by name."""

import multiprocessing
import threading
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.databases import Databases, Files
from workflows.journal import sqlite_engine
from workflows.journal.conflicts import DatabaseNotReady, NotDurable
from workflows.journal.journal import Journal
from workflows.journal.keys import migrate_keys, open_keys
from workflows.journal.migration import JOURNAL_SHAPE, bring_up, migrate, room_of

PROCESSES = multiprocessing.get_context("forkserver")


def set_version(url: str, version: int) -> None:
    engine = room_of(sa.make_url(url)).open_engine(url)
    with room_of(sa.make_url(url)).transaction(engine) as connection:
        connection.execute(sa.update(JOURNAL_SHAPE.version).values(version=version))
    engine.dispose()


def test_an_empty_database_is_refused_and_not_touched(databases: Databases) -> None:
    url = databases.fresh()
    with pytest.raises(DatabaseNotReady) as refused:
        Journal(url)
    assert (refused.value.found, refused.value.needed) == (0, JOURNAL_SHAPE.needed)
    engine = sa.create_engine(url)
    assert sa.inspect(engine).get_table_names() == []
    engine.dispose()


def test_an_old_or_newer_database_is_refused_by_its_version(url: str) -> None:
    for version in (JOURNAL_SHAPE.needed - 1, JOURNAL_SHAPE.needed + 1):
        set_version(url, version)
        with pytest.raises(DatabaseNotReady) as refused:
            Journal(url)
        assert refused.value.found == version


def test_a_newer_database_is_not_migrated_back(url: str) -> None:
    set_version(url, JOURNAL_SHAPE.needed + 1)
    with pytest.raises(DatabaseNotReady):
        migrate(url)


def test_migrating_again_changes_nothing(url: str) -> None:
    assert migrate(url) == migrate(url) == JOURNAL_SHAPE.needed
    Journal(url).close()


@pytest.mark.parametrize(("version", "missing"), [(1, {"tree_tile", "tree_checkpoint"}), (2, set())])
def test_a_database_of_a_release_before_gets_its_tree_and_its_time_stamps(
    url: str, version: int, missing: set[str]
) -> None:
    engine = sa.create_engine(url)
    with engine.begin() as connection:
        for table in (*sorted(missing), "tree_time_stamp"):
            connection.exec_driver_sql(f"DROP TABLE {table}")
    engine.dispose()
    set_version(url, version)
    assert migrate(url) == JOURNAL_SHAPE.needed
    journal = Journal(url)
    assert (journal.tree.grow(), journal.tree.checkpoints(), journal.time_stamps.all()) == (0, [], [])
    journal.close()


def test_each_older_version_is_brought_up_step_by_step(url: str) -> None:
    def second(connection: sa.Connection) -> None:
        connection.exec_driver_sql("CREATE TABLE new_in_two (word text)")

    shape = JOURNAL_SHAPE._replace(steps=(*JOURNAL_SHAPE.steps, second))
    assert bring_up(url, shape) == len(shape.steps)
    assert bring_up(url, shape) == len(shape.steps)
    engine = sa.create_engine(url)
    assert "new_in_two" in sa.inspect(engine).get_table_names()
    engine.dispose()


def test_a_step_that_fails_leaves_the_database_as_it_was(url: str) -> None:
    def broken(connection: sa.Connection) -> None:
        connection.exec_driver_sql("CREATE TABLE half_done (word text)")
        raise RuntimeError("power cut")

    with pytest.raises(RuntimeError):
        bring_up(url, JOURNAL_SHAPE._replace(steps=(*JOURNAL_SHAPE.steps, broken)))
    Journal(url).close()
    engine = sa.create_engine(url)
    assert "half_done" not in sa.inspect(engine).get_table_names()
    engine.dispose()


def test_of_several_processes_that_migrate_at_once_one_does_and_the_others_wait(databases: Databases) -> None:
    url = databases.fresh()
    processes = [PROCESSES.Process(target=migrate, args=(url,)) for _ in range(4)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(30)
    assert [process.exitcode for process in processes] == [0, 0, 0, 0]
    Journal(url).close()


def test_threads_that_migrate_both_rooms_of_one_database_do_not_disturb_each_other(databases: Databases) -> None:
    url = databases.fresh()
    threads = [threading.Thread(target=work, args=(url,)) for work in (migrate, migrate_keys) * 3]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    Journal(url).close()


def test_the_key_store_refuses_an_empty_database_too(databases: Databases, tmp_path: Path) -> None:
    with pytest.raises(DatabaseNotReady):
        open_keys(databases.fresh(), tmp_path / "master.key", make=True)


def test_each_connection_flushes_every_commit(sqlite: Files) -> None:
    url = sqlite.fresh()
    migrate(url)
    engine = sqlite_engine.open_engine(url)
    for _ in range(3):
        with engine.connect() as one, engine.connect() as other:
            for connection in (one, other):
                assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == sqlite_engine.FULL
                assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
    engine.dispose()


def test_a_journal_in_memory_is_refused_for_it_keeps_nothing() -> None:
    with pytest.raises(NotDurable):
        migrate("sqlite://")
