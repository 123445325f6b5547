"""What one fact changed in the views: the rows it closed and opened, found by their keys, all in one question.

There is no index by position, and none is wanted: a key begins with a thing, a unit, a person or a day that the fact
reaches. Only the tables of views that follow the fact are asked; each gives its rows as lists in JSON.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Connection,
    Dialect,
    Select,
    String,
    TypeDecorator,
    cast,
    exists,
    func,
    literal,
    or_,
    select,
    union_all,
)

from domain.events.fact import Fact
from domain.record import Record
from projections import VIEWS
from projections.case_timeline import timeline
from projections.columns import Day, Id
from projections.marks import marks
from projections.ranges import ROOT, in_range
from projections.reached import reached
from projections.temporal import Key, Temporal, so_at
from projections.unit_tree import units

AT_MOST = 25
"""So many things of a table are told; a fact that changes more of them changes them alike."""
UNSAID = (timeline.name, marks.name)
"""That a fact is in a story, or may be gone back to, is no change."""
WHOSE = ("unit", "cell", "subject")
"""The column that says whose a row is."""


class Changed(NamedTuple):
    """A thing that a view shows, before and after a fact; None: it was not there yet, or is there no longer."""

    table: Temporal[Any]
    key: Key
    before: Any
    after: Any


class Changes(NamedTuple):
    """What a fact changed, the thing's own rows first, and the names of the tables in which it changed more."""

    told: list[Changed]
    more: frozenset[str]


class Asked(NamedTuple):
    """A position, what the fact there reached, and the paths whose rows may be seen."""

    position: int
    reached: Collection[object]
    scope: Sequence[str]


def changed_by(db: Connection, record: Record[Any], of: UUID | None, scope: Sequence[str]) -> Changes:
    """The rows, of units in the scope, that a fact about a unit (None: about none) closed and opened. Two queries."""
    asked = Asked(record.position, reached(db, record, of), scope)
    tables = [table for table in _tables(type(record.fact)) if _kin(table, asked.reached)]
    if not tables:
        return Changes([], frozenset())
    query = union_all(*(_versions(n, table, asked, db.dialect) for n, table in enumerate(tables)))
    sides: dict[int, dict[Key, list[Any]]] = defaultdict(dict)
    for n, since, text in db.execute(query):
        row = _row(tables[n], text, db.dialect)
        sides[n].setdefault(tuple(row[: tables[n].key]), [None, None])[since == record.position] = row
    told = [Changed(tables[n], key, *sides[n][key]) for n in sorted(sides) for key in list(sides[n])[:AT_MOST]]
    more = frozenset(tables[n].name for n, things in sides.items() if len(things) > AT_MOST)
    return Changes(sorted(told, key=lambda one: one.key[0] != record.stream), more)


def _tables(fact: type[Fact]) -> Iterator[Temporal[Any]]:
    for view in VIEWS:
        if fact in view.handlers:
            yield from (one for one in view.tables if isinstance(one, Temporal) and one.name not in UNSAID)


def _kin(table: Temporal[Any], among: Collection[object]) -> list[object]:
    """What can begin a key of the table."""
    first = table.c[table.shown[0]].type
    kind = UUID if isinstance(first, Id) else date if isinstance(first, Day) else str
    return [one for one in among if isinstance(one, kind)]


def _versions(n: int, table: Temporal[Any], asked: Asked, dialect: Dialect) -> Select[Any]:
    """The versions of a few more things than are told, both sides of each but perhaps the last."""
    c, at = table.c, asked.position
    touched = or_(c.from_position == at, c.to_position == at) & c[table.shown[0]].in_(_kin(table, asked.reached))
    whose = next((c[name] for name in WHOSE if name in c), None)
    if whose is not None and ROOT not in asked.scope:
        own = units.table.alias("own")
        here = select(own.c.unit).where(own.c.unit == whose, so_at(own), in_range(own.c.path, asked.scope))
        touched &= or_(whose.is_(None), exists(here))
    told = select(literal(n).label("n"), c.from_position, _listed(table, dialect).label("told")).where(touched)
    in_order = told.order_by(*(c[name] for name in table.shown[: table.key]), c.from_position)
    part = in_order.limit(2 * AT_MOST + 2).subquery()
    return select(part.c.n, part.c.from_position, part.c.told)


def _listed(table: Temporal[Any], dialect: Dialect) -> ColumnElement[Any]:
    columns = [table.c[name] for name in table.shown]
    if dialect.name != "sqlite":
        return cast(func.json_build_array(*columns), String)
    return func.json_array(*(func.hex(one) if isinstance(one.type, Id) else one for one in columns))


def _row(table: Temporal[Any], text: str, dialect: Dialect) -> Any:
    values = zip((table.c[name] for name in table.shown), json.loads(text), strict=True)
    return table.row(*(_value(column, value, dialect) for column, value in values))


def _value(column: Column[Any], value: Any, dialect: Dialect) -> Any:
    if isinstance(column.type, Id):
        return UUID(value) if value else None
    if isinstance(column.type, Boolean):
        return None if value is None else bool(value)
    if not isinstance(column.type, TypeDecorator):
        return value
    process = column.type.result_processor(dialect, None)
    return process(value) if process else value
