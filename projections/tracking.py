"""How far each view has read, which shape it has, and the facts it could not take in."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from sqlalchemy import BigInteger, Column, Connection, String, Table, bindparam, delete, func, insert, select, update

from projections.temporal import metadata

tracked = Table(
    "view_positions",
    metadata,
    Column("view", String, primary_key=True),
    Column("position", BigInteger, nullable=False),
    Column("shape", String, nullable=False),
    Column("rebuilds", BigInteger, nullable=False),
)
parked = Table(
    "view_parked",
    metadata,
    Column("view", String, primary_key=True),
    Column("position", BigInteger, primary_key=True),
    Column("error", String, nullable=False),
)
JOURNAL = "journal"
"""Under this name stand the lines of the journal that no release of ours can read."""


class Parked(NamedTuple):
    """A fact that a view could not take in, and what broke."""

    view: str
    position: int
    error: str


class Overtaken(Exception):
    """Another runner moved the view meanwhile; what was folded is void."""


def positions(db: Connection, views: Iterable[str]) -> dict[str, int]:
    found = dict(db.execute(select(tracked.c.view, tracked.c.position)).all())
    return {view: found.get(view, 0) for view in views}


def advance(db: Connection, before: Mapping[str, int], position: int) -> None:
    """Move the views from where they were, all or none: compare and set."""
    for was_at in sorted(set(before.values())):
        views = [view for view, at in before.items() if at == was_at]
        found = tracked.c.view.in_(views) & (tracked.c.position == was_at)
        moved = db.execute(update(tracked).where(found).values(position=max(position, was_at)))
        if moved.rowcount != len(views):
            raise Overtaken


def park(db: Connection, lines: Iterable[Parked]) -> None:
    """Remember what broke; a fact parked before stays parked once."""
    rows = [line._asdict() for line in lines]
    if rows:
        found = (parked.c.view == bindparam("of")) & (parked.c.position == bindparam("at"))
        db.execute(delete(parked).where(found), [{"of": row["view"], "at": row["position"]} for row in rows])
        db.execute(insert(parked), rows)


def parked_facts(db: Connection, view: str | None = None) -> list[Parked]:
    query = select(parked.c.view, parked.c.position, parked.c.error).order_by(parked.c.view, parked.c.position)
    if view is not None:
        query = query.where(parked.c.view == view)
    return [Parked(*row) for row in db.execute(query)]


def parked_counts(db: Connection) -> dict[str, int]:
    query = select(parked.c.view, func.count()).group_by(parked.c.view)
    return dict(db.execute(query).all())
