"""Checkpoints (C2SP tlog-checkpoint): a log's name, how many facts it has, and the root over them, signed."""

from typing import NamedTuple

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from workflows.proof.merkle import SIZE
from workflows.proof.notes import Note, NoteMisshapen, Verifier, decoded, encoded, number, opened, sign


class Checkpoint(NamedTuple):
    """What a log says of itself at some size."""

    origin: str
    size: int
    root: bytes

    @property
    def text(self) -> str:
        return f"{self.origin}\n{self.size}\n{encoded(self.root)}\n"

    @property
    def tree(self) -> tuple[int, bytes]:
        return self.size, self.root

    @property
    def short(self) -> str:
        """The first 32 hex digits of the root, as papers print them."""
        return self.root.hex()[:32]

    def signed(self, key: Ed25519PrivateKey, *others: Ed25519PrivateKey) -> Note:
        """With the log's signature, and in a handover that of the key before it."""
        return Note(self.text, tuple(sign(self.text, self.origin, one) for one in (key, *others)))


def read_checkpoint(note: Note) -> Checkpoint:
    """What a note says; raises `NoteMisshapen` where it is no checkpoint. Lines after the third are extensions."""
    lines = note.text.removesuffix("\n").split("\n")
    if len(lines) < 3 or not all(lines):
        raise NoteMisshapen
    root = decoded(lines[2])
    if len(root) != SIZE:
        raise NoteMisshapen
    return Checkpoint(lines[0], number(lines[1]), root)


def opened_checkpoint(note: str, *known: Verifier) -> Checkpoint:
    """The checkpoint, once one of the known keys signed it; raises what `notes.opened` and `read_checkpoint` raise."""
    return read_checkpoint(opened(note, *known))
