"""The key store: every protected text has a key of its own here, every person one for who they are.

Facts carry `Sealed(key, box)`; without its key a box is noise, for ever. `migrate_keys(url)` makes the tables,
`open_keys(url, master_key_file)` opens the store. Threads share one store; each process opens its own.

Names and words are taken from the journal: `following.catch_up(keys, journal)` after something was recorded.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple
from uuid import UUID, uuid5

import sqlalchemy as sa

from domain.names import PersonId, Sealed
from workflows.journal import search
from workflows.journal.copying import batches
from workflows.journal.key_tables import CONCERN, FOLLOWED, FOUND, IDENTITY, KEY, KEYS_SHAPE
from workflows.journal.keyring import Keyring
from workflows.journal.master_key import lock_up, make_master_key, read_master_key
from workflows.journal.migration import bring_up
from workflows.journal.search import Found, Text
from workflows.journal.unreadable import Erased, KeyDestroyed, KeyMissing, KeyStoreUnreadable, Opened, WrongMasterKey

__all__ = [
    "Erased",
    "KeyDestroyed",
    "KeyMissing",
    "KeyStore",
    "KeyStoreUnreadable",
    "Opened",
    "ToSeal",
    "WrongMasterKey",
    "migrate_keys",
    "open_keys",
]

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
    return KeyStore(Keyring(url, read_master_key(master_key_file)))


class KeyStore:
    """Seals, opens, finds and erases."""

    def __init__(self, ring: Keyring) -> None:
        self._ring = ring

    def seal(self, text: str, concerns: frozenset[PersonId], key: UUID) -> Sealed:
        """Seal a text about some persons under the key of this id, made on first use and kept before this answers.

        A command sent again seals under the same key. Raises `KeyDestroyed`.
        """
        return self.seal_many([ToSeal(text, concerns, key)])[0]

    def seal_many(self, texts: Iterable[ToSeal]) -> list[Sealed]:
        """Seal many texts, thousands in a transaction."""
        return [sealed for batch in batches(texts, AT_ONCE) for sealed in self._seal(batch)]

    def seal_identity(self, person: PersonId, text: str) -> Sealed:
        """Seal who a person is, a JSON object with `name`, under the person's own key."""
        key = key_of(person)
        keys = self._ring.keys([{"id": key, "person": person}], [{"person": person, "key": key}])
        return Sealed(key, lock_up(keys[key], text.encode(), key))

    def open(self, sealed: Iterable[Sealed]) -> dict[UUID, Opened]:
        """The texts by their keys, in one query; in place of a text why it cannot be read."""
        return self._read((), sealed)[1]

    def identities(self, persons: Iterable[PersonId]) -> dict[PersonId, Opened]:
        """Who persons are, the JSON text that was sealed, in one query. To show more than names is a read to record."""
        return self._read(persons, ())[0]

    def names(self, persons: Iterable[PersonId]) -> dict[PersonId, Opened]:
        """The names behind pseudonyms, in one query."""
        return names_in(self.identities(persons))

    def names_and_texts(
        self, persons: Iterable[PersonId], sealed: Iterable[Sealed]
    ) -> tuple[dict[PersonId, Opened], dict[UUID, Opened]]:
        """Both of what a page shows, in one query."""
        identities, texts = self._read(persons, sealed)
        return names_in(identities), texts

    def texts_concerning(self, person: PersonId) -> list[Concerning]:
        """Texts about a person that can still be read, to be shown before they are erased; not the identity."""
        found = (
            sa.select(KEY.c.id, FOUND.c.owner, FOUND.c.position)
            .join_from(CONCERN, KEY, KEY.c.id == CONCERN.c.key)
            .outerjoin(FOUND, FOUND.c.key == KEY.c.id)
            .where(CONCERN.c.person == person, KEY.c.person.is_(None), KEY.c.wrapped.is_not(None))
            .order_by(FOUND.c.position)
        )
        with self._ring.reading() as connection:
            return [Concerning(*row) for row in connection.execute(found)]

    def erase(self, person: PersonId) -> int:
        """Destroy a person's key and those of every text about the person; how many texts that were.

        Nothing of the keys, names and words is left on this store's disk afterwards. Doing it again finishes what was
        interrupted. Raises `TracesRemain` where another process keeps the old pages from being overwritten.
        """
        texts = len(self.texts_concerning(person))
        about = sa.select(CONCERN.c.key).where(CONCERN.c.person == person)
        own = {"person": person, "key": key_of(person)}
        with self._ring.writing() as connection:
            _take_turn(connection)
            self._ring.insert_missing(connection, KEY, [{"id": key_of(person), "person": person}])
            self._ring.insert_missing(connection, CONCERN, [own])
            connection.execute(sa.update(KEY).where(KEY.c.id.in_(about)).values(wrapped=None))
            connection.execute(sa.delete(IDENTITY).where(IDENTITY.c.person == person))
            search.forget(connection, list(connection.scalars(about)))
            search.wipe(connection)
        self._ring.wipe()
        return texts

    def index(self, key: UUID, kind: str, owner: UUID, text: str) -> None:
        """Make a text findable. What is in the journal is found by itself, see `following`."""
        with self._ring.writing() as connection:
            _take_turn(connection)
            search.index(connection, _readable(connection, [Text(key, kind, owner, None, text)]))

    def search(self, query: str, limit: int) -> list[Found]:
        """Keys and streams of the newest texts that have all these words, or words that begin like them."""
        with self._ring.reading() as connection:
            return search.search(connection, query, limit)

    def close(self) -> None:
        self._ring.close()

    def followed(self) -> int:
        """The position up to which names and words were taken from the journal."""
        with self._ring.reading() as connection:
            return connection.scalar(sa.select(FOLLOWED.c.position)) or 0

    def follow(self, span: tuple[int, int], identities: Sequence[Identity], texts: Sequence[Text]) -> bool:
        """Take identities and words from the journal between two positions; False where another one was first."""
        behind, ahead = span
        with self._ring.writing() as connection:
            moved = sa.update(FOLLOWED).where(FOLLOWED.c.position == behind).values(position=ahead)
            if connection.execute(moved).rowcount != 1:
                return False
            self._know(connection, {one.person: one for one in identities})
            search.index(connection, _readable(connection, texts))
            return True

    def _read(
        self, persons: Iterable[PersonId], sealed: Iterable[Sealed]
    ) -> tuple[dict[PersonId, Opened], dict[UUID, Opened]]:
        """The identities of persons and the words of texts; their keys, and the persons' boxes, in one query."""
        asked, boxes = {key_of(person): person for person in persons}, {one.key: one.box for one in sealed}
        found = sa.select(KEY.c.id, KEY.c.wrapped, IDENTITY.c.box).outerjoin_from(
            KEY, IDENTITY, IDENTITY.c.person == KEY.c.person
        )
        with self._ring.reading() as connection:
            keys = {*asked, *boxes}
            rows = connection.execute(found.where(KEY.c.id.in_(keys))).all() if keys else []
        wrapped, own = {row.id: row.wrapped for row in rows}, {row.id: row.box or b"" for row in rows}
        identities = {person: self._ring.opened(key, own.get(key, b""), wrapped) for key, person in asked.items()}
        return identities, {key: self._ring.opened(key, box, wrapped) for key, box in boxes.items()}

    def _know(self, connection: sa.Connection, identities: Mapping[PersonId, Identity]) -> None:
        destroyed = _destroyed(connection, map(key_of, identities))
        known = [one for person, one in identities.items() if key_of(person) not in destroyed]
        connection.execute(sa.delete(IDENTITY).where(IDENTITY.c.person.in_([one.person for one in known])))
        self._ring.insert_missing(connection, IDENTITY, [one._asdict() for one in known])

    def _seal(self, texts: Sequence[ToSeal]) -> list[Sealed]:
        about = [{"person": person, "key": key} for _, concerns, key in texts for person in sorted(concerns)]
        keys = self._ring.keys([{"id": key, "person": None} for _, _, key in texts], about)
        return [Sealed(key, lock_up(keys[key], text.encode(), key)) for text, _, key in texts]


def names_in(identities: Mapping[PersonId, Opened]) -> dict[PersonId, Opened]:
    return {person: name_in(text) if isinstance(text, str) else text for person, text in identities.items()}


def _take_turn(connection: sa.Connection) -> None:
    """What is erased is not made findable at the same moment."""
    connection.execute(sa.select(FOLLOWED.c.position).with_for_update())


def _readable(connection: sa.Connection, texts: Iterable[Text]) -> list[Text]:
    """The texts whose keys were not destroyed since they were opened."""
    asked = list(texts)
    destroyed = {key for some in batches(asked, AT_ONCE) for key in _destroyed(connection, (text.key for text in some))}
    return [text for text in asked if text.key not in destroyed]


def _destroyed(connection: sa.Connection, keys: Iterable[UUID]) -> set[UUID]:
    found = sa.select(KEY.c.id).where(KEY.c.id.in_(list(keys)), KEY.c.wrapped.is_(None))
    return set(connection.scalars(found))


def key_of(person: PersonId) -> UUID:
    """The id of the key under which a person's identity is sealed."""
    return uuid5(PERSON_KEYS, person)


def name_in(identity: str) -> str:
    """The name in a sealed identity."""
    return str(json.loads(identity)["name"])
