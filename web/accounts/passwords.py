"""Passwords, kept as argon2id hashes."""

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST, LONGEST = 10, 200
_hasher = PasswordHasher()


def hashed(password: str) -> str:
    """What is kept of a password."""
    return _hasher.hash(password)


def is_right(password_hash: str | None, password: str) -> bool:
    """Does it fit? An unknown account takes as long to refuse as a known one."""
    try:
        return _hasher.verify(password_hash or _of_nobody(), password) and password_hash is not None
    except (VerificationError, InvalidHashError):
        return False


def is_worn(password_hash: str) -> bool:
    """Was it hashed with weaker parameters than today's?"""
    return _hasher.check_needs_rehash(password_hash)


@cache
def _of_nobody() -> str:
    return hashed("nobody has this password")
