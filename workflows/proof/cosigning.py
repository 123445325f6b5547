"""Cosignatures (C2SP tlog-cosignature): a witness says when it saw a checkpoint that agrees with all it saw before."""

import struct
from collections.abc import Iterator

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from workflows.proof.notes import COSIGNATURE, Note, Signature, SignatureWrong, Verifier, verifier_of

LENGTH = 8 + 64
"""A time in seconds, and a signature."""


def cosign(note: Note, name: str, key: Ed25519PrivateKey, at: int) -> Signature:
    """A witness's name under a checkpoint; `at` is in seconds since 1970."""
    return Signature(
        name, verifier_of(name, key, COSIGNATURE).hash, struct.pack(">Q", at) + key.sign(_message(note.text, at))
    )


def cosigned(note: Note, witness: Verifier) -> Iterator[int]:
    """When the witness saw the checkpoint, for each of its cosignatures; raises `SignatureWrong` for a false one."""
    for one in note.by(witness):
        if len(one.signature) != LENGTH:
            raise SignatureWrong
        at = int(struct.unpack(">Q", one.signature[:8])[0])
        if not witness.fits(_message(note.text, at), one.signature[8:]):
            raise SignatureWrong
        yield at


def _message(text: str, at: int) -> bytes:
    return f"cosignature/v1\ntime {at}\n{text}".encode()
