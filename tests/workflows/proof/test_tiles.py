"""A tree cut into tiles gives the same proofs."""

import pytest

from tests.workflows.proof.test_merkle import as_defined
from workflows.proof.merkle import SIZE, consistency, inclusion, leaf_hash, root, verify_consistency, verify_inclusion
from workflows.proof.tiles import Tile, hashes_in, numbered, over, tiles_of

LEAVES = [leaf_hash(b"%d" % number) for number in range(70_000)]


def read(level: int, number: int) -> bytes:
    if level == 0:
        return b"".join(LEAVES[number * 256 : (number + 1) * 256])
    below = (read(level - 1, one) for one in range(number * 256, (number + 1) * 256))
    return b"".join(over(tile) for tile in below if len(tile) == 256 * SIZE)


@pytest.mark.parametrize("size", [1, 2, 255, 256, 257, 511, 65_535, 65_536, 65_537, 70_000])
def test_proofs_out_of_tiles_lead_to_the_same_root(size: int) -> None:
    hashes = hashes_in(read)
    tree = (size, root(size, hashes))
    assert tree[1] == as_defined(LEAVES[:size])
    for index in {0, size // 2, size - 1}:
        verify_inclusion(LEAVES[index], index, tree, inclusion(index, size, hashes))
    for old in {1, size // 3 or 1, size - 1 or 1}:
        verify_consistency((old, root(old, hashes)), tree, consistency(old, size, hashes))


def test_tiles_lie_where_the_standard_says() -> None:
    assert numbered(1_234_067) == "x001/x234/067"
    assert [one.path for one in tiles_of(256 * 256 + 1)][-3:] == ["tile/0/256.p/1", "tile/1/000", "tile/2/000.p/1"]
    assert Tile(0, 5, 256).path == "tile/0/005"
    assert [one.path for one in tiles_of(300)] == ["tile/0/000", "tile/0/001.p/44", "tile/1/000.p/1"]
