#!/usr/bin/env python3
"""Checks an audit bundle of nenep, offline: `python3 verify.py BUNDLE.zip [--key VKEY] [--checkpoint SAVED]`.

It needs Python 3.11 and the package `cryptography`, nothing of nenep. Standards: RFC 6962 (tree), RFC 8785 (canonical
JSON), C2SP signed-note, tlog-checkpoint, tlog-cosignature, tlog-proof. `--key` is the log's public key as you know it;
without it the bundle's own is believed, which proves no more than that the bundle agrees with itself. `--checkpoint` is
one that you kept from before.

Exit status 0: whole. 1: refused; the reason and the first wrong position (counted from 1) are printed. 2: wrong use.
"""

import argparse
import base64
import json
import re
import struct
import sys
import zipfile
from collections.abc import Iterator
from hashlib import sha256
from typing import Any, NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

KEYS = {
    "v", "leaf_index", "stream", "stream_version", "topic", "recorded_at", "actor", "on_behalf_of", "occurred_at",
    "correlation", "causation", "payload_sha256",
}  # fmt: skip
NAMES = re.compile(
    r"README\.(vi|en)\.md|policy|log\.vkey|checkpoint|checkpoints/\d+|consistency\.json|leaves\.jsonl|views\.json|verify\.py"
    r"|proofs/\d+\.(leaf|tlog-proof)|payloads/[0-9a-f]{64}|tile/[0-9a-z/x]+(\.p/\d+)?|rulesets/[A-Za-z0-9._-]+|manifest\.sha256"
)
LONGEST_LEAF, LONGEST_NOTE, LARGEST = 65_535, 1_000_000, 1 << 36
LARGE = re.compile(r"leaves\.jsonl|manifest\.sha256|tile/.*|consistency\.json")


class Refused(Exception):
    """Why the bundle is not believed, and from which position on."""

    def __init__(self, reason: str, position: int | None = None) -> None:
        super().__init__(reason, position)
        self.reason, self.position = reason, position


class Found(NamedTuple):
    """What was checked: facts in the tree, its root, contents that are here, and contents that are withheld."""

    size: int
    root: bytes
    shown: int
    withheld: int


def node(left: bytes, right: bytes) -> bytes:
    return sha256(b"\1" + left + right).digest()


class Tree:
    """The root of leaves that come one after another."""

    def __init__(self) -> None:
        self.size, self.peaks = 0, list[bytes]()

    def append(self, leaf: bytes) -> bytes:
        found = hashed = sha256(b"\0" + leaf).digest()
        size = self.size
        while size & 1:
            hashed, size = node(self.peaks.pop(), hashed), size >> 1
        self.peaks.append(hashed)
        self.size += 1
        return found

    def root(self) -> bytes:
        found = self.peaks[-1] if self.peaks else sha256(b"").digest()
        for peak in reversed(self.peaks[:-1]):
            found = node(peak, found)
        return found


def number(text: str, what: str) -> int:
    if not re.fullmatch(r"0|[1-9]\d{0,18}", text, re.ASCII):
        raise Refused(f"{what} is not a plain number")
    return int(text)


def decoded(text: str, what: str) -> bytes:
    try:
        found = base64.b64decode(text, validate=True)
    except ValueError:
        raise Refused(f"{what} is not base64") from None
    if base64.b64encode(found).decode() != text:
        raise Refused(f"{what} is base64 written in another way than the one there is")
    return found


class Key(NamedTuple):
    """A public key, as `name+hash+base64` tells it."""

    name: str
    kind: int
    raw: bytes

    @property
    def hash(self) -> bytes:
        return sha256(self.name.encode() + b"\n" + bytes([self.kind]) + self.raw).digest()[:4]

    def fits(self, signature: bytes, message: bytes) -> bool:
        try:
            Ed25519PublicKey.from_public_bytes(self.raw).verify(signature, message)
        except (InvalidSignature, ValueError):
            return False
        return True


def read_key(text: str) -> Key:
    name, _, rest = text.strip().partition("+")
    digest, _, key = rest.partition("+")
    given = decoded(key, "a public key")
    found = Key(name, given[0] if given else 0, given[1:])
    if found.hash.hex() != digest or found.kind not in (1, 4) or len(found.raw) != 32:
        raise Refused("a public key does not fit its own name")
    return found


class Checkpoint(NamedTuple):
    origin: str
    size: int
    root: bytes


def opened(note: str, known: list[Key], what: str) -> Checkpoint:
    """A checkpoint that a known key signed; every signature of a known key must fit."""
    text, blank, signed = note.rpartition("\n\n")
    lines = text.split("\n")
    if not blank or not signed.endswith("\n") or len(lines) < 3 or len(note) > LONGEST_NOTE:
        raise Refused(f"{what} is no signed checkpoint")
    by_log = 0
    for line in signed.removesuffix("\n").split("\n"):
        dash, _, rest = line.partition(" ")
        name, _, signature = rest.partition(" ")
        if dash != "—":
            raise Refused(f"{what} is no signed checkpoint")
        given = decoded(signature, f"a signature of {what}")
        for key in known:
            if (key.name, key.hash) == (name, given[:4]):
                by_log += _fits(key, text + "\n", given[4:], what)
    if not by_log:
        raise Refused(f"{what} is not signed by the log")
    root = decoded(lines[2], f"the root of {what}")
    if len(root) != 32:
        raise Refused(f"the root of {what} has not 32 bytes")
    return Checkpoint(lines[0], number(lines[1], f"the size of {what}"), root)


def _fits(key: Key, text: str, signature: bytes, what: str) -> int:
    """1 for a signature of the log, 0 for a witness's; refused where it does not fit."""
    message = text.encode()
    if key.kind == 4:
        at = struct.unpack(">Q", signature[:8])[0] if len(signature) == 72 else 0
        message, signature = f"cosignature/v1\ntime {at}\n{text}".encode(), signature[8:]
    if not key.fits(signature, message):
        raise Refused(f"a signature of {what} does not fit: altered, or forged")
    return int(key.kind == 1)


def leaf_of(line: bytes, index: int) -> dict[str, Any]:
    """A leaf, canonical and in its place."""
    try:
        told = json.loads(line)
        canonical = json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    except (ValueError, UnicodeError, RecursionError):
        raise Refused("a leaf is not JSON", index + 1) from None
    if not isinstance(told, dict) or told.keys() != KEYS or canonical != line or len(line) > LONGEST_LEAF:
        raise Refused("a leaf is not written in canonical JSON with its twelve keys", index + 1)
    if told["leaf_index"] != index:
        raise Refused("a leaf stands at another place than it says: put in, left out, or doubled", index + 1)
    return told


def up(leaf: bytes, index: int, size: int, path: list[bytes]) -> bytes:
    """The root that an inclusion proof leads to (RFC 9162, 2.1.3.2)."""
    here, last, found = index, size - 1, sha256(b"\0" + leaf).digest()
    for step in path:
        if here & 1 or here == last:
            found = node(step, found)
            while here and not here & 1:
                here, last = here >> 1, last >> 1
        else:
            found = node(found, step)
        here, last = here >> 1, last >> 1
    return b"" if last or index >= size else found


def grew(old: Checkpoint, new: Checkpoint, proof: list[bytes]) -> bool:
    """Whether the newer tree begins with the older one (RFC 9162, 2.1.4.2)."""
    if old.size == new.size or old.size == 0:
        return not proof and old.root == (new.root if old.size else sha256(b"").digest())
    path = ([old.root] if old.size & (old.size - 1) == 0 else []) + proof
    here, last = old.size - 1, new.size - 1
    while here & 1:
        here, last = here >> 1, last >> 1
    before = after = path[0] if path and old.size < new.size else b""
    for step in path[1:]:
        if here & 1 or here == last:
            before, after = node(step, before), node(step, after)
            while here and not here & 1:
                here, last = here >> 1, last >> 1
        else:
            after = node(after, step)
        here, last = here >> 1, last >> 1
    return last == 0 and (before, after) == (old.root, new.root)


class Bundle:
    """The zip, read where it lies; nothing is ever unpacked to the disk."""

    def __init__(self, file: str) -> None:
        try:
            self.zip = zipfile.ZipFile(file)
        except (OSError, zipfile.BadZipFile) as bad:
            raise Refused(f"the bundle cannot be opened: {bad}") from None
        names = [info.filename for info in self.zip.infolist()]
        self.names = dict.fromkeys(names)
        if len(self.names) != len(names):
            raise Refused("a file is there twice under one name")
        for info in self.zip.infolist():
            if not NAMES.fullmatch(info.filename):
                raise Refused(f"a file does not belong into a bundle: {info.filename[:80]!r}")
            if info.file_size > (LARGEST if LARGE.fullmatch(info.filename) else LONGEST_NOTE):
                raise Refused(f"a file is larger than any can be: {info.filename}")

    def lines(self, name: str) -> Iterator[bytes]:
        """The lines of a file, none longer than a leaf may be."""
        with self._opened(name) as file:
            while line := self._read(file.readline, LONGEST_LEAF + 2, name):
                if len(line) > LONGEST_LEAF + 1:
                    raise Refused(f"a line of {name} is longer than any can be")
                yield line.removesuffix(b"\n")

    def whole(self, name: str) -> bytes:
        with self._opened(name) as file:
            found = self._read(file.read, LARGEST if LARGE.fullmatch(name) else LONGEST_NOTE + 1, name)
        if len(found) > LONGEST_NOTE and not LARGE.fullmatch(name):
            raise Refused(f"a file is larger than any can be: {name}")
        return found

    def text(self, name: str) -> str:
        try:
            return self.whole(name).decode()
        except UnicodeError:
            raise Refused(f"{name} is no text") from None

    def digest(self, name: str) -> str:
        hashed = sha256()
        with self._opened(name) as file:
            while part := self._read(file.read, 1 << 20, name):
                hashed.update(part)
        return hashed.hexdigest()

    def below(self, folder: str) -> list[str]:
        return [name for name in self.names if name.startswith(folder)]

    def _opened(self, name: str) -> Any:
        if name not in self.names:
            raise Refused(f"{name} is missing")
        try:
            return self.zip.open(name)
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError) as bad:
            raise Refused(f"{name} cannot be read: {bad}") from None

    @staticmethod
    def _read(read: Any, size: int, name: str) -> bytes:
        try:
            found: bytes = read(size)
        except (zipfile.BadZipFile, EOFError, OSError, ValueError) as bad:
            raise Refused(f"{name} cannot be read: {bad}") from None
        return found


class Check:
    """One bundle, one verdict."""

    def __init__(self, file: str, key: str | None = None, saved: str | None = None) -> None:
        self.bundle = Bundle(file)
        self.trusted, self.saved = key, saved
        self.payloads = {name.removeprefix("payloads/") for name in self.bundle.below("payloads/")}
        self.unseen = set(self.payloads)
        self.is_whole = "leaves.jsonl" in self.bundle.names

    def found(self) -> Found:
        """What holds; raises `Refused`."""
        known = self._known()
        newest = opened(self.bundle.text("checkpoint"), known, "checkpoint")
        older = self._older(known, newest)
        self._manifest()
        shown = self._leaves(newest, older) if self.is_whole else 0
        proved = self._proofs(known, newest)
        if self.saved is not None:
            self._continues(opened(self.saved, known, "the checkpoint you kept"), newest)
        if stray := self.unseen:
            raise Refused(f"a payload belongs to no leaf: {min(stray)}")
        shown = shown if self.is_whole else proved
        return Found(newest.size, newest.root, shown, (newest.size if self.is_whole else len(self.leaves)) - shown)

    def _known(self) -> list[Key]:
        """The log's key and its witnesses', as the policy names them; the log's must be the one that is trusted."""
        own = read_key(self.bundle.text("log.vkey"))
        words = [line.split() for line in self.bundle.text("policy").splitlines() if line and not line.startswith("#")]
        keys = [read_key(parts[-1]) for parts in words if parts[0] in ("log", "witness")]
        if own not in keys:
            raise Refused("log.vkey is not among the keys of the policy")
        if self.trusted is not None and read_key(self.trusted) not in [key for key in keys if key.kind == 1]:
            raise Refused("the bundle is signed with another key than the one you know")
        return keys

    def _older(self, known: list[Key], newest: Checkpoint) -> dict[int, Checkpoint]:
        """The older checkpoints, each of which the newest one continues."""
        found: dict[int, Checkpoint] = {}
        for name in self.bundle.below("checkpoints/"):
            one = opened(self.bundle.text(name), known, name)
            if one.size != int(name.removeprefix("checkpoints/")) or one.origin != newest.origin:
                raise Refused(f"{name} is not what its name says")
            found[one.size] = one
        for line in self._consistency():
            old = found.get(line["old"])
            if old is None or line["new"] != newest.size:
                raise Refused("consistency.json speaks of checkpoints that are not here")
            if not grew(old, newest, [decoded(step, "consistency.json") for step in line["proof"]]):
                raise Refused("the newest checkpoint does not continue an older one: history was rewritten", old.size)
        return found

    def _consistency(self) -> list[dict[str, Any]]:
        try:
            told = json.loads(self.bundle.text("consistency.json"))
            return [{"old": int(one["old"]), "new": int(one["new"]), "proof": list(one["proof"])} for one in told]
        except (ValueError, TypeError, KeyError, RecursionError):
            raise Refused("consistency.json is not what it should be") from None

    def _manifest(self) -> None:
        lines = (line.partition("  ") for line in self.bundle.text("manifest.sha256").splitlines())
        listed = {name: digest for digest, _, name in lines}
        here = set(self.bundle.names) - {"manifest.sha256"}
        if listed.keys() != here:
            raise Refused(f"the manifest lists other files: {min(listed.keys() ^ here)}")
        for name, digest in listed.items():
            if self.bundle.digest(name) != digest:
                raise Refused(f"{name} is not the file that the manifest lists")

    def _leaves(self, newest: Checkpoint, older: dict[int, Checkpoint]) -> int:
        """Every leaf in its place, the root over all of them; how many contents are here."""
        tree, versions, shown, before = Tree(), dict[str, int](), 0, ""
        tiles = self._tiles(newest.size)
        for index, line in enumerate(self.bundle.lines("leaves.jsonl")):
            told = leaf_of(line, index)
            stream, version = told["stream"], told["stream_version"]
            if version != versions.get(stream, 0) + 1:
                raise Refused("a stream has a gap or a fact twice: put in, left out, or swapped", index + 1)
            if told["recorded_at"] < before:
                raise Refused("a fact was recorded before the one that stands before it", index + 1)
            versions[stream], before = version, told["recorded_at"]
            if tree.append(line) != next(tiles, None):
                raise Refused("a leaf is not the one that was hashed into the tree: altered", index + 1)
            if tree.size in older and tree.root() != older[tree.size].root:
                raise Refused("the leaves up to here are not those of an older checkpoint", index + 1)
            shown += self._shown(told, index + 1)
        if (tree.size, tree.root()) != (newest.size, newest.root):
            raise Refused("the leaves do not give the root that was signed", min(tree.size + 1, newest.size))
        return shown

    def _shown(self, told: dict[str, Any], position: int) -> bool:
        """Whether the content of a fact is here; it must be the one that its leaf names."""
        digest = str(told["payload_sha256"])
        if digest in self.unseen:
            self.unseen.discard(digest)
            if self.bundle.digest(f"payloads/{digest}") != digest:
                raise Refused("a content is not the one that its leaf names: altered", position)
        return digest in self.payloads

    def _tiles(self, size: int) -> Iterator[bytes]:
        """The leaves' hashes as the tiles hold them."""
        for first in range(0, size, 256):
            width = min(256, size - first)
            path, rest = f"{first // 256 % 1000:03d}", first // 256 // 1000
            while rest:
                path, rest = f"x{rest % 1000:03d}/{path}", rest // 1000
            tile = self.bundle.whole(f"tile/0/{path}{'' if width == 256 else f'.p/{width}'}")
            yield from (tile[at : at + 32] for at in range(0, width * 32, 32))

    def _proofs(self, known: list[Key], newest: Checkpoint) -> int:
        """Each single leaf with its proof; how many contents are here."""
        self.leaves = [name for name in self.bundle.below("proofs/") if name.endswith(".leaf")]
        if {name.removesuffix(".leaf") for name in self.leaves} != {
            name.removesuffix(".tlog-proof") for name in self.bundle.below("proofs/") if name.endswith(".tlog-proof")
        }:
            raise Refused("a leaf comes without its proof, or a proof without its leaf")
        return sum(self._proved(name, known, newest) for name in self.leaves)

    def _proved(self, name: str, known: list[Key], newest: Checkpoint) -> bool:
        index = int(name.removeprefix("proofs/").removesuffix(".leaf"))
        leaf, proof = self.bundle.whole(name), self.bundle.text(f"proofs/{index}.tlog-proof")
        told = leaf_of(leaf, index)
        head, _, note = proof.partition("\n\n")
        lines = head.split("\n")
        if lines[:2] != ["c2sp.org/tlog-proof@v1", f"index {index}"]:
            raise Refused("a proof is for another place than its name says", index + 1)
        checkpoint = opened(note, known, f"the checkpoint of proof {index}")
        path = [decoded(line, "a proof") for line in lines[2:]]
        if checkpoint != newest or up(leaf, index, checkpoint.size, path) != checkpoint.root:
            raise Refused("a proof does not lead from its leaf to the root that was signed", index + 1)
        return self._shown(told, index + 1)

    def _continues(self, kept: Checkpoint, newest: Checkpoint) -> None:
        if kept.origin != newest.origin or kept.size > newest.size:
            raise Refused("the log is behind the checkpoint you kept, or another one", newest.size + 1)
        proofs = {line["old"]: line["proof"] for line in self._consistency()}
        if self.is_whole:
            tree = Tree()
            for _, line in zip(range(kept.size), self.bundle.lines("leaves.jsonl"), strict=False):
                tree.append(line)
            same = tree.root() == kept.root
        elif kept.size == newest.size or kept.size in proofs:
            steps = proofs.get(kept.size, []) if kept.size != newest.size else []
            same = grew(kept, newest, [decoded(step, "consistency.json") for step in steps])
        else:
            raise Refused("the bundle has no proof from the checkpoint you kept: ask for one that has")
        if not same:
            raise Refused("the log does not continue the checkpoint you kept: there are two histories", kept.size)


def verify(file: str, key: str | None = None, saved: str | None = None) -> Found:
    """Check a bundle; raises `Refused` with the reason and the first wrong position."""
    return Check(file, key, saved).found()


def main() -> int:
    asked = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    asked.add_argument("bundle")
    asked.add_argument("--key", help="the log's public key, as you know it")
    asked.add_argument("--checkpoint", help="a file with a checkpoint that you kept")
    given = asked.parse_args()
    saved = open(given.checkpoint, encoding="utf-8").read() if given.checkpoint else None
    try:
        found = verify(given.bundle, given.key, saved)
    except Refused as wrong:
        place = f" (position {wrong.position})" if wrong.position else ""
        print(f"REFUSED: {wrong.reason}{place}")
        return 1
    contents = f"{found.shown} contents here, {found.withheld} withheld"
    print(f"WHOLE: {found.size} facts, root {found.root.hex()}; {contents}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
