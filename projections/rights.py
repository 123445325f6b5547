"""What the web's role needs of the views' tables on PostgreSQL; whether whoever keeps the views up has it."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Engine, text

from projections.database import ViewsNotReady, must_be_prepared, tables_of
from projections.following import marks
from projections.tracking import parked, tracked
from projections.view import View

KEPT_UP = "SELECT, INSERT, UPDATE, DELETE"
_WRITABLE = text("SELECT has_table_privilege(to_regclass(:table), 'INSERT')")


class ViewsNotGranted(ViewsNotReady):
    """The database's role may not write these views: their tables were made since it was granted what it needs."""


def rights(views: Iterable[View]) -> dict[str, str]:
    """Rows are written, tables neither made nor dropped: bringing up and rebuilding is their owner's."""
    return {
        tracked.name: "SELECT, UPDATE (position, rebuilds)",
        parked.name: "SELECT, INSERT, DELETE",
        marks.name: "SELECT, INSERT, UPDATE (position)",
        **{table.name: KEPT_UP for view in views for table in tables_of(view)},
    }


def must_be_ready(engine: Engine, views: Sequence[View]) -> None:
    """Raises `ViewsNotReady` where views were not made by this release, or are not open to whoever keeps them up."""
    must_be_prepared(engine, views)
    _must_be_granted(engine, views)


def _must_be_granted(engine: Engine, views: Iterable[View]) -> None:
    """Otherwise the first fact would be parked, as one that the database refuses."""
    if engine.dialect.name != "postgresql":
        return
    with engine.connect() as db:
        closed = tuple(
            view.name
            for view in views
            for table in tables_of(view)[:1]
            if not db.scalar(_WRITABLE, {"table": table.name})
        )
    if closed:
        raise ViewsNotGranted(closed)
