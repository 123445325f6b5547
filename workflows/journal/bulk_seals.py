"""Seals for a history that is brought along whole: at once in memory, their keys kept many at a time."""

from pathlib import Path
from uuid import UUID

from domain.names import PersonId, Sealed
from workflows.journal.key_tables import CONCERN
from workflows.journal.keyring import Keyring, Row
from workflows.journal.keys import key_of
from workflows.journal.master_key import lock_up, new_key, read_master_key


class BulkSeals:
    """Seals like the key store. `keep` has to come before the facts are recorded: a box without its key is noise."""

    def __init__(self, ring: Keyring) -> None:
        self._ring = ring
        self._made: list[Row] = []
        self._about: list[Row] = []

    def seal(self, text: str, concerns: frozenset[PersonId], key: UUID) -> Sealed:
        self._about += [{"person": person, "key": key} for person in sorted(concerns)]
        return self._sealed(key, None, text)

    def seal_identity(self, person: PersonId, text: str) -> Sealed:
        key = key_of(person)
        self._about.append({"person": person, "key": key})
        return self._sealed(key, person, text)

    def _sealed(self, key: UUID, person: PersonId | None, text: str) -> Sealed:
        made = new_key()
        self._made.append({"id": key, "person": person, "wrapped": self._ring.wrapped(made, key)})
        return Sealed(key, lock_up(made, text.encode(), key))

    def keep(self) -> int:
        """Keep the keys made since the last time; how many.

        A key of the same id that an interrupted run left behind is replaced: no fact holds a box of it.
        """
        made, about = self._made, self._about
        self.drop()
        with self._ring.writing() as connection:
            if made:
                self._ring.insert_over(connection, made)
            self._ring.insert_missing(connection, CONCERN, about)
        return len(made)

    def drop(self) -> None:
        """Let go of what was sealed: its facts are recorded already, under the keys of then."""
        self._made, self._about = [], []

    def close(self) -> None:
        self._ring.close()


def open_bulk_seals(url: str, master_key_file: Path) -> BulkSeals:
    """Seals whose keys go into the key store of this database."""
    return BulkSeals(Keyring(url, read_master_key(master_key_file)))
