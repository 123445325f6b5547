"""One fact's proof as a file (C2SP tlog-proof): where its leaf stands, the way up, and the checkpoint it leads to."""

from collections.abc import Sequence
from typing import NamedTuple

from workflows.proof.checkpoints import Checkpoint, opened_checkpoint
from workflows.proof.merkle import SIZE, leaf_hash, verify_inclusion
from workflows.proof.notes import NoteMisshapen, Verifier, decoded, encoded, number

HEADER = "c2sp.org/tlog-proof@v1"
LONGEST = 63


class LeafProof(NamedTuple):
    """`checkpoint` is the whole signed note."""

    leaf_index: int
    path: Sequence[bytes]
    checkpoint: str

    def __str__(self) -> str:
        lines = [HEADER, f"index {self.leaf_index}", *map(encoded, self.path)]
        return "\n".join(lines) + "\n\n" + self.checkpoint


def read_leaf_proof(text: str) -> LeafProof:
    """Raises `NoteMisshapen` where it is no proof, or not written in the one way there is."""
    head, blank, checkpoint = text.partition("\n\n")
    lines = head.split("\n")
    if not blank or len(lines) < 2 or lines[0] != HEADER or len(lines) > LONGEST + 2:
        raise NoteMisshapen
    path = [decoded(line) for line in lines[2:]]
    if not lines[1].startswith("index ") or any(len(step) != SIZE for step in path):
        raise NoteMisshapen
    return LeafProof(number(lines[1].removeprefix("index ")), path, checkpoint)


def proved(leaf: bytes, proof: LeafProof, *known: Verifier) -> Checkpoint:
    """The checkpoint that holds the leaf, once a known key signed it; raises what opening and proving raise."""
    checkpoint = opened_checkpoint(proof.checkpoint, *known)
    verify_inclusion(leaf_hash(leaf), proof.leaf_index, checkpoint.tree, proof.path)
    return checkpoint
