"""Is the chain whole? Every hash is computed again from what is stored."""

from typing import NamedTuple

from workflows.journal.chain import GENESIS, leaf, link
from workflows.journal.store import Store


class Verified(NamedTuple):
    """How many entries were looked at, and the position of the first wrong one, if any.

    Wrong is an entry that was altered, left out, put in, or whose time lies before that of the one before it.
    """

    length: int
    first_wrong: int | None

    @property
    def whole(self) -> bool:
        return self.first_wrong is None


def verify(store: Store) -> Verified:
    """Read the whole journal once. A tail cut off whole is seen only where the store keeps its head apart."""
    last = store.head()
    position, previous, recorded_at = 0, GENESIS, 0
    for entry in store.walk(last=last):
        position += 1
        previous = link(previous, leaf(entry, position, entry.recorded_at))
        if (entry.position, entry.hash) != (position, previous) or entry.recorded_at < recorded_at:
            return Verified(position, position)
        recorded_at = entry.recorded_at
    return Verified(position, None if position == last else position + 1)
