"""What was acknowledged stays, whatever becomes of the process that wrote it."""

import multiprocessing
from collections.abc import Callable
from contextlib import closing
from multiprocessing.connection import Connection
from uuid import UUID

import pytest

from tests.databases import Files, Server
from tests.workflows.journal.writer import write_until_killed
from workflows.journal.journal import Journal
from workflows.journal.migration import migrate

PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload(["tests.workflows.journal.writer"])


def kill_a_writer(url: str, after: int) -> list[UUID]:
    """Start a writer, kill it once it has acknowledged so many commands; all that it acknowledged."""
    hears, says = PROCESSES.Pipe(duplex=False)
    process = PROCESSES.Process(target=write_until_killed, args=(url, says), daemon=True)
    with closing(hears):
        process.start()
        says.close()
        acknowledged = [UUID(bytes=hears.recv_bytes()) for _ in range(after)]
        process.kill()
        acknowledged += _rest(hears)
        process.join(10)
    process.close()
    return acknowledged


def _rest(hears: Connection) -> list[UUID]:
    rest = []
    while True:
        try:
            rest.append(UUID(bytes=hears.recv_bytes()))
        except (EOFError, OSError):
            return rest


def assert_all_there(journal: Journal, acknowledged: list[UUID]) -> None:
    recorded = {record.command for record in journal.since(0, 1_000_000)}
    assert set(acknowledged) <= recorded
    assert journal.verify()[:2] == (journal.head(), None)
    assert journal.head() == 2 * len(recorded), "no command is there by half"


def test_after_twenty_kills_everything_acknowledged_is_there(
    sqlite: Files, open_journal: Callable[[str], Journal]
) -> None:
    url = sqlite.fresh()
    migrate(url)
    acknowledged = [command for kill in range(20) for command in kill_a_writer(url, after=1 + 2 * kill)]
    assert_all_there(open_journal(url), acknowledged)


@pytest.mark.postgresql
def test_after_kills_of_its_clients_everything_acknowledged_is_there(
    postgresql: Server, open_journal: Callable[[str], Journal]
) -> None:
    url = postgresql.fresh()
    migrate(url)
    acknowledged = [command for kill in range(5) for command in kill_a_writer(url, after=1 + 5 * kill)]
    assert_all_there(open_journal(url), acknowledged)
