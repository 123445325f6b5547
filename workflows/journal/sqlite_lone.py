"""One command of one fact, alone in its group, as most are: on SQLite one look and one insert.

What the look finds out of order is left to be settled like the commands of any group.
"""

import sqlite3
import time

import sqlalchemy as sa

from workflows.journal.chain import leaf, link
from workflows.journal.entry import Ask, Receipt, event_id
from workflows.journal.sqlite_statements import INSERT, text
from workflows.journal.statements import HEAD_OF_SQLITE, last
from workflows.journal.tables import FIRST_OF_ITS_COMMAND, JOURNAL

_ONE, _NONE = sa.literal_column("1", sa.Integer), sa.literal_column("0", sa.Integer)


def append(connection: sqlite3.Connection, ask: Ask) -> Receipt | None:
    """The receipt, in a transaction of its own; None where the command has to be looked at more closely."""
    cursor = connection.execute("BEGIN IMMEDIATE")
    try:
        receipt = _inserted(cursor, ask)
        cursor.execute("ROLLBACK" if receipt is None else "COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    return receipt


def _inserted(cursor: sqlite3.Cursor, ask: Ask) -> Receipt | None:
    (draft,) = ask.drafts
    assert ask.command is not None  # it is a lone one
    stream, command = draft.stream.bytes, ask.command.bytes
    found = cursor.execute(_LOOK, (stream, command)).fetchone()
    if found is None or found[3] != draft.version - 1 or found[4]:
        return None
    position, recorded_at = found[0] + 1, max(found[2], time.time_ns() // 1000)
    digest = link(found[1], leaf(draft, position, recorded_at))
    actor, on_behalf_of, correlation, causation = draft.signature
    row = (
        position, event_id(draft.stream, draft.version).bytes, stream, draft.version, draft.topic, draft.payload,
        actor, on_behalf_of, command, 1, ask.fingerprint, None if correlation is None else correlation.bytes,
        causation, draft.occurred_at, recorded_at, digest,
    )  # fmt: skip
    cursor.execute(INSERT, row)
    return Receipt((position,), {draft.stream: draft.version})


def _look() -> sa.Select[tuple[int, bytes, int, int, bool]]:
    """The end of the journal, how far the stream has come, and whether the command was recorded before."""
    before = JOURNAL.alias("before")
    version = sa.select(sa.func.coalesce(sa.func.max(before.c.version), _NONE))
    answered = sa.select(_ONE).where(JOURNAL.c.command == sa.bindparam("command"))
    return last(
        HEAD_OF_SQLITE.add_columns(
            version.where(before.c.stream == sa.bindparam("stream")).scalar_subquery(),
            answered.where(FIRST_OF_ITS_COMMAND).correlate(None).exists(),
        )
    )


_LOOK = text(_look(), "qmark")
