"""The keys themselves: wrapped by the master key in a database, unwrapped only in memory."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from uuid import UUID

import sqlalchemy as sa

from workflows.journal.key_tables import CONCERN, KEY, KEYS_SHAPE, PROOF
from workflows.journal.master_key import lock_up, new_key, unlock
from workflows.journal.migration import check, room_of
from workflows.journal.unreadable import Erased, KeyDestroyed, KeyMissing, KeyStoreUnreadable, Opened, WrongMasterKey
from workflows.journal.wiping import wipe_traces

PROOF_LABEL = UUID("6e656e65-7000-5000-8000-000070726f6f")
Row = Mapping[str, object]


class Keyring:
    """Makes keys, keeps them wrapped, and opens boxes with them."""

    def __init__(self, url: str, master_key: bytes) -> None:
        self._room = room_of(sa.make_url(url))
        self._engine: sa.Engine = self._room.open_engine(url, wipes=True)
        self._master = master_key
        try:
            with _named():
                check(self._engine, KEYS_SHAPE)
            self._prove_master_key()
        except BaseException:
            self.close()
            raise

    def keys(self, rows: Sequence[Row], about: Sequence[Row]) -> dict[UUID, bytes]:
        """The keys of these rows; those that are new are made, wrapped and kept, with the persons they are about."""
        wanted = [UUID(str(row["id"])) for row in rows]
        new = [{**row, "wrapped": lock_up(self._master, new_key(), key)} for row, key in zip(rows, wanted, strict=True)]
        with self.writing() as connection:
            self.insert_missing(connection, KEY, new)
            self.insert_missing(connection, CONCERN, about)
            found = connection.execute(sa.select(KEY.c.id, KEY.c.wrapped).where(KEY.c.id.in_(wanted))).all()
        return {key: self._unwrapped(key, wrapped) for key, wrapped in found}

    def opened(self, key: UUID, box: bytes, wrapped: Mapping[UUID, bytes | None]) -> Opened:
        """The text in a box, or why it cannot be read; `wrapped` is what the store has of keys."""
        if key not in wrapped:
            return KeyMissing()
        if wrapped[key] is None:
            return Erased()
        text = unlock(self._unwrapped(key, wrapped[key]), box, key)
        return KeyMissing() if text is None else text.decode()

    def insert_missing(self, connection: sa.Connection, table: sa.Table, rows: Sequence[Row]) -> None:
        """Insert rows; those that are there already stay as they are."""
        if rows:
            connection.execute(self._room.insert(table).on_conflict_do_nothing(), rows)

    def wrapped(self, made: bytes, key: UUID) -> bytes:
        """A key as the store keeps it."""
        return lock_up(self._master, made, key)

    def insert_over(self, connection: sa.Connection, rows: Sequence[Row]) -> None:
        """Insert keys that no fact holds a box of yet; what an interrupted run left under the same ids is replaced.

        A destroyed key stays destroyed.
        """
        new = self._room.insert(KEY)
        wrapped = {"wrapped": new.excluded.wrapped}
        there = KEY.c.wrapped.is_not(None)
        connection.execute(new.on_conflict_do_update(index_elements=[KEY.c.id], set_=wrapped, where=there), rows)

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        with _named(), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        with _named(), self._room.transaction(self._engine) as connection:
            yield connection

    def wipe(self) -> None:
        """Take what was deleted off the disk."""
        with _named():
            wipe_traces(self._engine)

    def close(self) -> None:
        self._engine.dispose()

    def _unwrapped(self, key: UUID, wrapped: bytes | None) -> bytes:
        if wrapped is None:
            raise KeyDestroyed(key)
        opened = unlock(self._master, wrapped, key)
        if opened is None:
            raise WrongMasterKey
        return opened

    def _prove_master_key(self) -> None:
        with self.writing() as connection:
            box = connection.scalar(sa.select(PROOF.c.box))
            if box is None:
                connection.execute(sa.insert(PROOF).values(box=lock_up(self._master, b"", PROOF_LABEL)))
            elif unlock(self._master, box, PROOF_LABEL) is None:
                raise WrongMasterKey


@contextmanager
def _named() -> Iterator[None]:
    """The database's own errors under our name."""
    try:
        yield
    except sa.exc.DBAPIError as error:
        raise KeyStoreUnreadable from error
