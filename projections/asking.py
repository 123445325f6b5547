"""Questions put to the driver itself: folding asks very many, and most of their time was the way there."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection


def first(db: Connection, statement: str, values: Sequence[object]) -> Any:
    """The first line of the answer, or None."""
    lines = _asked(db, statement, values, 1)
    return lines[0] if lines else None


def every(db: Connection, statement: str, values: Sequence[object]) -> list[Any]:
    """All lines of the answer."""
    return _asked(db, statement, values, None)


def _asked(db: Connection, statement: str, values: Sequence[object], most: int | None) -> list[Any]:
    """What the driver refuses is asked again the library's way, which knows what a refusal means."""
    if not db.in_transaction():
        db.begin()
    try:
        cursor = db.connection.cursor()
        cursor.execute(statement, values)
        return list(cursor.fetchall() if most is None else cursor.fetchmany(most))
    except db.dialect.loaded_dbapi.Error:
        return list(db.exec_driver_sql(statement, tuple(values)))
