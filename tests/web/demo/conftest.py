"""The demo, played once for all tests of this folder: in memory, and into a database of its own."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID

import pytest

from domain.events.fact import Fact
from domain.names import Month, Sealed
from domain.record import Hand, Record
from web.demo.country import Country
from web.demo.loading import fill
from web.demo.papers import keep_papers
from web.demo.wanted import Wanted
from web.files import store_at
from web.settings import Settings

ON = date(2026, 11, 23)
SMALL = Wanted(seed=1, cells=12, months=13, until=Month("2026-10"), on=ON)
WHOLE_2020 = Wanted(seed=1, cells=543, months=1, until=Month("2020-12"), on=ON)


class OpenSeals:
    """Seals that hide nothing: what was sealed can be compared."""

    def seal(self, text: str, concerns: frozenset[str], key: UUID) -> Sealed:
        return Sealed(key, text.encode())

    def seal_identity(self, person: str, text: str) -> Sealed:
        return Sealed(UUID(int=0), text.encode())


class Told(NamedTuple):
    """A fact as the demo tells it: when it was recorded and by whom, of which stream, when it happened."""

    hand: Hand
    stream: UUID
    fact: Fact
    happened: Any


@dataclass
class Played:
    """A demo that was played to its end."""

    country: Country
    told: tuple[Told, ...]

    def facts(self, kind: type[Fact]) -> Iterator[Any]:
        return (told.fact for told in self.told if isinstance(told.fact, kind))

    @cached_property
    def streams(self) -> dict[UUID, list[Record[Any]]]:
        streams: dict[UUID, list[Record[Any]]] = {}
        for n, (hand, stream, fact, happened) in enumerate(self.told, start=1):
            history = streams.setdefault(stream, [])
            line = (n, stream, len(history) + 1, fact, hand.by, hand.on_behalf_of)
            history.append(Record(*line, happened or hand.at, hand.at, hand.command, None, None, b""))
        return streams

    def begun_by(self, kind: type[Fact]) -> Iterable[list[Record[Any]]]:
        return (history for history in self.streams.values() if isinstance(history[0].fact, kind))


def play(wanted: Wanted, papers: Path) -> Played:
    country = Country(wanted, OpenSeals(), keep_papers(store_at(str(papers))))
    told = [
        Told(command.hand, writing.stream, fact, writing.occurred_at)
        for scene in country.scenes()
        for command in scene
        for writing in command.writings
        for fact in writing.facts
    ]
    return Played(country, tuple(told))


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Played:
    """Twelve cells, 2020 and thirteen months."""
    return play(SMALL, tmp_path_factory.mktemp("papers"))


@pytest.fixture(scope="session")
def the_article(tmp_path_factory: pytest.TempPathFactory) -> Played:
    """The article's Bloc in the article's year."""
    return play(WHOLE_2020, tmp_path_factory.mktemp("papers"))


def settings_in(folder: Path) -> Settings:
    return Settings(
        database_url=f"sqlite:///{folder}/nenep.db",
        secret_key="a secret of the tests",
        keys_url=f"sqlite:///{folder}/keys.db",
        read_log_url=f"sqlite:///{folder}/reads.db",
        master_key_file=folder / "master.key",
        log_key_file=folder / "log.key",
        files=str(folder / "files"),
    )


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A database that the small demo was loaded into."""
    settings = settings_in(tmp_path_factory.mktemp("filled"))
    assert not fill(settings, SMALL, lambda _phase, _facts: None).before
    return settings
