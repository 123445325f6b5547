"""Signed notes (C2SP signed-note): a text and, after a blank line, who put a name to it.

Keys are written as `name+hash+base64`; a note is opened by keys that its reader knows, never by what it says itself.
"""

import base64
import binascii
from collections.abc import Iterable
from hashlib import sha256
from typing import NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

LONGEST, MOST_SIGNATURES, LARGEST = 1_000_000, 100, 2**63 - 1
ED25519, COSIGNATURE = 0x01, 0x04
DASH = "— "


class NoteMisshapen(Exception):
    """No signed note, or not written in the one way there is."""


class SignatureWrong(Exception):
    """A known key's signature does not fit the text: the text or the signature was altered, or forged."""


class NobodyKnownSigned(Exception):
    """None of the keys that the reader trusts signed the note."""


class Verifier(NamedTuple):
    """Someone's public key, and what kind of signature it makes."""

    name: str
    kind: int
    key: bytes

    @property
    def hash(self) -> bytes:
        """The four bytes by which a signature tells whose it is."""
        return sha256(self.name.encode() + b"\n" + bytes([self.kind]) + self.key).digest()[:4]

    def __str__(self) -> str:
        return f"{self.name}+{self.hash.hex()}+{encoded(bytes([self.kind]) + self.key)}"

    def fits(self, message: bytes, signature: bytes) -> bool:
        try:
            Ed25519PublicKey.from_public_bytes(self.key).verify(signature, message)
        except (InvalidSignature, ValueError):
            return False
        return True


class Signature(NamedTuple):
    """A line below the text: whose it says it is, and the bytes after the key's hash."""

    name: str
    hash: bytes
    signature: bytes

    def __str__(self) -> str:
        return f"{DASH}{self.name} {encoded(self.hash + self.signature)}\n"


class Note(NamedTuple):
    """The text, which ends with a line break, and the signatures."""

    text: str
    signatures: tuple[Signature, ...]

    def __str__(self) -> str:
        return f"{self.text}\n{''.join(map(str, self.signatures))}"

    def by(self, verifier: Verifier) -> Iterable[Signature]:
        return (one for one in self.signatures if (one.name, one.hash) == (verifier.name, verifier.hash))


def encoded(some: bytes) -> str:
    return base64.b64encode(some).decode()


def decoded(text: str) -> bytes:
    """Base64 in the one way it can be written; raises `NoteMisshapen` for any other."""
    try:
        found = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise NoteMisshapen from error
    if encoded(found) != text:
        raise NoteMisshapen
    return found


def number(text: str) -> int:
    """A number from 0 on, in plain digits without leading noughts; raises `NoteMisshapen`."""
    plain = text.isascii() and text.isdigit() and (text == "0" or text[0] != "0") and len(text) < 20
    if not plain or int(text) > LARGEST:
        raise NoteMisshapen
    return int(text)


def verifier_of(name: str, key: Ed25519PrivateKey, kind: int = ED25519) -> Verifier:
    return Verifier(name, kind, key.public_key().public_bytes_raw())


def read_verifier(text: str) -> Verifier:
    """A key as it is handed on, `name+hash+base64`; raises `NoteMisshapen` where its parts do not fit together."""
    name, plus, rest = text.strip().partition("+")
    digest, again, key = rest.partition("+")
    given = decoded(key)
    if not (plus and again and _is_name(name)) or len(given) != 33 or given[0] not in (ED25519, COSIGNATURE):
        raise NoteMisshapen
    found = Verifier(name, given[0], given[1:])
    if found.hash.hex() != digest:
        raise NoteMisshapen
    return found


def sign(text: str, name: str, key: Ed25519PrivateKey) -> Signature:
    """One's name under a text."""
    return Signature(name, verifier_of(name, key).hash, key.sign(text.encode()))


def read_note(note: str) -> Note:
    """A note as written; whether anybody known signed it is asked of `opened`. Raises `NoteMisshapen`."""
    text, blank, signed = note.rpartition("\n\n")
    if len(note) > LONGEST or not (blank and signed.endswith("\n")) or _has_controls(note):
        raise NoteMisshapen
    lines = signed.removesuffix("\n").split("\n")
    if len(lines) > MOST_SIGNATURES:
        raise NoteMisshapen
    return Note(text + "\n", tuple(map(_signature, lines)))


def opened(note: str, *known: Verifier) -> Note:
    """The note, once each signature of a known key fits and at least one is there.

    Raises `NoteMisshapen`, `SignatureWrong` or `NobodyKnownSigned`. Cosignatures are no signatures of the text alone:
    see `cosigning`.
    """
    found = read_note(note)
    signatures = [(one, who) for who in known for one in found.by(who)]
    if not signatures:
        raise NobodyKnownSigned
    if not all(who.fits(found.text.encode(), one.signature) for one, who in signatures):
        raise SignatureWrong
    return found


def _signature(line: str) -> Signature:
    name, space, rest = line.removeprefix(DASH).partition(" ")
    given = decoded(rest)
    if not (line.startswith(DASH) and space and _is_name(name)) or len(given) < 5:
        raise NoteMisshapen
    return Signature(name, given[:4], given[4:])


def _is_name(name: str) -> bool:
    return bool(name) and "+" not in name and not any(letter.isspace() for letter in name)


def _has_controls(text: str) -> bool:
    return any(letter < " " and letter != "\n" for letter in text)
