"""Is it whole? Chain and tree computed again, what was signed of them, and how far every view has read."""

from typing import NamedTuple

from flask import render_template
from werkzeug.wrappers import Response as AnyResponse

from web import policy
from web.acts import Act
from web.audit.routes import rooms
from web.house import house
from web.problems import of_conflict
from web.sealed import newest, told
from workflows.journal.checking import Verified
from workflows.journal.conflicts import HistoryContradicted
from workflows.journal.log_key import LogKeyMissing
from workflows.journal.tree import Kept
from workflows.proof.checkpoints import Checkpoint
from workflows.proof.notes import read_note


class Seal(NamedTuple):
    """What was signed last, by which key; or why nothing can be signed."""

    kept: Kept | None = None
    checkpoint: Checkpoint | None = None
    key: str | None = None
    seen_by: tuple[str, ...] = ()
    trouble: str | None = None


@rooms.get("/integrity")
@policy.needs(Act.READ_HISTORY, of=policy.anywhere)
def integrity() -> str:
    return _page(None, _seal(house().journal.tree.newest()))


@rooms.post("/integrity")
@policy.needs(Act.READ_HISTORY, of=policy.anywhere)
def verify() -> str | AnyResponse:
    """Looked at again from the first fact, and signed anew."""
    verified = house().journal.verify()
    try:
        return _page(verified, _seal(newest(house())))
    except HistoryContradicted as wrong:
        return _page(verified, Seal(trouble=of_conflict(wrong).detail))


def _page(verified: Verified | None, seal: Seal) -> str:
    last = house().journal.last()
    return render_template(
        "audit/integrity.html", last=last, verified=verified, views=house().views.status(), seal=seal
    )


def _seal(kept: Kept | None) -> Seal:
    if kept is None:
        return Seal(key=_key())
    return Seal(kept, told(kept), _key(), tuple(one.name for one in read_note(kept.note).signatures[1:]))


def _key() -> str | None:
    """The public key; another machine's where this one does not sign."""
    try:
        return str(house().sealer.key.verifier)
    except LogKeyMissing:
        return None
