"""The tree of RFC 6962: what a root stands for, and the short proofs of what is in it.

A tree of any size is told by the hashes of its whole subtrees: `Hashes(level, index)` is the hash over the leaves from
`index * 2**level` on, `2**level` of them.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import sha256

Hashes = Callable[[int, int], bytes]
SIZE = 32
"""Bytes of a hash."""
EMPTY = sha256(b"").digest()
"""The root of a tree without leaves."""


class NotInTree(Exception):
    """The proof does not lead from the leaf to the root."""


class NotConsistent(Exception):
    """The newer tree does not begin with the older one: history was rewritten, or the proof is another one's."""


def leaf_hash(leaf: bytes) -> bytes:
    return sha256(b"\x00" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()


def root(size: int, hashes: Hashes) -> bytes:
    """The root over the first `size` leaves."""
    return _range(0, size, hashes) if size else EMPTY


def inclusion(index: int, size: int, hashes: Hashes) -> list[bytes]:
    """The proof that the leaf at `index` is in the tree of `size` leaves, from the leaf upwards."""
    if not 0 <= index < size:
        raise NotInTree
    return list(_path(index, (0, size), hashes))


def consistency(old: int, new: int, hashes: Hashes) -> list[bytes]:
    """The proof that the tree of `new` leaves begins with the one of `old` leaves."""
    if not 0 <= old <= new:
        raise NotConsistent
    return [] if old in (0, new) else list(_grown(old, (0, new), hashes, True))


def _range(first: int, end: int, hashes: Hashes) -> bytes:
    """The hash over leaves, the first of which stands where a subtree of this size may begin."""
    number = end - first
    if number & (number - 1) == 0:
        level = number.bit_length() - 1
        return hashes(level, first >> level)
    middle = first + _left(number)
    return node_hash(_range(first, middle, hashes), _range(middle, end, hashes))


def _left(number: int) -> int:
    """How many of more than one leaf go to the left: the largest power of two below their number."""
    return 1 << ((number - 1).bit_length() - 1)


def _path(index: int, span: tuple[int, int], hashes: Hashes) -> Iterator[bytes]:
    first, end = span
    if end - first == 1:
        return
    middle = first + _left(end - first)
    if index < middle:
        yield from _path(index, (first, middle), hashes)
        yield _range(middle, end, hashes)
    else:
        yield from _path(index, (middle, end), hashes)
        yield _range(first, middle, hashes)


def _grown(old: int, span: tuple[int, int], hashes: Hashes, known: bool) -> Iterator[bytes]:
    """`known`: whether the subtree is the whole old tree, whose root the reader has already."""
    first, end = span
    if old == end:
        if not known:
            yield _range(first, end, hashes)
        return
    middle = first + _left(end - first)
    if old <= middle:
        yield from _grown(old, (first, middle), hashes, known)
        yield _range(middle, end, hashes)
    else:
        yield from _grown(old, (middle, end), hashes, False)
        yield _range(first, middle, hashes)


def check_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes]) -> bytes:
    """The root that the proof leads to from a leaf's hash (RFC 9162, 2.1.3.2); raises `NotInTree` where it cannot."""
    if not 0 <= index < size:
        raise NotInTree
    here, last, found = index, size - 1, leaf
    for step in proof:
        if last == 0:
            raise NotInTree
        if here & 1 or here == last:
            found = node_hash(step, found)
            while here and not here & 1:
                here, last = here >> 1, last >> 1
        else:
            found = node_hash(found, step)
        here, last = here >> 1, last >> 1
    if last:
        raise NotInTree
    return found


def verify_inclusion(leaf: bytes, index: int, tree: tuple[int, bytes], proof: Sequence[bytes]) -> None:
    """Raises `NotInTree` unless the leaf's hash stands at the index of the tree of this size and root."""
    size, expected = tree
    if check_inclusion(leaf, index, size, proof) != expected:
        raise NotInTree


def verify_consistency(old: tuple[int, bytes], new: tuple[int, bytes], proof: Sequence[bytes]) -> None:
    """Raises `NotConsistent` unless the newer tree begins with the older one (RFC 9162, 2.1.4.2)."""
    (old_size, old_root), (new_size, new_root) = old, new
    if not 0 <= old_size <= new_size:
        raise NotConsistent
    if old_size in (0, new_size):
        expected = EMPTY if old_size == 0 else new_root
        if proof or old_root != expected:
            raise NotConsistent
        return
    _follow(old, new, list(proof))


def _follow(old: tuple[int, bytes], new: tuple[int, bytes], proof: list[bytes]) -> None:
    (old_size, old_root), (new_size, new_root) = old, new
    if old_size & (old_size - 1) == 0:
        proof.insert(0, old_root)
    if not proof:
        raise NotConsistent
    here, last = old_size - 1, new_size - 1
    while here & 1:
        here, last = here >> 1, last >> 1
    before = after = proof[0]
    for step in proof[1:]:
        if last == 0:
            raise NotConsistent
        if here & 1 or here == last:
            before, after = node_hash(step, before), node_hash(step, after)
            while here and not here & 1:
                here, last = here >> 1, last >> 1
        else:
            after = node_hash(after, step)
        here, last = here >> 1, last >> 1
    if last or before != old_root or after != new_root:
        raise NotConsistent


class Growing:
    """The root of leaves that come one after another, in the memory of one path."""

    def __init__(self) -> None:
        self.size = 0
        self._peaks: list[bytes] = []
        """The whole subtrees so far, the largest first: one for each bit of the size."""

    def append(self, leaf: bytes) -> None:
        """The next leaf's hash."""
        size = self.size
        while size & 1:
            leaf = node_hash(self._peaks.pop(), leaf)
            size >>= 1
        self._peaks.append(leaf)
        self.size += 1

    def extend(self, leaves: Iterable[bytes]) -> None:
        for leaf in leaves:
            self.append(leaf)

    def root(self) -> bytes:
        if not self._peaks:
            return EMPTY
        *before, found = self._peaks
        for peak in reversed(before):
            found = node_hash(peak, found)
        return found
