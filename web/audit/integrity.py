"""Is it whole? Chain and tree computed again, what was signed of them, and how far every view has read."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any, NamedTuple

from flask import render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from domain.events.deficiency import ContestUpheld, DeficiencyWithdrawn
from domain.events.emergency_access import EmergencyAccessOpened
from domain.events.fact import Fact
from domain.events.meeting import MeetingCancelled, MeetingRescheduled
from domain.events.month import ProposalDismissed
from domain.events.person import IdentityAmended
from domain.events.remediation import EffectivenessDenied, ExtensionGranted, RemediationReopened, ResultSentBack
from domain.events.ruleset import RuleSetAmended
from domain.kept_apart import Breached, breaches
from domain.record import Record
from projections.audit_trail import TOPICS, unusual
from web import policy
from web.acts import Act
from web.answers import recorded
from web.audit import looked_at
from web.audit.looked_at import LookedAt
from web.audit.routes import rooms
from web.audit.views_compared import LEASE as COMPARING
from web.audit.views_compared import compare, read_compared
from web.house import house, house_today
from web.languages import gettext
from web.problems import of_conflict
from web.rounds.keeper import SEALING, read_contradiction
from web.sealed import newest, told
from workflows.journal.checking import Verified
from workflows.journal.conflicts import HistoryContradicted
from workflows.journal.log_key import LogKeyMissing
from workflows.journal.tree import Kept
from workflows.proof.checkpoints import Checkpoint
from workflows.proof.notes import read_note

A_YEAR, BATCH = timedelta(days=365), 5_000
UNUSUAL: tuple[type[Fact], ...] = (
    ExtensionGranted,
    RemediationReopened,
    EffectivenessDenied,
    ResultSentBack,
    DeficiencyWithdrawn,
    ContestUpheld,
    ProposalDismissed,
    MeetingRescheduled,
    MeetingCancelled,
    IdentityAmended,
    RuleSetAmended,
    EmergencyAccessOpened,
)
"""What is decided outside the usual road, put off, taken back, or put right afterwards: to be looked at by a person."""


class Looked(NamedTuple):
    """What came out when everything was looked at again: chain and tree, and whether duties were kept apart."""

    verified: Verified
    breaches: tuple[Breached, ...]


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
    return _page(None, _seal(house().journal.checkpoint()))


@rooms.post("/integrity")
@policy.needs(Act.READ_HISTORY, of=policy.anywhere)
def verify() -> str | AnyResponse:
    """Looked at again from the first fact, and signed anew."""
    looked = Looked(house().journal.verify(), tuple(breaches(_history())))
    found = looked.verified
    looked_at.note(house_today(), LookedAt(house().now(), found.length, found.first_wrong, len(looked.breaches)))
    try:
        return _page(looked, _seal(newest(house())))
    except HistoryContradicted as wrong:
        return _page(looked, Seal(trouble=of_conflict(wrong).detail))


@rooms.post("/integrity/views")
@policy.needs(Act.READ_HISTORY, of=policy.anywhere)
def compare_views() -> AnyResponse:
    """Begun here, done beside: the page tells what came out."""
    begun = compare(house_today())
    told = gettext("Đang đối chiếu các khung nhìn; kết quả hiện ở đây.")
    return recorded(url_for("audit.integrity"), told if begun else gettext("Đang có người đối chiếu."))


def _page(looked: Looked | None, seal: Seal) -> str:
    since, words = house().now() - A_YEAR, house().leases.words()
    if not looked and (wrong := read_contradiction(words.get(SEALING))):
        seal = seal._replace(trouble=of_conflict(wrong).detail)
    with house().reading() as db:
        found = unusual(db, policy.reach(Act.READ_HISTORY), [TOPICS[fact] for fact in UNUSUAL], since)
    return render_template(
        "audit/integrity.html",
        last=house().journal.last(),
        looked=looked,
        views=house().views.status(),
        compared=read_compared(words.get(COMPARING)),
        witnesses=len(house().settings.witnesses),
        seal=seal,
        unusual=found,
        since=since.date(),
    )


def _history() -> Iterator[Record[Any]]:
    """The whole journal, a batch at a time."""
    position = 0
    while batch := house().journal.since(position, BATCH):
        yield from batch
        position = batch[-1].position


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
