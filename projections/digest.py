"""A view in one hash, as it stood at a position: two that are alike have the same, on whichever database they lie."""

import hashlib
from typing import Any

import msgspec
from sqlalchemy import Connection, Select, case, literal, select

from projections.temporal import FOREVER, Ledger, Temporal
from projections.view import View

AT_ONCE = 2_000
_encode = msgspec.json.Encoder(enc_hook=str).encode


def digest(db: Connection, view: View, at: int) -> str:
    """SHA-256 over every row that the view had by then, in the order of its keys."""
    told = hashlib.sha256()
    for table in view.tables:
        told.update(table.name.encode())
        for row in db.execute(_rows(table, at).execution_options(yield_per=AT_ONCE)):
            told.update(_encode(tuple(row)))
    return told.hexdigest()


def _rows(table: Temporal[Any] | Ledger[Any], at: int) -> Select[Any]:
    shown = [table.c[name] for name in table.shown]
    keys = shown[: table.key]
    if isinstance(table, Ledger):
        return select(*shown).where(table.c.position <= at).order_by(*keys)
    since, until = table.c.from_position, table.c.to_position
    ends = case((until > at, literal(FOREVER)), else_=until)
    return select(*shown, since, ends).where(since <= at).order_by(*keys, since)
