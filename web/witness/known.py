"""The witnesses that the log shows its checkpoints to, as settings name them."""

from typing import NamedTuple

from workflows.proof.notes import NoteMisshapen, Verifier, read_verifier


class Known(NamedTuple):
    """A witness: its public key, and the address it listens at."""

    verifier: Verifier
    address: str

    def __str__(self) -> str:
        return f"{self.verifier}@{self.address}"


def read_witnesses(text: str) -> tuple[Known, ...]:
    """`VKEY@ADDRESS` separated by blanks; raises `ValueError`."""
    try:
        found = tuple(Known(read_verifier(key), address) for key, _, address in map(_parted, text.split()))
    except NoteMisshapen as misshapen:
        raise ValueError("a witness is written as its public key, an @ and its address") from misshapen
    if not all(one.address.startswith(("http://", "https://")) for one in found):
        raise ValueError("a witness's address begins with http:// or https://")
    return found


def _parted(text: str) -> tuple[str, str, str]:
    return text.partition("@")
