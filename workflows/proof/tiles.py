"""The tree cut into tiles of 256 hashes, as C2SP tlog-tiles lays it out: any proof needs a few of them.

The tile `(level, number)` holds the hashes of the subtrees `256**level` leaves wide, from `number * 256` on. The last
one of a level may hold fewer.
"""

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

from workflows.proof.merkle import SIZE, Hashes, node_hash

HEIGHT, WIDTH = 8, 256


class Tile(NamedTuple):
    """Which tile, and how many hashes of it there are in a tree of some size."""

    level: int
    number: int
    width: int

    @property
    def path(self) -> str:
        """Where it lies, below the log's place: `tile/0/x001/234` or `tile/0/x001/234.p/17`."""
        return f"tile/{self.level}/{numbered(self.number)}{partial(self.width)}"


def numbered(number: int) -> str:
    """A tile's number in groups of three digits, all but the last marked by an x."""
    path = f"{number % 1000:03d}"
    while number >= 1000:
        number //= 1000
        path = f"x{number % 1000:03d}/{path}"
    return path


def partial(width: int) -> str:
    return "" if width == WIDTH else f".p/{width}"


def tiles_of(size: int) -> Iterator[Tile]:
    """All the tiles of a tree."""
    level = 0
    while there := size >> (HEIGHT * level):
        for number in range(-(-there // WIDTH)):
            yield Tile(level, number, min(WIDTH, there - number * WIDTH))
        level += 1


def over(tile: bytes) -> bytes:
    """The hash over a whole number of subtrees, a power of two of them."""
    hashes = [tile[at : at + SIZE] for at in range(0, len(tile), SIZE)]
    while len(hashes) > 1:
        hashes = [node_hash(*hashes[at : at + 2]) for at in range(0, len(hashes), 2)]
    return hashes[0]


def hashes_in(read: Callable[[int, int], bytes]) -> Hashes:
    """The subtrees' hashes out of tiles, each tile read once: `read(level, number)` gives what there is of a tile."""
    tile = lru_cache(maxsize=64)(read)

    def hashes(level: int, index: int) -> bytes:
        of, inside = divmod(level, HEIGHT)
        number, place = divmod(index << inside, WIDTH)
        found = tile(of, number)[place * SIZE : (place + (1 << inside)) * SIZE]
        return over(found)

    return hashes
