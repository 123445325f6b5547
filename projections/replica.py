"""A copy of the database that follows it (a replica): pages are read there, nothing is decided from it."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.exc import DBAPIError

from projections import tracking
from projections.reading import Reader


@dataclass(frozen=True)
class Replica:
    """Where pages read, and the names of the views that they read there."""

    reading: Reader
    views: Sequence[str]

    def position(self) -> int | None:
        """Up to where every view has come on the replica; None where it is away."""
        try:
            with self.reading() as db:
                return min(tracking.positions(db, self.views).values(), default=0)
        except DBAPIError:
            return None

    def close(self) -> None:
        self.reading.close()
