"""A small journal in memory: what views need of one."""

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import create_engine, select
from sqlalchemy.engine import Engine
from sqlalchemy.pool import StaticPool

from domain.events.fact import Fact
from domain.names import PersonId
from domain.record import Record
from projections.database import prepare, tables_of
from projections.runner import Runner

BEGUN = datetime(2026, 1, 1, 1, tzinfo=UTC)


def an_id(n: int) -> UUID:
    return UUID(int=n)


class Lines:
    """Facts one after the other; each takes a minute unless told otherwise."""

    def __init__(self) -> None:
        self.records: list[Record[Any]] = []
        self.versions: Counter[UUID] = Counter()

    def tell(
        self, stream: UUID, *facts: Fact, by: str = "p1", on: datetime | None = None, entered: datetime | None = None
    ) -> int:
        """Record facts of a stream; answers the last one's position."""
        for fact in facts:
            self.versions[stream] += 1
            position = len(self.records) + 1
            happened = on or BEGUN + timedelta(minutes=position)
            self.records.append(
                Record(
                    position, stream, self.versions[stream], fact, PersonId(by), None, happened, entered or happened,
                    None, None, None, b"",
                )
            )  # fmt: skip
        return len(self.records)

    def since(self, position: int, limit: int) -> list[Record[Any]]:
        return self.records[position : position + limit]

    def head(self) -> int:
        return len(self.records)


def memory() -> Engine:
    """A database in memory that many connections see as one."""
    return create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})


class Watched:
    """Some views over some lines, kept up whenever they are asked."""

    def __init__(self, *views: Any, engine: Engine | None = None, batch: int = 5_000) -> None:
        self.lines, self.engine = Lines(), engine or memory()
        prepare(self.engine, views)
        self.runner = Runner(self.engine, self.lines, views, batch)

    def tell(self, stream: UUID, *facts: Fact, **how: Any) -> int:
        return self.lines.tell(stream, *facts, **how)

    def ask(self, question: Any, *words: Any, **more: Any) -> Any:
        """Catch up, then put the question."""
        self.runner.catch_up()
        with self.engine.connect() as db:
            return question(db, *words, **more)


def everything(engine: Engine, views: Iterable[Any]) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables of some views, in order."""
    with engine.connect() as db:
        tables = [table for view in views for table in tables_of(view)]
        return {table.name: sorted((tuple(row) for row in db.execute(select(table))), key=repr) for table in tables}
