"""The log's signing key: a file of its own, never in a database or its backup; beside it what was signed last.

The file holds one line, `PRIVATE+KEY+name+hash+base64`, as Go's note package writes it, and below it the public keys
that signed before.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from workflows.journal.secret_file import make_once, put
from workflows.proof.notes import ED25519, NoteMisshapen, Verifier, decoded, encoded, read_verifier, verifier_of

PREFIX = "PRIVATE+KEY+"
LOG = "nenep"


class LogKeyMissing(Exception):
    """The file with the log's signing key is not there, or holds no key; without it nothing new can be signed."""


class LogKey(NamedTuple):
    """Who signs: the log's name, its key, and the keys that signed under this name before."""

    origin: str
    key: Ed25519PrivateKey
    before: tuple[Verifier, ...] = ()

    @property
    def verifier(self) -> Verifier:
        return verifier_of(self.origin, self.key)

    @property
    def known(self) -> tuple[Verifier, ...]:
        """Whose signatures a reader should know: today's, and those before."""
        return self.verifier, *self.before

    def replaced(self) -> "LogKey":
        """A new key under the same name."""
        return LogKey(self.origin, Ed25519PrivateKey.generate(), self.known)

    def renamed(self) -> "LogKey":
        """A new key under a new name, where the log goes on from an earlier point: nenep/1a2b becomes nenep/1a2b#2."""
        name, _, number = self.origin.partition("#")
        return LogKey(f"{name}#{int(number or 1) + 1}", Ed25519PrivateKey.generate(), self.known)


def new_log_key() -> LogKey:
    """A key for a new log, whose name nobody else has."""
    return LogKey(f"{LOG}/{os.urandom(6).hex()}", Ed25519PrivateKey.generate())


def make_log_key(path: Path) -> None:
    """Make the file where it is absent, readable by its owner alone; an existing one is never touched."""
    make_once(path, _written(new_log_key()))


def put_log_key(path: Path, key: LogKey) -> None:
    """Put another key in the place of the one there is."""
    put(path, _written(key))


def read_log_key(path: Path) -> LogKey:
    """The key; raises `LogKeyMissing`."""
    try:
        first, *others = path.read_text(encoding="ascii").splitlines()
        name, _, rest = first.removeprefix(PREFIX).partition("+")
        digest, _, secret = rest.partition("+")
        given = decoded(secret)
        found = LogKey(name, Ed25519PrivateKey.from_private_bytes(given[1:]), tuple(map(read_verifier, others)))
    except (OSError, ValueError, NoteMisshapen) as error:
        raise LogKeyMissing(str(path)) from error
    if not first.startswith(PREFIX) or given[0] != ED25519 or found.verifier.hash.hex() != digest:
        raise LogKeyMissing(str(path))
    return found


def _written(key: LogKey) -> bytes:
    private = encoded(bytes([ED25519]) + key.key.private_bytes_raw())
    first = f"{PREFIX}{key.origin}+{key.verifier.hash.hex()}+{private}"
    return "".join(f"{line}\n" for line in (first, *key.before)).encode()


class LastSigned:
    """The note that was signed last, in a file beside the key: the database cannot make it forgotten."""

    def __init__(self, key_file: Path) -> None:
        self.path = key_file.with_name(f"{key_file.name}.signed")

    def read(self) -> str | None:
        try:
            return self.path.read_text(encoding="utf-8")
        except FileNotFoundError:
            return None

    def write(self, note: str) -> None:
        put(self.path, note.encode())

    @contextmanager
    def held(self) -> Iterator[None]:
        """Only one process of this machine signs at a time."""
        with self.path.with_name(f"{self.path.name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
