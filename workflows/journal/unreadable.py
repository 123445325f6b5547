"""Why a protected text is not shown, and why the key store says no. The words for it are the web's."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class Erased:
    """The key was destroyed on request; nobody can read the text again."""


@dataclass(frozen=True)
class KeyMissing:
    """The key is not in this store, as after an import from elsewhere, or it is not the one that sealed the box."""


Opened = str | Erased | KeyMissing


class KeyStoreUnreadable(Exception):
    """The key store cannot be reached or read; nothing was sealed, opened or erased."""


class WrongMasterKey(Exception):
    """The keys in this store were wrapped by another master key."""


class KeyDestroyed(Exception):
    """The key was destroyed on request; nothing is sealed under it again."""

    def __init__(self, key: UUID) -> None:
        super().__init__(key)
        self.key = key


class TracesRemain(Exception):
    """Keys were destroyed, but somebody still reads older pages of the file; erase again when they have finished."""
