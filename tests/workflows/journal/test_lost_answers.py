"""An answer that got lost is asked for again; it is never shown as a conflict."""

import shutil
import threading
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from tests.databases import Files, Server
from tests.workflows.journal.hands import CELL, RENAMED, hand
from tests.workflows.journal.proxy import BreakingLine
from workflows.journal.conflicts import JournalUnreachable, OutcomeUnknown
from workflows.journal.entry import Ask, Draft
from workflows.journal.journal import Journal, Writing
from workflows.journal.migration import migrate

OpenJournal = Callable[[str], Journal]


def migrated(server: Server) -> str:
    url = server.fresh()
    migrate(url)
    return url


def over(line: BreakingLine, url: str) -> str:
    return url.partition("?")[0].replace("@/", f"@127.0.0.1:{line.port}/")


@pytest.mark.postgresql
def test_a_commit_whose_answer_is_lost_is_recorded_once_and_answered(
    postgresql: Server, open_journal: OpenJournal
) -> None:
    url, cell = migrated(postgresql), uuid4()
    with closing(BreakingLine(postgresql.folder)) as line:
        journal = open_journal(over(line, url))
        line.breaks = 1
        receipt = journal.record(hand(), Writing(cell, 0, (CELL, RENAMED)))
        assert (line.broken, receipt.positions) == (1, (1, 2))
        assert journal.record(hand(), Writing(cell, 2, (RENAMED,))).positions == (3,)
        assert (journal.head(), journal.verify().whole) == (3, True)
        journal.close()


@pytest.mark.postgresql
def test_an_answer_that_stays_lost_is_called_unknown_and_the_same_command_settles_it(
    postgresql: Server, open_journal: OpenJournal
) -> None:
    url, cell, by = migrated(postgresql), uuid4(), hand()
    with closing(BreakingLine(postgresql.folder)) as line:
        journal = open_journal(over(line, url))
        line.breaks = 99
        with pytest.raises(OutcomeUnknown):
            journal.record(by, Writing(cell, 0, (CELL,)))
        journal.close()
    journal = open_journal(url)
    assert journal.record(by, Writing(cell, 0, (CELL,))).positions == (1,)
    assert journal.head() == 1


@pytest.mark.postgresql
def test_without_a_command_id_a_lost_answer_is_unknown_and_not_asked_again(
    postgresql: Server, open_journal: OpenJournal
) -> None:
    url = migrated(postgresql)
    with closing(BreakingLine(postgresql.folder)) as line:
        journal = open_journal(over(line, url))
        line.breaks = 1
        with pytest.raises(OutcomeUnknown):
            journal.recorder.appending.record(Ask((Draft(uuid4(), 1, "topic", b"{}"),)))
        assert journal.head() == 1
        journal.close()


@pytest.mark.postgresql
def test_connections_cut_by_the_server_are_made_again(postgresql: Server, open_journal: OpenJournal) -> None:
    journal = open_journal(migrated(postgresql))
    journal.record(hand(), Writing(uuid4(), 0, (CELL,)))
    everyone_else = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
    postgresql.ask(f"{everyone_else} AND backend_type = 'client backend'")
    assert journal.head() == 1
    postgresql.ask(f"{everyone_else} AND backend_type = 'client backend'")
    assert journal.record(hand(), Writing(uuid4(), 0, (CELL,))).positions == (2,)


@pytest.mark.postgresql
def test_a_commit_that_no_replica_confirmed_is_not_answered_until_one_is_certain(
    postgresql: Server, open_journal: OpenJournal
) -> None:
    url = migrated(postgresql)
    journal = open_journal(url)
    name = url.partition("?")[0].rpartition("/")[2]
    postgresql.ask(f"ALTER DATABASE {name} SET application_name = 'writer'")
    receipts = []
    writer = threading.Thread(target=lambda: receipts.append(journal.record(hand(), Writing(uuid4(), 0, (CELL,)))))
    postgresql.ask("ALTER SYSTEM SET synchronous_standby_names = 'nobody'")
    postgresql.ask("SELECT pg_reload_conf()")
    try:
        _until_commits_wait(postgresql)
        writer.start()
        cancelled = _cancel_waiting_commit(postgresql, name)
        assert (cancelled, receipts) == (True, []), "the commit returned with a warning and was not answered"
    finally:
        postgresql.ask("ALTER SYSTEM RESET synchronous_standby_names")
        postgresql.ask("SELECT pg_reload_conf()")
    writer.join(20)
    assert [receipt.positions for receipt in receipts] == [(1,)]
    assert journal.head() == 1


@pytest.mark.postgresql
def test_a_command_asked_again_is_answered_only_once_a_replica_has_it(
    postgresql: Server, open_journal: OpenJournal
) -> None:
    url = migrated(postgresql)
    journal, asked, name = open_journal(url), hand(), url.partition("?")[0].rpartition("/")[2]
    told: list[object] = []

    def tell(ask: Callable[[], object]) -> None:
        try:
            told.append(ask())
        except OutcomeUnknown as unknown:
            told.append(unknown)

    first = threading.Thread(target=tell, args=[lambda: journal.record(asked, Writing(uuid4(), 0, (CELL,)))])
    again = threading.Thread(target=tell, args=[lambda: journal.of_command(asked.command)])
    postgresql.ask("ALTER SYSTEM SET synchronous_standby_names = 'nobody'")
    postgresql.ask("SELECT pg_reload_conf()")
    try:
        _until_commits_wait(postgresql)
        for asking in (first, again):
            asking.start()
            while asking.is_alive():
                _cancel_waiting_commit(postgresql, name)
                asking.join(0.1)
        assert [type(one) for one in told] == [OutcomeUnknown, OutcomeUnknown]
        assert journal.head() == 1
    finally:
        postgresql.ask("ALTER SYSTEM RESET synchronous_standby_names")
        postgresql.ask("SELECT pg_reload_conf()")
    answered = journal.of_command(asked.command)
    assert answered is not None
    assert answered.receipt.positions == (1,)


def _until_commits_wait(postgresql: Server) -> None:
    """The server takes a setting up in its own time: somebody else's commit waits for a replica as soon as it has."""
    waits = threading.Event()

    def try_on() -> None:
        with psycopg.connect(postgresql.address("postgres"), autocommit=True, application_name="trial") as connection:
            while not waits.is_set():
                connection.execute(f"CREATE TABLE trial_{uuid4().hex} ()")

    trial = threading.Thread(target=try_on)
    trial.start()
    waiting = "application_name = 'trial' AND wait_event = 'SyncRep'"
    with psycopg.connect(postgresql.address("postgres"), autocommit=True) as connection:
        for _ in range(600):
            if connection.execute(f"SELECT pid FROM pg_stat_activity WHERE {waiting}").fetchall():
                waits.set()
                connection.execute(f"SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE {waiting}")
            if not trial.is_alive():
                break
            time.sleep(0.05)
    found = waits.is_set()
    waits.set()
    trial.join(20)
    assert found, "the server never waited for a replica"


def _cancel_waiting_commit(postgresql: Server, name: str) -> bool:
    """As an impatient administrator does to a commit that waits for a replica."""
    cancel = "SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE datname = %s AND wait_event = 'SyncRep'"
    with psycopg.connect(postgresql.address("postgres"), autocommit=True) as connection:
        for _ in range(100):
            if connection.execute(cancel, (name,)).fetchall():
                return True
            time.sleep(0.05)
    return False


@pytest.mark.postgresql
def test_a_server_that_takes_nobody_in_is_called_unreachable(postgresql: Server, open_journal: OpenJournal) -> None:
    url = migrated(postgresql)
    journal = open_journal(url)
    name = url.partition("?")[0].rpartition("/")[2]
    journal.factory.appending.store.engine.dispose()  # type: ignore[attr-defined]  # ours
    postgresql.ask(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
    try:
        with pytest.raises(JournalUnreachable):
            journal.record(hand(), Writing(uuid4(), 0, (CELL,)))
    finally:
        postgresql.ask(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")
    assert journal.record(hand(), Writing(uuid4(), 0, (CELL,))).positions == (1,)


def test_a_file_that_is_gone_is_called_unreachable(sqlite: Files, open_journal: OpenJournal, tmp_path: Path) -> None:
    sqlite.folder = tmp_path / "disk"
    url = sqlite.fresh()
    migrate(url)
    journal = open_journal(url)
    journal.factory.appending.store.engine.dispose()  # type: ignore[attr-defined]  # ours
    shutil.move(tmp_path / "disk", tmp_path / "elsewhere")
    with pytest.raises(JournalUnreachable):
        journal.record(hand(), Writing(uuid4(), 0, (CELL,)))
    shutil.move(tmp_path / "elsewhere", tmp_path / "disk")
    assert journal.record(hand(), Writing(uuid4(), 0, (CELL,))).positions == (1,)
