"""One command of one fact, alone in its group, as most are: PostgreSQL does all of it in one statement.

The statement moves the head, computes the hash and inserts the line, provided that the stream stands where the command
expects it and the command is new. Otherwise it does nothing, and the command is settled like those of any group.
"""

from typing import Any

import psycopg
import sqlalchemy as sa
from psycopg import Connection

from workflows.journal.chain import leaf_parts
from workflows.journal.entry import Ask, Draft, Receipt, event_id
from workflows.journal.postgres_statements import clock, text_of
from workflows.journal.tables import FIRST_OF_ITS_COMMAND, HEAD, JOURNAL

_ONE, _NONE = sa.literal_column("1", sa.BigInteger), sa.literal_column("0", sa.BigInteger)

_EPOCH = sa.literal_column("timestamp '1970-01-01'", sa.DateTime)
_MICROSECOND = sa.literal_column("interval '1 microsecond'", sa.Interval)


def append(connection: Connection[Any], ask: Ask) -> Receipt | None:
    """The receipt; None where the command has to be looked at more closely."""
    (draft,) = ask.drafts
    try:
        row = connection.execute(_APPEND, _given(ask, draft)).fetchone()
    except psycopg.errors.UniqueViolation:  # somebody else committed while this one waited for the head
        return None
    return None if row is None else Receipt((row[0],), {draft.stream: draft.version})


def _given(ask: Ask, draft: Draft) -> dict[str, object]:
    return {
        **draft._asdict(),
        **draft.signature._asdict(),
        **leaf_parts(draft)._asdict(),
        "command": ask.command,
        "command_facts": ask.command_facts,
        "fingerprint": ask.fingerprint,
        "event_id": event_id(draft.stream, draft.version),
    }


def _statement() -> sa.Insert:
    moved = _head_moved()
    given = {column.name: sa.bindparam(column.name, type_=column.type) for column in JOURNAL.c}
    placed = {name: moved.c.get(name, value) for name, value in given.items()}
    rows = sa.select(*placed.values()).select_from(moved)
    return sa.insert(JOURNAL).from_select(list(placed), rows).add_cte(moved).returning(JOURNAL.c.position)


def _head_moved() -> sa.CTE:
    now = sa.select(clock().label("now")).subquery("clock")  # asked once: the hash and the line show the same time
    recorded_at = sa.func.greatest(HEAD.c.recorded_at, now.c.now)
    moved = (
        sa.update(HEAD)
        .values(position=HEAD.c.position + _ONE, recorded_at=recorded_at, hash=sa.func.sha256(_linked(recorded_at)))
        .where(_expected(), ~_seen(), now.c.now > _NONE)
        .returning(HEAD.c.position, HEAD.c.recorded_at, HEAD.c.hash)
    )
    return moved.cte("moved")


def _linked(recorded_at: sa.ColumnElement[int]) -> sa.ColumnElement[bytes]:
    """The hash before it, and the leaf around the position and the time; `position` is still that before it."""
    before, between, after = (sa.bindparam(part, type_=sa.LargeBinary) for part in ("before", "between", "after"))
    moment = _EPOCH + recorded_at * _MICROSECOND
    time = sa.func.to_char(moment, sa.literal_column("""'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'"""))
    index = sa.cast(HEAD.c.position, sa.Text)
    pieces = (before, _utf8(index), between, _utf8(time), after)
    linked: sa.ColumnElement[bytes] = HEAD.c.hash
    for piece in pieces:
        linked = linked.op("||")(piece)
    return linked


def _utf8(text: sa.ColumnElement[Any]) -> sa.ColumnElement[bytes]:
    return sa.func.convert_to(text, sa.literal_column("'UTF8'"))


def _expected() -> sa.ColumnElement[bool]:
    version = sa.select(sa.func.max(JOURNAL.c.version)).where(JOURNAL.c.stream == sa.bindparam("stream"))
    return sa.func.coalesce(version.scalar_subquery(), _NONE) == sa.bindparam("version", type_=sa.BigInteger) - _ONE


def _seen() -> sa.ColumnElement[bool]:
    return sa.exists().where(JOURNAL.c.command == sa.bindparam("command"), FIRST_OF_ITS_COMMAND)


_APPEND = text_of(_statement())
