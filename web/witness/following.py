"""Following a log from afar: its checkpoint, and out of its tiles the proof that it continues what was seen."""

from collections.abc import Callable
from datetime import datetime
from urllib.request import urlopen

from web.witness.witness import Shown, Witness
from workflows.proof.checkpoints import read_checkpoint
from workflows.proof.merkle import NotConsistent, consistency
from workflows.proof.notes import Signature, read_note
from workflows.proof.tiles import HEIGHT, WIDTH, Tile, hashes_in

PATIENCE = 20
Fetch = Callable[[str], bytes]


def from_address(address: str) -> Fetch:
    """Reads below the log's address; only the web's own schemes."""
    if not address.startswith(("http://", "https://")):
        raise ValueError(address)

    def fetch(path: str) -> bytes:
        with urlopen(f"{address.rstrip('/')}/{path}", timeout=PATIENCE) as answer:  # noqa: S310  # its scheme was looked at
            content: bytes = answer.read(1_000_000)
        return content

    return fetch


def follow(witness: Witness, fetch: Fetch, now: datetime) -> Signature:
    """Look at the log's newest checkpoint and cosign it; raises what `Witness.add` raises."""
    note = fetch("checkpoint").decode()
    shown = read_checkpoint(read_note(note))
    seen = witness.seen(shown.origin)
    old = read_checkpoint(seen).size if seen else 0
    return witness.add(Shown(old, _proof(fetch, old, shown.size), note), now)


def _proof(fetch: Fetch, old: int, new: int) -> list[bytes]:
    """Nothing where the log went back: the witness sees that by itself."""

    def read(level: int, number: int) -> bytes:
        there = new >> (HEIGHT * level)
        return fetch(Tile(level, number, min(WIDTH, there - number * WIDTH)).path)

    try:
        return consistency(old, new, hashes_in(read))
    except NotConsistent:
        return []
