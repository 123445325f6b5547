"""The journal on SQLite: one writer at a time, each commit flushed to the disk before it is answered."""

import json
import sqlite3
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import lru_cache
from typing import Any, cast
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert

from workflows.journal import sqlite_lone
from workflows.journal.chain import GENESIS
from workflows.journal.conflicts import AlreadyTracked
from workflows.journal.entry import Answer, Ask, Entry, Head, Tracking
from workflows.journal.settlement import Known, Outcome, Settlement, Taken
from workflows.journal.sqlite_engine import open_engine, transaction
from workflows.journal.sqlite_statements import APPEND_ONLY, CLAIMS, HEAD, INSERT, LOOKS, READS, TRACK, TRACKED
from workflows.journal.store import BEYOND, Store, answers, given_names, touched

__all__ = ["APPEND_ONLY", "SQLiteStore", "insert", "open_engine", "open_store", "transaction"]


def _value(value: object) -> object:
    """An id as its bytes; many values as one JSON text."""
    if isinstance(value, UUID):
        return value.bytes
    if isinstance(value, (list, tuple, set, frozenset)):
        return json.dumps([item.hex if isinstance(item, UUID) else item for item in value])
    return value


@lru_cache(16_384)
def _id(value: bytes | None) -> UUID | None:
    """The ids of a stretch come again and again, and those that are one object are compared at a glance."""
    return None if value is None else UUID(bytes=value)


def _entry(row: Sequence[Any]) -> Entry:
    position, stream, version, topic, payload, actor, behalf, command, facts, fingerprint, correlation, *rest = row
    return Entry(
        position, _id(stream), version, topic, payload, actor, behalf, _id(command), facts, fingerprint,  # type: ignore[arg-type]  # a stream is never null
        _id(correlation), *rest,
    )  # fmt: skip


def _row(entry: Entry) -> tuple[object, ...]:
    position, stream, version, topic, payload, actor, behalf, command, facts, fingerprint, correlation, *rest = entry
    return (
        position, entry.event_id.bytes, stream.bytes, version, topic, payload, actor, behalf,
        None if command is None else command.bytes, facts, fingerprint,
        None if correlation is None else correlation.bytes, *rest,
    )  # fmt: skip


class SQLiteWriting:
    """A transaction that no other process can write beside."""

    def __init__(self, cursor: sqlite3.Cursor) -> None:
        self._cursor = cursor

    def look(self, asks: Sequence[Ask]) -> tuple[Head, Known]:
        last = self._cursor.execute(HEAD).fetchone() or (0, GENESIS, 0)
        commands, streams, names = touched(asks)
        position, digest, recorded_at = last
        return Head(position, digest, recorded_at, time.time_ns() // 1000), Known(
            _answers(self._cursor, commands), _versions(self._cursor, streams), _holders(self._cursor, names)
        )

    def write(self, settlement: Settlement) -> None:
        self._cursor.executemany(INSERT, map(_row, settlement.entries))
        for change in settlement.names:
            if isinstance(change, Taken):
                claim = {"name": change.claim.name, "holder": change.claim.holder.bytes, "position": change.position}
                self._cursor.execute(CLAIMS["take"], claim)
            else:
                self._cursor.execute(CLAIMS["release"], {"released": change.name, "position": change.position})
        for tracking in settlement.tracked:
            _track(self._cursor, tracking)


def _answers(cursor: sqlite3.Cursor, commands: Sequence[UUID]) -> dict[UUID, Answer]:
    found = _rows(cursor, "commands", {"commands": commands}) if commands else []
    return answers(
        [(UUID(bytes=c), fingerprint, position, UUID(bytes=s), v) for c, fingerprint, position, s, v in found]
    )


def _versions(cursor: sqlite3.Cursor, streams: Sequence[UUID]) -> dict[UUID, int]:
    found = _rows(cursor, "versions", {"streams": streams}) if streams else []
    return {UUID(bytes=stream): version for stream, version in found}


def _holders(cursor: sqlite3.Cursor, names: Sequence[str]) -> dict[str, UUID]:
    found = _rows(cursor, "holders", {"names": names}) if names else []
    return {name: UUID(bytes=holder) for name, holder in found}


def _rows(cursor: sqlite3.Cursor, name: str, given: Mapping[str, object]) -> list[Any]:
    return cursor.execute(LOOKS[name], {key: _value(value) for key, value in given.items()}).fetchall()


def _track(cursor: sqlite3.Cursor, tracking: Tracking) -> None:
    if cursor.execute(TRACK, tracking._asdict()).fetchone() is None:
        raise AlreadyTracked(tracking.position)


class SQLiteStore(Store):
    """The journal in one file."""

    unreachable = (sqlite3.OperationalError,)
    refused = (sqlite3.Error, AlreadyTracked, ValueError, OverflowError)

    def __init__(self, url: str) -> None:
        self.engine = open_engine(url)
        self._writing = threading.Lock()
        self._kept: sa.PoolProxiedConnection | None = None

    def transaction(self, engine: sa.Engine) -> AbstractContextManager[sa.Connection]:
        return transaction(engine)

    def append(self, asks: Sequence[Ask], *, whole: bool = False) -> list[Outcome]:
        if len(asks) == 1 and asks[0].is_lone:
            with self._writing:
                receipt = sqlite_lone.append(self._writer(), asks[0])
            if receipt is not None:
                return [receipt]
        return super().append(asks, whole=whole)

    def _writer(self) -> sqlite3.Connection:
        """A connection kept for writing: whoever writes alone need not ask the pool for one each time."""
        if self._kept is None:
            self._kept = self.engine.raw_connection()
        return cast(sqlite3.Connection, self._kept.driver_connection)

    def close(self) -> None:
        with self._writing:
            if self._kept is not None:
                self._kept.close()
                self._kept = None
        super().close()

    @contextmanager
    def writing(self) -> Iterator[SQLiteWriting]:
        with self._cursor() as cursor:
            cursor.execute("BEGIN IMMEDIATE")
            try:
                yield SQLiteWriting(cursor)
                cursor.execute("COMMIT")
            except BaseException:
                if cursor.connection.in_transaction:
                    cursor.execute("ROLLBACK")
                raise

    @contextmanager
    def _cursor(self) -> Iterator[sqlite3.Cursor]:
        pooled = self.engine.raw_connection()
        try:
            yield cast(sqlite3.Connection, pooled.driver_connection).cursor()
        finally:
            pooled.close()

    def entries(self, name: str, **given: object) -> list[Entry]:
        values = {key: _value(value) for key, value in given_names(given).items()}
        with self._cursor() as cursor:
            return [_entry(row) for row in cursor.execute(READS[name], values)]

    def claims_taken(self, first: int, last: int) -> list[tuple[int, str, UUID]]:
        with self._cursor() as cursor:
            found = _rows(cursor, "taken", {"first": first, "last": last})
        return [(position, name, UUID(bytes=holder)) for position, name, holder in found]

    def claims_released(self, first: int, last: int) -> list[tuple[int, str]]:
        with self._cursor() as cursor:
            return _rows(cursor, "released", {"first": first, "last": last})

    def head(self) -> int:
        with self._cursor() as cursor:
            last = cursor.execute(HEAD).fetchone()
            return last[0] if last else 0

    def holders(self, names: Sequence[str]) -> dict[str, UUID]:
        with self._cursor() as cursor:
            return _holders(cursor, names)

    def is_held(self, prefix: str) -> bool:
        with self._cursor() as cursor:
            return bool(_rows(cursor, "held", {"prefix": prefix, "beyond": prefix + BEYOND}))

    def answers(self, commands: Sequence[UUID]) -> dict[UUID, Answer]:
        with self._cursor() as cursor:
            return _answers(cursor, commands)

    def track(self, tracking: Tracking) -> None:
        with self._cursor() as cursor:
            _track(cursor, tracking)

    def tracked(self, follower: str, application: str) -> int | None:
        with self._cursor() as cursor:
            row = cursor.execute(TRACKED, {"follower": follower, "application": application}).fetchone()
            return row[0] if row else None


def open_store(url: str) -> Store:
    return SQLiteStore(url)
