"""Notes are opened by keys that one knows, and are written in one way only."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from workflows.proof.checkpoints import Checkpoint, opened_checkpoint, read_checkpoint
from workflows.proof.cosigning import cosign, cosigned
from workflows.proof.inclusion import LeafProof, proved, read_leaf_proof
from workflows.proof.merkle import leaf_hash, node_hash
from workflows.proof.notes import (
    COSIGNATURE,
    NobodyKnownSigned,
    NoteMisshapen,
    SignatureWrong,
    opened,
    read_note,
    read_verifier,
    verifier_of,
)

ORIGIN, WITNESS = "nenep.example/khoi", "witness.example/w1"
KEY, OTHER, EYE = (Ed25519PrivateKey.from_private_bytes(bytes([one]) * 32) for one in (1, 2, 3))
LOG, STRANGER, WITNESSING = (
    verifier_of(ORIGIN, KEY),
    verifier_of(ORIGIN, OTHER),
    verifier_of(WITNESS, EYE, COSIGNATURE),
)
LEAVES = [b'{"leaf":1}', b'{"leaf":2}']
CHECKPOINT = Checkpoint(ORIGIN, 2, node_hash(*map(leaf_hash, LEAVES)))
NOTE = str(CHECKPOINT.signed(KEY))


def test_a_checkpoint_is_read_by_whoever_knows_the_logs_key() -> None:
    assert opened_checkpoint(NOTE, LOG) == CHECKPOINT
    assert str(read_note(NOTE)) == NOTE
    assert CHECKPOINT.short == CHECKPOINT.root.hex()[:32]


def test_a_strangers_signature_counts_for_nothing() -> None:
    with pytest.raises(NobodyKnownSigned):
        opened(NOTE, STRANGER)


def test_an_altered_text_no_longer_fits_its_signature() -> None:
    with pytest.raises(SignatureWrong):
        opened(NOTE.replace("\n2\n", "\n3\n"), LOG)


@pytest.mark.parametrize(
    "misshapen",
    [
        NOTE.removesuffix("\n"),
        NOTE.replace("\n\n", "\n"),
        NOTE.replace("— ", "- "),
        NOTE.replace("=\n", "\n"),
        NOTE.replace("\n\n", "\r\n\n"),
        "",
    ],
)
def test_a_note_is_written_in_one_way_only(misshapen: str) -> None:
    with pytest.raises(NoteMisshapen):
        opened(misshapen, LOG)


@pytest.mark.parametrize("size", ["02", "-1", "+2", " 2", "2.0", "٢", "9" * 20, ""])
def test_a_size_is_a_plain_number(size: str) -> None:
    text = CHECKPOINT.text.replace("\n2\n", f"\n{size}\n")
    with pytest.raises(NoteMisshapen):
        read_checkpoint(read_note(f"{text}\n{NOTE.split(chr(10) * 2)[1]}"))


def test_a_key_is_handed_on_as_one_line_whose_parts_fit() -> None:
    assert read_verifier(str(LOG)) == LOG
    assert read_verifier(str(WITNESSING)) == WITNESSING
    for wrong in (str(LOG).replace("khoi", "other"), str(LOG)[:-4] + "AAA=", "nenep", "a+b+c"):
        with pytest.raises(NoteMisshapen):
            read_verifier(wrong)


def test_a_witness_says_when_it_saw_a_checkpoint() -> None:
    note = read_note(NOTE)
    seen = note._replace(signatures=(*note.signatures, cosign(note, WITNESS, EYE, 1_795_000_000)))
    assert list(cosigned(read_note(str(seen)), WITNESSING)) == [1_795_000_000]
    assert opened_checkpoint(str(seen), LOG) == CHECKPOINT
    moved = seen._replace(text=seen.text.replace("\n2\n", "\n3\n"))
    with pytest.raises(SignatureWrong):
        list(cosigned(moved, WITNESSING))


def test_a_proof_lies_in_a_file_with_its_checkpoint() -> None:
    proof = LeafProof(1, [leaf_hash(LEAVES[0])], NOTE)
    assert read_leaf_proof(str(proof)) == proof
    assert proved(LEAVES[1], proof, LOG) == CHECKPOINT
    for wrong in (
        str(proof).replace("index 1", "index 01"),
        str(proof).replace("@v1", "@v2"),
        str(proof).replace("\n\n", "\n"),
    ):
        with pytest.raises(NoteMisshapen):
            read_leaf_proof(wrong)
