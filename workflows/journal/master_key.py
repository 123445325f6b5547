"""The master key: it lies in a file of its own, outside every database and backup, and wraps all other keys.

Keys and nonces are the only random bytes below the web: they are secrets, not facts.
"""

import os
from pathlib import Path
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from workflows.journal.secret_file import make_once

LENGTH = 32
NONCE = 12


class MasterKeyMissing(Exception):
    """The file with the master key is not there, or holds no key; without it no protected text can be read."""


def make_master_key(path: Path) -> None:
    """Make the file where it is absent, readable by its owner alone; an existing one is never touched."""
    make_once(path, os.urandom(LENGTH))


def read_master_key(path: Path) -> bytes:
    """The key; raises `MasterKeyMissing`."""
    try:
        key = path.read_bytes()
    except OSError as error:
        raise MasterKeyMissing(str(path)) from error
    if len(key) != LENGTH:
        raise MasterKeyMissing(str(path))
    return key


def new_key() -> bytes:
    return AESGCM.generate_key(LENGTH * 8)


def lock_up(key: bytes, content: bytes, label: UUID) -> bytes:
    """AES-256-GCM under a fresh nonce; the label is bound in, so that a box opens only where it belongs."""
    nonce = os.urandom(NONCE)
    return nonce + AESGCM(key).encrypt(nonce, content, label.bytes)


def unlock(key: bytes, box: bytes, label: UUID) -> bytes | None:
    """What was locked up, or None where the key, the label or the box is another one."""
    try:
        return AESGCM(key).decrypt(box[:NONCE], box[NONCE:], label.bytes)
    except (InvalidTag, ValueError):
        return None
