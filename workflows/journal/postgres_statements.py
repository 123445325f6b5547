"""The journal's statements in PostgreSQL's words."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.postgresql.psycopg import dialect as psycopg_dialect
from sqlalchemy.sql.elements import ColumnElement

from workflows.journal import statements
from workflows.journal.entry import Entry
from workflows.journal.tables import HEAD as HEAD_TABLE
from workflows.journal.tables import JOURNAL, TRACKING

APPEND_ONLY = (
    """
    CREATE FUNCTION journal_append_only() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'append-only'; END $$
    """,
    """
    CREATE TRIGGER journal_never_altered BEFORE UPDATE OR DELETE ON journal
    FOR EACH ROW EXECUTE FUNCTION journal_append_only()
    """,
    """
    CREATE TRIGGER journal_never_emptied BEFORE TRUNCATE ON journal
    FOR EACH STATEMENT EXECUTE FUNCTION journal_append_only()
    """,
)
"""Refused whoever asks."""


def _among(column: ColumnElement[Any], name: str) -> ColumnElement[bool]:
    return column == sa.any_(sa.bindparam(name, type_=sa.ARRAY(column.type)))


def text_of(statement: Any) -> str:
    return str(statement.compile(dialect=psycopg_dialect()))  # type: ignore[no-untyped-call]  # SQLAlchemy leaves it so


def clock() -> ColumnElement[int]:
    """The server's own clock, one for all that write to it."""
    seconds = sa.extract("epoch", sa.func.clock_timestamp())
    return sa.cast(sa.func.floor(seconds * sa.literal_column("1000000")), sa.BigInteger)


def _insert() -> Any:
    """Any number of rows in one statement: an array for each column."""
    arrays = [sa.bindparam(column.name, type_=sa.ARRAY(column.type)) for column in JOURNAL.c]
    names = [column.name for column in JOURNAL.c]
    rows = sa.func.unnest(*arrays).table_valued(*names).render_derived()
    return sa.insert(JOURNAL).from_select(names, sa.select(*(rows.c[name] for name in names)))


def columns(entries: Sequence[Entry]) -> dict[str, list[Any]]:
    """The entries as a list for each column."""
    given = dict(zip(Entry._fields, map(list, zip(*entries, strict=True)), strict=True))
    return {**given, "event_id": [entry.event_id for entry in entries]}


_ALL = HEAD_TABLE.c

READS = {name: text_of(read) for name, read in statements.reads(_among).items()}
LOOKS = {name: text_of(look) for name, look in {**statements.looks(_among), **statements.claim_reads()}.items()}
CLAIMS = {name: text_of(write) for name, write in statements.claim_writes().items()}
INSERT = text_of(_insert())
TRACK = text_of(statements.track(postgresql_insert))
TRACKED = text_of(sa.select(TRACKING.c.position).where(statements.ONE_FOLLOWER))
HEAD = text_of(sa.select(_ALL.position))
LOCK = text_of(sa.select(_ALL.position, _ALL.hash, _ALL.recorded_at, clock()).with_for_update())
HEAD_MOVES = text_of(
    sa.update(HEAD_TABLE).values({name: sa.bindparam(name) for name in ("position", "hash", "recorded_at")})
)
SETTING = text_of(sa.select(sa.func.current_setting(sa.bindparam("name", type_=sa.Text))))
