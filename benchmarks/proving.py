"""Proof: how fast chain and tree are computed again, how long one proof takes, and how large that is against limits."""

from collections.abc import Iterator
from contextlib import closing
from functools import partial
from hashlib import sha256
from pathlib import Path

from benchmarks.figure import Figure, milliseconds, per_second, rates
from benchmarks.history import BEGUN, history
from benchmarks.servers import folder, sqlite_at
from workflows.journal.journal import Journal
from workflows.journal.log_key import make_log_key
from workflows.journal.migration import migrate
from workflows.journal.sealing import Sealer

FACTS = 200_000


def figures() -> Iterator[Figure]:
    with folder() as place:
        url = sqlite_at(place)
        migrate(url)
        with closing(Journal(url)) as journal:
            journal.record_many(history(FACTS))
            yield from _measured(journal, place)


def _measured(journal: Journal, place: Path) -> Iterator[Figure]:
    make_log_key(place / "log.key")
    sealer = Sealer(journal.tree, place / "log.key", lambda: BEGUN)
    newest = sealer.seal()
    verified = partial(per_second, lambda: journal.verify().length)
    ours, limit = rates(verified, partial(per_second, _hashed_alone), repeats=3)
    yield Figure("verify chain and tree", "facts/s (to reach: 50,000)", ours / 50_000, 1, ours=ours, limit=limit)
    some = [partial(sealer.proof, position, newest) for position in range(1, FACTS, FACTS // 200)]
    spent = milliseconds(some)
    yield Figure("one inclusion proof", "5 ms", spent / 5, 1, at_most=True, ours=spent, limit=5, unit="ms")


def _hashed_alone() -> int:
    """What nothing can be faster than: two hashes of a leaf's length for each fact, nothing read."""
    leaf = bytes(360)
    for _ in range(FACTS):
        sha256(leaf).digest()
        sha256(leaf).digest()
    return FACTS
