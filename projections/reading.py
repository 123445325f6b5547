"""How the floor above reads views: one connection, which sees one moment of the database."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine

Reading = Connection
"""What every question of a view takes first."""


@contextmanager
def reading(engine: Engine) -> Iterator[Reading]:
    """Everything asked inside is answered as of the same moment."""
    with engine.connect() as db:
        yield db
