"""A journal and a key store on each database."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.databases import Databases
from workflows.journal.journal import Journal
from workflows.journal.keys import KeyStore, migrate_keys, open_keys
from workflows.journal.migration import migrate


@pytest.fixture
def url(databases: Databases) -> str:
    """A migrated database."""
    fresh = databases.fresh()
    migrate(fresh)
    return fresh


@pytest.fixture
def open_journal() -> Iterator[Callable[[str], Journal]]:
    """Opens journals and closes them after the test."""
    opened: list[Journal] = []

    def open_(url: str) -> Journal:
        opened.append(Journal(url))
        return opened[-1]

    yield open_
    for journal in opened:
        journal.close()


@pytest.fixture
def journal(url: str, open_journal: Callable[[str], Journal]) -> Journal:
    return open_journal(url)


@pytest.fixture
def keys(databases: Databases, tmp_path: Path) -> Iterator[KeyStore]:
    """A key store in a database of its own, with a new master key."""
    fresh = databases.fresh()
    migrate_keys(fresh)
    store = open_keys(fresh, tmp_path / "master.key", make=True)
    yield store
    store.close()
