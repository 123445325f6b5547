"""The journal on PostgreSQL: a row at its end, whose lock orders all writers; a group takes two round trips."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Any, TypeVar, cast
from uuid import UUID

import psycopg
import sqlalchemy as sa
from psycopg import Connection
from sqlalchemy.dialects.postgresql import insert

from workflows.journal import postgres_lone
from workflows.journal.conflicts import AlreadyTracked, CommitLost, NotDurable, OutcomeUnknown
from workflows.journal.entry import Answer, Ask, Entry, Head, Receipt, Tracking
from workflows.journal.postgres_statements import (
    APPEND_ONLY,
    CLAIMS,
    HEAD_MOVES,
    INSERT,
    LOCK,
    LOOKS,
    READS,
    SETTING,
    TRACK,
    TRACKED,
    columns,
)
from workflows.journal.postgres_statements import HEAD as HEAD_POSITION
from workflows.journal.settlement import Known, Outcome, Settlement, Taken
from workflows.journal.store import BEYOND, Store, answers, given_names, touched

__all__ = ["APPEND_ONLY", "PostgresStore", "insert", "open_engine", "open_store", "transaction"]

T = TypeVar("T")
NOT_REPLICATED = "01000"
"""The warning with which a commit returns that no replica has confirmed."""
CONFIRM = "SELECT pg_current_xact_id(), pg_logical_emit_message(true, 'nenep', '')"
"""Changes nothing, and its commit waits for replicas as every other does."""
SESSION = "-c lock_timeout=30s -c idle_in_transaction_session_timeout=60s"
"""Nobody waits for ever, and nobody who hangs keeps the end of the journal from the others."""


def open_engine(url: str, *, wipes: bool = False, asks_first: bool = True) -> sa.Engine:  # noqa: ARG001  # as SQLite's
    """Connections whose transactions are begun by hand and whose statements are prepared on first use.

    `asks_first`: whether one is still alive, so that nobody notices that the server was away for a while.
    """
    return sa.create_engine(
        url,
        isolation_level="AUTOCOMMIT",
        use_native_hstore=False,  # spares each new connection a question
        connect_args={"prepare_threshold": 0, "options": SESSION},
        pool_pre_ping=asks_first,
        pool_size=8,
        max_overflow=24,
    )


def transaction(engine: sa.Engine) -> AbstractContextManager[sa.Connection]:
    """A transaction that writes."""
    return engine.execution_options(isolation_level="READ COMMITTED").begin()


class PostgresWriting:
    """A transaction that holds the row at the journal's end; what it sends goes out together."""

    def __init__(self, connection: Connection[Any]) -> None:
        self.connection = connection
        self._warned = False
        self.committing = False

    def look(self, asks: Sequence[Ask]) -> tuple[Head, Known]:
        commands, streams, names = touched(asks)
        execute = self.connection.execute
        execute("BEGIN")
        head = execute(LOCK)  # each statement after it sees what the lock's last holder committed
        commanded = execute(LOOKS["commands"], {"commands": commands}) if commands else None
        versioned = execute(LOOKS["versions"], {"streams": streams}) if streams else None
        held = execute(LOOKS["holders"], {"names": names}) if names else None
        found = answers(commanded.fetchall() if commanded else [])
        versions, holders = (dict(cursor.fetchall()) if cursor else {} for cursor in (versioned, held))
        return Head(*cast(tuple[int, bytes, int, int], head.fetchone())), Known(found, versions, holders)

    def write(self, settlement: Settlement) -> None:
        execute, head = self.connection.execute, settlement.head
        if settlement.entries:
            execute(INSERT, columns(settlement.entries))
            execute(HEAD_MOVES, {"position": head.position, "hash": head.hash, "recorded_at": head.recorded_at})
        for change in settlement.names:
            if isinstance(change, Taken):
                claim = {"name": change.claim.name, "holder": change.claim.holder, "position": change.position}
                execute(CLAIMS["take"], claim)
            else:
                execute(CLAIMS["release"], {"released": change.name, "position": change.position})
        for tracking in settlement.tracked:
            track(self.connection, tracking)

    def commit(self) -> None:
        self.committing = True
        self.connection.execute("COMMIT")

    def notice(self, notice: psycopg.errors.Diagnostic) -> None:
        self._warned = self._warned or notice.sqlstate == NOT_REPLICATED

    def must_be_certain(self) -> None:
        """A commit that nobody but this server has heard of is as good as one without an answer."""
        if self._warned:
            raise CommitLost


def track(connection: Connection[Any], tracking: Tracking) -> None:
    if connection.execute(TRACK, tracking._asdict()).fetchone() is None:
        raise AlreadyTracked(tracking.position)


class PostgresStore(Store):
    """The journal in a database server."""

    unreachable = (psycopg.OperationalError, psycopg.errors.ReadOnlySqlTransaction, sa.exc.OperationalError)
    refused = (psycopg.Error, AlreadyTracked, ValueError, OverflowError)

    def __init__(self, url: str) -> None:
        self.engine = open_engine(url, asks_first=False)  # what is asked of the journal is asked again by itself
        for setting in ("fsync", "synchronous_commit"):
            if self._rows(SETTING, {"name": setting}) == [("off",)]:
                self.close()
                raise NotDurable(setting, "off")

    def transaction(self, engine: sa.Engine) -> AbstractContextManager[sa.Connection]:
        return transaction(engine)

    def append(self, asks: Sequence[Ask], *, whole: bool = False) -> list[Outcome]:
        if len(asks) == 1 and asks[0].is_lone:
            receipt = self._append_lone(asks[0])
            if receipt is not None:
                return [receipt]
        return super().append(asks, whole=whole)

    def _append_lone(self, ask: Ask) -> Receipt | None:
        with self._certain() as writing:
            writing.committing = True
            return postgres_lone.append(writing.connection, ask)

    @contextmanager
    def writing(self) -> Iterator[PostgresWriting]:
        with self._certain() as writing, writing.connection.pipeline():
            yield writing
            writing.commit()

    @contextmanager
    def _certain(self) -> Iterator[PostgresWriting]:
        """A connection on which a commit whose answer is lost, or comes with a warning, raises `CommitLost`."""
        pooled = self.engine.raw_connection()
        connection = cast(Connection[Any], pooled.driver_connection)
        writing = PostgresWriting(connection)
        connection.add_notice_handler(writing.notice)
        try:
            yield writing
            writing.must_be_certain()
        except psycopg.OperationalError as error:
            if writing.committing and connection.broken:
                raise CommitLost from error
            raise
        finally:
            connection.remove_notice_handler(writing.notice)
            if connection.broken:
                pooled.invalidate()
                self.engine.dispose()
            else:
                connection.rollback()
                pooled.close()

    def entries(self, name: str, **given: object) -> list[Entry]:
        rows = self._rows(READS[name], given_names(given))
        return [Entry(*row) for row in rows]

    def claims_taken(self, first: int, last: int) -> list[tuple[int, str, UUID]]:
        return self._rows(LOOKS["taken"], {"first": first, "last": last})

    def claims_released(self, first: int, last: int) -> list[tuple[int, str]]:
        return self._rows(LOOKS["released"], {"first": first, "last": last})

    def head(self) -> int:
        position: int = self._rows(HEAD_POSITION, {})[0][0]
        return position

    def holders(self, names: Sequence[str]) -> dict[str, UUID]:
        return dict(self._rows(LOOKS["holders"], {"names": names}))

    def is_held(self, prefix: str) -> bool:
        return bool(self._rows(LOOKS["held"], {"prefix": prefix, "beyond": prefix + BEYOND}))

    def answers(self, commands: Sequence[UUID]) -> dict[UUID, Answer]:
        """Told only once a commit of ours, after it, was confirmed: it may be seen before any replica has it.

        Raises `OutcomeUnknown` where that cannot be known.
        """
        found = answers(self._rows(LOOKS["commands"], {"commands": commands}))
        if found:
            self._confirm()
        return found

    def _confirm(self) -> None:
        try:
            with self._certain() as writing:
                writing.committing = True
                writing.connection.execute(CONFIRM)
        except CommitLost as lost:
            raise OutcomeUnknown from lost

    def track(self, tracking: Tracking) -> None:
        self._read(lambda connection: track(connection, tracking))

    def tracked(self, follower: str, application: str) -> int | None:
        rows = self._rows(TRACKED, {"follower": follower, "application": application})
        return rows[0][0] if rows else None

    def _rows(self, statement: str, given: Mapping[str, object]) -> list[Any]:
        return self._read(lambda connection: connection.execute(statement, given).fetchall())

    def _read(self, ask: Callable[[Connection[Any]], T]) -> T:
        """Ask once more where the connection had broken meanwhile, as after a restart of the server."""
        try:
            return self._ask(ask)
        except psycopg.OperationalError:
            self.engine.dispose()
            return self._ask(ask)

    def _ask(self, ask: Callable[[Connection[Any]], T]) -> T:
        pooled = self.engine.raw_connection()
        connection = cast(Connection[Any], pooled.driver_connection)
        try:
            return ask(connection)
        finally:
            if connection.broken:
                pooled.invalidate()
            pooled.close()


def open_store(url: str) -> Store:
    return PostgresStore(url)
