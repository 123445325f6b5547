"""The tree over the journal's leaves, kept in tiles beside it: it can always be grown again, and only ever grows.

A table of its own in the main database, so that every machine can prove. `hashes` are the tile's, one after another.
"""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from domain.events.fact import Fact
from workflows.journal.chain import leaf
from workflows.journal.codec import Codec
from workflows.journal.store import LAST, Store
from workflows.journal.tree_tables import CHECKPOINT, TILE
from workflows.proof.merkle import SIZE, Hashes, leaf_hash, root
from workflows.proof.tiles import WIDTH, hashes_in, over

INSERTS: dict[str, Callable[[sa.Table], Any]] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
CODEC = Codec()
BATCH = WIDTH * 32
"""Leaves that are put down in one transaction."""


class Stored(NamedTuple):
    """A fact as it lies in the journal: its leaf, and the content whose digest the leaf bears."""

    position: int
    leaf: bytes
    topic: str
    payload: bytes

    @property
    def fact(self) -> Fact:
        return CODEC.decode(self.topic, self.payload)


class Kept(NamedTuple):
    """A checkpoint as it was signed, and when, in microseconds since 1970."""

    origin: str
    size: int
    note: str
    at: int


_KEPT = sa.select(*(CHECKPOINT.c[name] for name in Kept._fields))


class Tree:
    """Grown by whoever seals; read by whoever proves."""

    def __init__(self, store: Store) -> None:
        self._store, self._engine = store, store.engine
        self._insert = INSERTS[store.engine.dialect.name]

    def size(self) -> int:
        """How many leaves the tiles hold."""
        last = sa.select(TILE.c.number, TILE.c.hashes).where(TILE.c.level == 0).order_by(TILE.c.number.desc()).limit(1)
        with self._engine.connect() as db:
            found = db.execute(last).first()
        return found[0] * WIDTH + len(found[1]) // SIZE if found else 0

    def grow(self) -> int:
        """Take in what the journal has more; how many leaves it has. Two at once put down the same."""
        size, head = self.size(), self._store.head()
        while size < head:
            last = min(head, size + BATCH)
            hashes = [leaf_hash(one) for one in self.leaves(size + 1, last)]
            with self._store.transaction(self._engine) as db:
                self._extend(db, size, hashes)
            size = last
        return head

    def grow_anew(self) -> int:
        """Forget the tiles and take in the whole journal; how many leaves it has."""
        with self._store.transaction(self._engine) as db:
            db.execute(sa.delete(TILE))
        return self.grow()

    def _extend(self, db: sa.Connection, size: int, hashes: list[bytes]) -> None:
        """Each level takes in what the level below completed."""
        level, more = 0, hashes
        while more:
            first = (size >> (8 * level)) // WIDTH
            whole = self._read(db, level, first)[: (size >> (8 * level)) % WIDTH * SIZE] + b"".join(more)
            tiles = [whole[at : at + WIDTH * SIZE] for at in range(0, len(whole), WIDTH * SIZE)]
            self._put(db, [(level, first + n, tile) for n, tile in enumerate(tiles)])
            more = [over(tile) for tile in tiles if len(tile) == WIDTH * SIZE]
            level += 1

    def _put(self, db: sa.Connection, tiles: list[tuple[int, int, bytes]]) -> None:
        new = self._insert(TILE)
        grown = new.on_conflict_do_update(
            index_elements=[TILE.c.level, TILE.c.number], set_={"hashes": new.excluded.hashes}
        )
        db.execute(grown, [dict(zip(("level", "number", "hashes"), tile, strict=True)) for tile in tiles])

    @staticmethod
    def _read(db: sa.Connection, level: int, number: int) -> bytes:
        one = sa.select(TILE.c.hashes).where(TILE.c.level == level, TILE.c.number == number)
        return db.scalar(one) or b""

    def tile(self, level: int, number: int) -> bytes:
        """What there is of a tile; nothing where there is no such one."""
        with self._engine.connect() as db:
            return self._read(db, level, number)

    def hashes(self) -> Hashes:
        """The subtrees' hashes, for one root or a few proofs."""
        return hashes_in(self.tile)

    def root(self, size: int) -> bytes:
        return root(size, self.hashes())

    def leaves(self, first: int, last: int) -> Iterator[bytes]:
        """The canonical leaves between two positions."""
        return (stored.leaf for stored in self.stored(first, last))

    def stored(self, first: int, last: int) -> Iterator[Stored]:
        """Leaves and contents between two positions, as they lie there."""
        for entry in self._store.walk(first, last):
            yield Stored(entry.position, leaf(entry, entry.position, entry.recorded_at), entry.topic, entry.payload)

    def checkpoints(self) -> list[Kept]:
        """All checkpoints, in the order in which they were signed."""
        with self._engine.connect() as db:
            return [Kept(*row) for row in db.execute(_KEPT.order_by(CHECKPOINT.c.id))]

    def newest(self, until: int = LAST) -> Kept | None:
        """The checkpoint that was signed last, of no more facts than until a position."""
        some = _KEPT.where(CHECKPOINT.c.size <= until)
        with self._engine.connect() as db:
            found = db.execute(some.order_by(CHECKPOINT.c.id.desc()).limit(1)).first()
        return Kept(*found) if found else None

    def keep(self, checkpoint: Kept) -> None:
        """Put a checkpoint down; one that was put down already gets the signatures that it has now."""
        new = self._insert(CHECKPOINT)
        kept = new.on_conflict_do_update(
            index_elements=[CHECKPOINT.c.origin, CHECKPOINT.c.size], set_={"note": new.excluded.note}
        )
        with self._store.transaction(self._engine) as db:
            db.execute(kept, [checkpoint._asdict()])
