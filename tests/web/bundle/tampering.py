"""Ways to tamper with a bundle: what is done, and what it has to be refused for."""

import base64
import json
from collections.abc import Callable

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.web.bundle.bundles import Files, Tampering, leaf, leaves, put_leaves, told_anew
from workflows.proof.cosigning import cosign
from workflows.proof.notes import read_note, verifier_of

STRANGER = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))


def with_leaf(index: int, **changed: object) -> Tampering:
    def tamper(files: Files) -> None:
        lines = leaves(files)
        lines[index] = leaf(lines[index], **changed)
        put_leaves(files, lines)

    return tamper


def with_lines(change: Callable[[list[bytes]], list[bytes]]) -> Tampering:
    return lambda files: put_leaves(files, change(leaves(files)))


def numbered(lines: list[bytes]) -> list[bytes]:
    return [leaf(line, leaf_index=index) for index, line in enumerate(lines)]


def a_payload(files: Files) -> None:
    digest = json.loads(leaves(files)[100])["payload_sha256"]
    content = files[f"payloads/{digest}"]
    files[f"payloads/{digest}"] = bytes([content[0] ^ 1]) + content[1:]


def a_proof(files: Files) -> str:
    return next(name for name in files if name.endswith(".tlog-proof") and not name.startswith("proofs/0."))


def for_another_place(files: Files) -> None:
    name = a_proof(files)
    files[name] = files[name].replace(b"index ", b"index 1", 1)


def another_step(files: Files) -> None:
    name = a_proof(files)
    head, blank, note = files[name].partition(b"\n\n")
    lines = head.split(b"\n")
    lines[2] = base64.b64encode(bytes(32))
    files[name] = b"\n".join(lines) + blank + note


def another_older_one(files: Files) -> None:
    name = next(name for name in files if name.startswith("checkpoints/"))
    files[f"{name}9"] = files.pop(name)


def another_consistency(files: Files) -> None:
    told = json.loads(files["consistency.json"])
    told[0]["proof"][0] = base64.b64encode(bytes(32)).decode()
    files["consistency.json"] = json.dumps(told).encode()


def signed_by_a_stranger(files: Files) -> None:
    text = read_note(files["checkpoint"].decode()).text
    name = text.split("\n")[0]
    stranger = verifier_of(name, STRANGER)
    line = base64.b64encode(stranger.hash + STRANGER.sign(text.encode())).decode()
    files["checkpoint"] = f"{text}\n— {name} {line}\n".encode()


def cosigned_falsely(files: Files) -> None:
    """A witness of the policy is said to have seen it."""
    name = "witness.example/w1"
    witness = verifier_of(name, STRANGER, 4)
    note = read_note(files["checkpoint"].decode())
    false = cosign(note, name, STRANGER, 1_795_000_000)
    false = false._replace(signature=false.signature[:-1] + bytes([false.signature[-1] ^ 1]))
    files["checkpoint"] = str(note._replace(signatures=(*note.signatures, false))).encode()
    files["policy"] = files["policy"].replace(b"quorum", f"witness w1 {witness}\nquorum".encode())


def as_if_base64_had_two_ways(files: Files) -> None:
    head, space, rest = files["checkpoint"].rpartition(b" ")
    letters = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    at = len(rest.rstrip(b"=\n")) - 1
    other = letters[letters.index(rest[at]) ^ 1]
    files["checkpoint"] = head + space + rest[:at] + bytes([other]) + rest[at + 1 :]


def with_file(name: str, content: bytes = b"x") -> Tampering:
    return lambda files: files.update({name: content})


def with_line(number: int, line: bytes) -> Tampering:
    """Another line in the checkpoint."""

    def tamper(files: Files) -> None:
        lines = files["checkpoint"].split(b"\n")
        files["checkpoint"] = b"\n".join([*lines[:number], line, *lines[number + 1 :]])

    return tamper


def with_one_put_in(lines: list[bytes]) -> list[bytes]:
    return numbered([*lines[:80], leaf(lines[80], stream_version=1, stream="x"), *lines[80:]])


def with_one_doubled(lines: list[bytes]) -> list[bytes]:
    return numbered([*lines[:60], lines[59], *lines[60:]])


def with_two_swapped(lines: list[bytes]) -> list[bytes]:
    return numbered([*lines[:30], lines[31], lines[30], *lines[32:]])


def with_blanks(lines: list[bytes]) -> list[bytes]:
    return [lines[0].replace(b'":', b'": ', 1), *lines[1:]]


def told_otherwise(files: Files) -> None:
    lines = leaves(files)
    told_anew(files, [leaf(lines[0], actor="p-x"), *lines[1:]])


def another_tile(files: Files) -> None:
    name = next(name for name in files if name.startswith("tile/0/"))
    files[name] = bytes(32) + files[name][32:]


def unsigned(files: Files) -> None:
    files["checkpoint"] = files["checkpoint"].split(b"\n\n")[0] + b"\n\n"


def another_name(files: Files) -> None:
    files["log.vkey"] = files["log.vkey"].replace(b"nenep", b"other")


TAMPERED: dict[str, tuple[Tampering, str, int | None]] = {
    "a byte of a content": (a_payload, "a content is not the one", None),
    "who did it": (with_leaf(90, actor="p-someone"), "altered", 91),
    "for whom it was done": (with_leaf(90, on_behalf_of="p-someone"), "altered", 91),
    "when it happened": (with_leaf(90, occurred_at="2020-01-01T00:00:00.000000Z"), "altered", 91),
    "when it was recorded": (with_leaf(90, recorded_at="2020-01-01T00:00:00.000000Z"), "recorded before", 91),
    "what kind of fact it is": (with_leaf(90, topic="MinutesFiled.v1"), "altered", 91),
    "the digest of a content": (with_leaf(90, payload_sha256="0" * 64), "altered", 91),
    "a fact left out": (with_lines(lambda lines: lines[:70] + lines[71:]), "stands at another place", 71),
    "a fact left out, others numbered anew": (with_lines(lambda lines: numbered(lines[:70] + lines[71:])), "", 71),
    "a fact put in": (with_lines(with_one_put_in), "altered", 81),
    "a fact doubled": (with_lines(with_one_doubled), "a gap or a fact twice", 61),
    "two facts swapped": (with_lines(with_two_swapped), "", 31),
    "the tail cut": (with_lines(lambda lines: lines[:-5]), "do not give the root", -5),
    "a leaf with blanks": (with_lines(with_blanks), "canonical", 1),
    "a leaf with one key more": (with_leaf(20, note="x"), "canonical", 21),
    "a leaf too long": (with_leaf(50, actor="p-" + "a" * 70_000), "longer than any", None),
    "history told anew, tiles too": (told_otherwise, "do not give the root", None),
    "another hash in a tile": (another_tile, "altered", None),
    "another size in the checkpoint": (with_line(1, b"999"), "does not fit", None),
    "a size of nothing": (with_line(1, b"0"), "does not fit", None),
    "another root in the checkpoint": (with_line(2, base64.b64encode(bytes(32))), "does not fit", None),
    "base64 written in two ways": (as_if_base64_had_two_ways, "another way", None),
    "a stranger's signature alone": (signed_by_a_stranger, "not signed by the log", None),
    "a witness's signature forged": (cosigned_falsely, "does not fit", None),
    "no signature at all": (unsigned, "no signed checkpoint", None),
    "a proof for another place": (for_another_place, "another place", None),
    "another step in a proof": (another_step, "does not lead", None),
    "a proof taken away": (lambda files: files.pop(a_proof(files)), "without its proof", None),
    "an older checkpoint under another size": (another_older_one, "not what its name says", None),
    "another proof that the log grew": (another_consistency, "does not continue", None),
    "a content that no leaf names": (with_file("payloads/" + "0" * 64), "belongs to no leaf", None),
    "a file that leads out of the folder": (with_file("../../etc/cron.d/x"), "does not belong", None),
    "a file with a root": (with_file("/tmp/x"), "does not belong", None),
    "a file larger than any can be": (with_file("README.en.md", b"x" * 1_000_001), "larger than any", None),
    "the log's key taken away": (lambda files: files.pop("log.vkey"), "missing", None),
    "a key that does not fit its name": (another_name, "does not fit", None),
}
"""What is done, a word of the reason, and the first wrong position (from the end where negative)."""
