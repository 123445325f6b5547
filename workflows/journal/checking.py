"""Is history whole? Chain and tree are computed again from what is stored."""

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from workflows.journal.chain import GENESIS, leaf, link
from workflows.journal.entry import Entry
from workflows.journal.store import Store
from workflows.journal.tree import Tree
from workflows.proof.checkpoints import read_checkpoint
from workflows.proof.merkle import SIZE, Growing, leaf_hash
from workflows.proof.notes import NoteMisshapen, read_note
from workflows.proof.tiles import WIDTH


class Verified(NamedTuple):
    """How many entries were looked at, the position of the first wrong one, if any, and the root over all of them.

    Wrong is an entry that was altered, left out, put in, or whose time lies before that of the one before it; and one
    that is not what the tree or a checkpoint holds of it.
    """

    length: int
    first_wrong: int | None
    root: bytes = b""

    @property
    def whole(self) -> bool:
        return self.first_wrong is None


class _Checking:
    """The chain and the tree as far as they were computed again."""

    def __init__(self) -> None:
        self.position, self.link, self.recorded_at = 0, GENESIS, 0
        self.tree = Growing()

    def takes(self, entry: Entry) -> bytes | None:
        """The leaf's hash; None where the entry does not follow the one before it."""
        self.position += 1
        its = leaf(entry, self.position, entry.recorded_at)
        self.link = link(self.link, its)
        if (entry.position, entry.hash) != (self.position, self.link) or entry.recorded_at < self.recorded_at:
            return None
        self.recorded_at = entry.recorded_at
        found = leaf_hash(its)
        self.tree.append(found)
        return found

    @property
    def wrong_here(self) -> Verified:
        return Verified(self.position, self.position, self.tree.root())


def verify(store: Store, tree: Tree) -> Verified:
    """Read the whole journal once. A tail cut off whole is seen only by a tree or a checkpoint that had it."""
    last, checking = store.head(), _Checking()
    signed = dict(_signed(tree))
    entries = store.walk(last=last)
    for number, batch in enumerate(iter(lambda: list(islice(entries, WIDTH)), [])):
        tile = tree.tile(0, number)
        for place, entry in enumerate(batch):
            found = checking.takes(entry)
            if found is None or tile[place * SIZE : (place + 1) * SIZE] not in (b"", found):
                return checking.wrong_here
            if checking.position in signed and checking.tree.root() not in signed[checking.position]:
                return checking.wrong_here
    beyond = max((last, tree.size(), *signed))
    return Verified(
        checking.position, None if checking.position == beyond else checking.position + 1, checking.tree.root()
    )


def _signed(tree: Tree) -> Iterator[tuple[int, set[bytes]]]:
    """The roots that were signed, by size, under the name that the log has now."""
    kept = tree.checkpoints()
    for one in kept:
        if one.origin == kept[-1].origin:
            try:
                checkpoint = read_checkpoint(read_note(one.note))
            except NoteMisshapen:
                yield one.size, set()
            else:
                yield checkpoint.size, {checkpoint.root}
