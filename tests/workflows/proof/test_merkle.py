"""The tree is RFC 6962's; a proof leads where it should and nowhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows.proof.merkle import (
    EMPTY,
    Growing,
    Hashes,
    NotConsistent,
    NotInTree,
    consistency,
    inclusion,
    leaf_hash,
    node_hash,
    root,
    verify_consistency,
    verify_inclusion,
)

LEAVES = [leaf_hash(b"%d" % number) for number in range(600)]


def as_defined(leaves: list[bytes]) -> bytes:
    """MTH, word for word of RFC 6962, 2.1."""
    if not leaves:
        return EMPTY
    if len(leaves) == 1:
        return leaves[0]
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return node_hash(as_defined(leaves[:k]), as_defined(leaves[k:]))


def subtrees(leaves: list[bytes]) -> Hashes:
    return lambda level, index: as_defined(leaves[index << level : (index + 1) << level])


@given(st.integers(0, 600))
def test_the_root_is_as_the_standard_defines_it_whether_read_or_grown(size: int) -> None:
    grown = Growing()
    grown.extend(LEAVES[:size])
    assert root(size, subtrees(LEAVES)) == as_defined(LEAVES[:size]) == grown.root()


@given(st.integers(1, 600).flatmap(lambda size: st.tuples(st.integers(0, size - 1), st.just(size))), st.data())
def test_a_leaf_is_proved_at_its_own_place_alone(place: tuple[int, int], data: st.DataObject) -> None:
    index, size = place
    tree = (size, as_defined(LEAVES[:size]))
    proof = inclusion(index, size, subtrees(LEAVES))
    verify_inclusion(LEAVES[index], index, tree, proof)
    other = data.draw(st.integers(0, size + 3).filter(lambda one: one != index))
    with pytest.raises(NotInTree):
        verify_inclusion(LEAVES[index], other, tree, proof)
    with pytest.raises(NotInTree):
        verify_inclusion(LEAVES[(index + 1) % 600], index, tree, proof)
    for wrong in ([*proof, EMPTY], proof[:-1] if proof else [EMPTY]):
        with pytest.raises(NotInTree):
            verify_inclusion(LEAVES[index], index, tree, wrong)


@given(st.integers(0, 600).flatmap(lambda new: st.tuples(st.integers(0, new), st.just(new))))
def test_a_tree_that_grew_is_told_from_one_that_was_rewritten(sizes: tuple[int, int]) -> None:
    old, new = sizes
    before, after = (old, as_defined(LEAVES[:old])), (new, as_defined(LEAVES[:new]))
    proof = consistency(old, new, subtrees(LEAVES))
    verify_consistency(before, after, proof)
    rewritten = [EMPTY, *LEAVES[1:]]
    if old:
        with pytest.raises(NotConsistent):
            verify_consistency(before, (new, as_defined(rewritten[:new])), consistency(old, new, subtrees(rewritten)))
    with pytest.raises(NotConsistent):
        verify_consistency(before, after, [*proof, EMPTY])


def test_a_tree_never_shrinks_and_has_no_leaf_beyond_its_size() -> None:
    with pytest.raises(NotConsistent):
        consistency(5, 4, subtrees(LEAVES))
    with pytest.raises(NotConsistent):
        verify_consistency((5, as_defined(LEAVES[:5])), (4, as_defined(LEAVES[:4])), [])
    with pytest.raises(NotInTree):
        inclusion(4, 4, subtrees(LEAVES))
