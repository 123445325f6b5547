"""The journal's statements in SQLite's words."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import dialect as sqlite_dialect
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.sql.elements import ColumnElement

from workflows.journal import statements
from workflows.journal.tables import JOURNAL, TRACKING, Id

APPEND_ONLY = (
    "CREATE TRIGGER journal_never_altered BEFORE UPDATE ON journal BEGIN SELECT RAISE(ABORT, 'append-only'); END",
    "CREATE TRIGGER journal_never_cut BEFORE DELETE ON journal BEGIN SELECT RAISE(ABORT, 'append-only'); END",
    """
    CREATE TRIGGER journal_without_gaps BEFORE INSERT ON journal
    WHEN NEW.position <> coalesce((SELECT max(position) FROM journal), 0) + 1
    BEGIN SELECT RAISE(ABORT, 'append-only'); END
    """,
)
"""Refused whoever asks; the third one also stops a line from being replaced."""


def _among(column: ColumnElement[Any], name: str) -> ColumnElement[bool]:
    value = sa.func.json_each(sa.bindparam(name)).table_valued("value").c.value
    return column.in_(sa.select(sa.func.from_hex(value) if isinstance(column.type, Id) else value))


def text(statement: sa.ClauseElement, paramstyle: str = "named") -> str:
    return str(statement.compile(dialect=sqlite_dialect(paramstyle=paramstyle)))


READS = {name: text(read) for name, read in statements.reads(_among).items()}
LOOKS = {name: text(look) for name, look in {**statements.looks(_among), **statements.claim_reads()}.items()}
CLAIMS = {name: text(write) for name, write in statements.claim_writes().items()}
INSERT = text(sa.insert(JOURNAL), "qmark")
TRACK = text(statements.track(sqlite_insert))
HEAD = text(statements.last(statements.HEAD_OF_SQLITE))
TRACKED = text(sa.select(TRACKING.c.position).where(statements.ONE_FOLLOWER))
