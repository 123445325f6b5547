"""How the floor above reads views: one connection, which sees one moment of the database."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from sqlalchemy import Connection, Engine

from projections.temporal import as_at

Reading = Connection
"""What every question of a view takes first."""


@dataclass(frozen=True)
class Reader:
    """Gives readings: `with reader() as db: …`; of now, or as at a position of the journal."""

    engine: Engine
    position: int | None = None

    @contextmanager
    def __call__(self) -> Iterator[Reading]:
        """Everything asked inside is answered as of the same moment."""
        with self.engine.connect() as db, as_at(self.position):
            yield db

    def as_at(self, position: int) -> "Reader":
        """What was known at a position: the same questions, one more condition."""
        return replace(self, position=position)

    def close(self) -> None:
        self.engine.dispose()
