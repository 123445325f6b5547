"""How the floor above reads views: one connection, which sees one moment of the database."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection, Engine

Reading = Connection
"""What every question of a view takes first."""


@dataclass(frozen=True)
class Reader:
    """Gives readings: `with reader() as db: …`."""

    engine: Engine

    @contextmanager
    def __call__(self) -> Iterator[Reading]:
        """Everything asked inside is answered as of the same moment."""
        with self.engine.connect() as db:
            yield db

    def close(self) -> None:
        self.engine.dispose()
