"""The key store: every protected text has a key of its own here, every person one for who they are.

Facts carry `Sealed(key, box)`; without its key a box is noise, for ever. `migrate_keys(url)` makes the tables,
`open_keys(url, master_key_file)` opens the store. Threads share one store; each process opens its own.

Names and words are taken from the journal: `following.catch_up(keys, journal)` after something was recorded.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from uuid import UUID, uuid5

import sqlalchemy as sa

from domain.names import PersonId, Sealed
from workflows.journal import search
from workflows.journal.copying import batches
from workflows.journal.key_tables import CONCERN, FOLLOWED, FOUND, IDENTITY, KEY, KEYS_SHAPE, PROOF
from workflows.journal.master_key import lock_up, make_master_key, new_key, read_master_key, unlock
from workflows.journal.migration import bring_up, check, room_of
from workflows.journal.search import Found, Text
from workflows.journal.unreadable import Erased, KeyDestroyed, KeyMissing, KeyStoreUnreadable, Opened, WrongMasterKey
from workflows.journal.wiping import wipe_traces

__all__ = ["Erased", "KeyMissing", "KeyStore", "Opened", "ToSeal", "migrate_keys", "open_keys"]

AT_ONCE = 5_000
"""Texts sealed in one transaction."""
PERSON_KEYS = UUID("6e656e65-7000-5000-8000-706572736f6e")
"""Names the keys of persons: the same person always has the same one."""


class Concerning(NamedTuple):
    """A text about a person: its key and, once the journal was read that far, where it stands."""

    key: UUID
    owner: UUID | None
    position: int | None


class Identity(NamedTuple):
    """Who a person is, sealed, as the journal has it at a position."""

    person: PersonId
    box: bytes
    position: int


class ToSeal(NamedTuple):
    """A text to seal, whom it is about, and the id its key is to have."""

    text: str
    concerns: frozenset[PersonId]
    key: UUID


def migrate_keys(url: str) -> int:
    """Make or migrate the key store's tables; the version they have now."""
    return bring_up(url, KEYS_SHAPE)


def open_keys(url: str, master_key_file: Path, *, make: bool = False) -> "KeyStore":
    """The key store of a database that is ready. `make` allows a new master key where the file is absent.

    Raises `DatabaseNotReady`, `MasterKeyMissing`, `WrongMasterKey` or `KeyStoreUnreadable`.
    """
    if make and not master_key_file.exists():
        make_master_key(master_key_file)
    return KeyStore(url, read_master_key(master_key_file))


class KeyStore:
    """Seals, opens, finds and erases."""

    def __init__(self, url: str, master_key: bytes) -> None:
        self._room = room_of(sa.make_url(url))
        self._engine: sa.Engine = self._room.open_engine(url, wipes=True)
        self._master = master_key
        with self._reading():
            check(self._engine, KEYS_SHAPE)
        self._prove_master_key()

    def seal(self, text: str, concerns: frozenset[PersonId], key: UUID) -> Sealed:
        """Seal a text about some persons under the key of this id, which is made on first use and kept before this answers.

        A command sent again seals under the same key. Raises `KeyDestroyed`.
        """
        return self.seal_many([ToSeal(text, concerns, key)])[0]

    def seal_many(self, texts: Iterable[ToSeal]) -> list[Sealed]:
        """Seal many texts, thousands in a transaction."""
        return [sealed for batch in batches(texts, AT_ONCE) for sealed in self._seal(batch)]

    def seal_identity(self, person: PersonId, text: str) -> Sealed:
        """Seal who a person is, a JSON object with `name`, under the person's own key."""
        key = key_of(person)
        keys = self._keys([{"id": key, "person": person}], [{"person": person, "key": key}])
        return Sealed(key, lock_up(keys[key], text.encode(), key))

    def open(self, sealed: Iterable[Sealed]) -> dict[UUID, Opened]:
        """The texts by their keys, in one query; in place of a text why it cannot be read."""
        boxes = {one.key: one.box for one in sealed}
        found = sa.select(KEY.c.id, KEY.c.wrapped).where(KEY.c.id.in_(boxes))
        with self._reading() as connection:
            wrapped = {row.id: row.wrapped for row in connection.execute(found)} if boxes else {}
        return {key: self._opened(key, box, wrapped) for key, box in boxes.items()}

    def identities(self, persons: Iterable[PersonId]) -> dict[PersonId, Opened]:
        """Who persons are, the JSON text that was sealed, in one query. Showing more than the name is a read to record."""
        asked = {key_of(person): person for person in persons}
        found = sa.select(KEY.c.id, KEY.c.wrapped, IDENTITY.c.box).outerjoin_from(
            KEY, IDENTITY, IDENTITY.c.person == KEY.c.person
        )
        with self._reading() as connection:
            rows = connection.execute(found.where(KEY.c.id.in_(asked))).all() if asked else []
        wrapped, boxes = {row.id: row.wrapped for row in rows}, {row.id: row.box for row in rows}
        return {person: self._opened(key, boxes.get(key) or b"", wrapped) for key, person in asked.items()}

    def names(self, persons: Iterable[PersonId]) -> dict[PersonId, Opened]:
        """The names behind pseudonyms, in one query."""
        return {
            person: name_in(text) if isinstance(text, str) else text
            for person, text in self.identities(persons).items()
        }

    def texts_concerning(self, person: PersonId) -> list[Concerning]:
        """Protected texts about a person that can still be read, to be shown before they are erased; not the identity."""
        found = (
            sa.select(KEY.c.id, FOUND.c.owner, FOUND.c.position)
            .join_from(CONCERN, KEY, KEY.c.id == CONCERN.c.key)
            .outerjoin(FOUND, FOUND.c.key == KEY.c.id)
            .where(CONCERN.c.person == person, KEY.c.person.is_(None), KEY.c.wrapped.is_not(None))
            .order_by(FOUND.c.position)
        )
        with self._reading() as connection:
            return [Concerning(*row) for row in connection.execute(found)]

    def erase(self, person: PersonId) -> int:
        """Destroy a person's key and those of every text about the person; how many texts that were.

        Nothing of the keys, names and words is left on this store's disk afterwards. Doing it again finishes what was
        interrupted. Raises `TracesRemain` where another process keeps the old pages from being overwritten.
        """
        destroyed = [concerning.key for concerning in self.texts_concerning(person)]
        about = sa.select(CONCERN.c.key).where(CONCERN.c.person == person)
        with self._writing() as connection:
            self._insert_missing(connection, KEY, [{"id": key_of(person), "person": person}])
            keys = [*connection.scalars(about), key_of(person)]
            connection.execute(sa.update(KEY).where(KEY.c.id.in_(keys)).values(wrapped=None))
            connection.execute(sa.delete(IDENTITY).where(IDENTITY.c.person == person))
            search.forget(connection, keys)
            search.wipe(connection)
        wipe_traces(self._engine)
        return len(destroyed)

    def index(self, key: UUID, kind: str, owner: UUID, text: str) -> None:
        """Make a text findable. What is in the journal is found by itself, see `following`."""
        with self._writing() as connection:
            connection.execute(sa.select(FOLLOWED.c.position).with_for_update())
            search.index(connection, [Text(key, kind, owner, None, text)])

    def search(self, query: str, limit: int) -> list[Found]:
        """Keys and streams of the newest texts that have all these words, or words that begin like them."""
        with self._reading() as connection:
            return search.search(connection, query, limit)

    def close(self) -> None:
        self._engine.dispose()

    def followed(self) -> int:
        """The position up to which names and words were taken from the journal."""
        with self._reading() as connection:
            return connection.scalar(sa.select(FOLLOWED.c.position)) or 0

    def follow(self, span: tuple[int, int], identities: Sequence[Identity], texts: Iterable[Text]) -> None:
        """Take identities and words from the journal between two positions; done already, nothing happens."""
        behind, ahead = span
        with self._writing() as connection:
            moved = sa.update(FOLLOWED).where(FOLLOWED.c.position == behind).values(position=ahead)
            if connection.execute(moved).rowcount == 1:
                known = [one for one in identities if not self._is_destroyed(connection, key_of(one.person))]
                connection.execute(sa.delete(IDENTITY).where(IDENTITY.c.person.in_([one.person for one in known])))
                self._insert_missing(
                    connection, IDENTITY, [one._asdict() for one in {o.person: o for o in known}.values()]
                )
                search.index(connection, texts)

    def _seal(self, texts: Sequence[ToSeal]) -> list[Sealed]:
        about = [{"person": person, "key": key} for _, concerns, key in texts for person in sorted(concerns)]
        keys = self._keys([{"id": key, "person": None} for _, _, key in texts], about)
        return [Sealed(key, lock_up(keys[key], text.encode(), key)) for text, _, key in texts]

    def _keys(self, rows: Sequence[Mapping[str, object]], about: Sequence[Mapping[str, object]]) -> dict[UUID, bytes]:
        """The keys of these ids; those that are new are made, wrapped and kept first."""
        ids = [UUID(str(row["id"])) for row in rows]
        with self._writing() as connection:
            new = [{**row, "wrapped": lock_up(self._master, new_key(), id)} for row, id in zip(rows, ids, strict=True)]
            self._insert_missing(connection, KEY, new)
            self._insert_missing(connection, CONCERN, about)
            found = connection.execute(sa.select(KEY.c.id, KEY.c.wrapped).where(KEY.c.id.in_(ids))).all()
        return {id: self._unwrapped(id, wrapped) for id, wrapped in found}

    def _unwrapped(self, key: UUID, wrapped: bytes | None) -> bytes:
        if wrapped is None:
            raise KeyDestroyed(key)
        opened = unlock(self._master, wrapped, key)
        if opened is None:
            raise WrongMasterKey
        return opened

    def _opened(self, key: UUID, box: bytes, wrapped: Mapping[UUID, bytes | None]) -> Opened:
        if key not in wrapped:
            return KeyMissing()
        if wrapped[key] is None:
            return Erased()
        text = unlock(self._unwrapped(key, wrapped[key]), box, key)
        return KeyMissing() if text is None else text.decode()

    def _is_destroyed(self, connection: sa.Connection, key: UUID) -> bool:
        return connection.scalar(sa.select(KEY.c.id).where(KEY.c.id == key, KEY.c.wrapped.is_(None))) is not None

    def _insert_missing(self, connection: sa.Connection, table: sa.Table, rows: Sequence[Mapping[str, object]]) -> None:
        if rows:
            connection.execute(self._room.insert(table).on_conflict_do_nothing(), rows)

    def _prove_master_key(self) -> None:
        with self._writing() as connection:
            box = connection.scalar(sa.select(PROOF.c.box))
            if box is None:
                connection.execute(sa.insert(PROOF).values(box=lock_up(self._master, b"", PERSON_KEYS)))
            elif unlock(self._master, box, PERSON_KEYS) is None:
                raise WrongMasterKey

    @contextmanager
    def _reading(self) -> Iterator[sa.Connection]:
        try:
            with self._engine.connect() as connection:
                yield connection
        except sa.exc.DBAPIError as error:
            raise KeyStoreUnreadable from error

    @contextmanager
    def _writing(self) -> Iterator[sa.Connection]:
        try:
            with self._room.transaction(self._engine) as connection:
                yield connection
        except sa.exc.DBAPIError as error:
            raise KeyStoreUnreadable from error


def key_of(person: PersonId) -> UUID:
    """The id of the key under which a person's identity is sealed."""
    return uuid5(PERSON_KEYS, person)


def name_in(identity: str) -> str:
    """The name in a sealed identity."""
    return str(json.loads(identity)["name"])
