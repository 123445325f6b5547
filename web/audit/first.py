"""The auditor's first page: is the history whole, what was out of the usual, and what became of their findings."""

from datetime import datetime

from flask import render_template

from projections.audit_trail import TOPICS, Unusual, unusual
from projections.deficiencies_found import Sought, deficiencies_in
from projections.listing import Part
from projections.reading import Reading
from projections.unit_tree import units_by_id
from web import policy
from web.acts import Act
from web.audit import looked_at
from web.audit.integrity import A_YEAR, UNUSUAL
from web.audit.routes import rooms
from web.audit.views_compared import LEASE as COMPARED
from web.audit.views_compared import read_compared
from web.house import house
from web.problems import of_conflict
from web.rounds.keeper import SEALING, read_contradiction
from web.sealed import told
from workflows.journal.entry import moment
from workflows.proof.notes import read_note

FINDINGS = 10


@rooms.get("/audit")
@policy.needs(Act.READ_HISTORY, of=policy.anywhere)
def first() -> str:
    since, words = house().now() - A_YEAR, house().leases.words()
    wrong = read_contradiction(words.get(SEALING))
    kept = house().journal.checkpoint()
    with house().reading() as db:
        found = _unusual(db, since)
        own, some = Sought(found_by=policy.caller().person), Part("-found_on", limit=FINDINGS, counted=False)
        findings = deficiencies_in(db, policy.reach(Act.READ_CASE), own, some)
        units = units_by_id(db, {one.unit for one in findings.items})
    return render_template(
        "audit/first.html",
        looked=looked_at.read(words.get(looked_at.LEASE)),
        compared=read_compared(words.get(COMPARED)),
        trouble=of_conflict(wrong).detail if wrong else None,
        signed=told(kept) if kept else None,
        signed_at=moment(kept.at) if kept else None,
        seen_by=[one.name for one in read_note(kept.note).signatures[1:]] if kept else [],
        witnesses=len(house().settings.witnesses),
        last=house().journal.last(),
        unusual=found,
        since=since,
        findings=findings.items,
        units=units,
    )


def _unusual(db: Reading, since: datetime) -> Unusual:
    return unusual(db, policy.reach(Act.READ_HISTORY), [TOPICS[fact] for fact in UNUSUAL], since)
