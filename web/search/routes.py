"""One box for everything; what the caller may not read is not found."""

from typing import NamedTuple
from uuid import UUID

from flask import Flask, render_template, request, url_for

from domain.events import CATALOGUE, deficiency, meeting, month, person, remediation, visit
from domain.sealed import sealed_in
from projections.audit_trail import Entry, Sought
from projections.audit_trail import history as lines
from projections.deficiencies_found import deficiencies_by_id
from projections.listing import Part
from projections.reading import Reading
from projections.unit_tree import Sought as SoughtUnits
from projections.unit_tree import Unit, units_by_id, units_in
from projections.view import View
from web import policy
from web.acts import Act
from web.house import house
from web.opened import texts

AT_MOST = 200
SHOWN = 30
MEETINGS, VISITS = View.told(meeting.MeetingFact), View.told(visit.VisitFact)
FINDINGS, CASES = View.told(deficiency.DeficiencyFact), View.told(remediation.RemediationFact)
PROPOSALS, PEOPLE = View.told(month.ProposalFact), View.told(person.PersonFact)


class Hit(NamedTuple):
    """A text that was found: where it stands, what it says, and the page it leads to."""

    entry: Entry
    unit: Unit | None
    text: str
    href: str


def init_app(app: Flask) -> None:
    app.add_url_rule("/search", "search", search)


@policy.signed_in
def search() -> str:
    asked = request.args.get("q", "").strip()[:200]
    with house().reading() as db:
        found = units_in(db, policy.reach(Act.READ_UNIT), SoughtUnits(text=asked), Part("name", None, SHOWN)).items
        hits = _hits(db, asked)
    return render_template("search/search.html", asked=asked, units=found if asked else [], hits=hits)


def _hits(db: Reading, asked: str) -> list[Hit]:
    """Texts with these words, newest first, as far as the caller reads cases."""
    found = house().keys.search(asked, AT_MOST) if asked else []
    positions = {one.position: one.key for one in found if one.position is not None}
    sought = Sought(positions=list(positions))
    entries = [
        line for line in lines(db, policy.reach(Act.READ_CASE), sought, Part(limit=AT_MOST)).items if _open(line)
    ]
    units = units_by_id(db, {line.unit for line in entries[:SHOWN] if line.unit})
    cases = _cases(db, entries[:SHOWN])
    records = house().journal.at([line.position for line in entries[:SHOWN]])
    words = texts(
        text for record in records.values() for text in sealed_in(record.fact) if text.key in positions.values()
    )
    return [
        Hit(
            line,
            units.get(line.unit) if line.unit else None,
            words.get(positions[line.position], ""),
            _href(line, cases),
        )
        for line in entries[:SHOWN]
    ]


def _open(line: Entry) -> bool:
    """Names are not found here; proposals only by those who read them."""
    fact = CATALOGUE.get(line.topic)
    if fact in PEOPLE:
        return False
    return fact not in PROPOSALS or bool(policy.reach(Act.READ_PROPOSAL))


def _cases(db: Reading, entries: list[Entry]) -> dict[UUID, UUID]:
    """The cases that hold the deficiencies among what was found."""
    found = [line.stream for line in entries if CATALOGUE.get(line.topic) in FINDINGS]
    return {name: one.case for name, one in deficiencies_by_id(db, found).items() if one.case}


def _href(line: Entry, cases: dict[UUID, UUID]) -> str:
    fact = CATALOGUE.get(line.topic)
    if fact in MEETINGS:
        return url_for("secretaries.meeting", meeting=line.stream)
    if fact in VISITS:
        return url_for("secretaries.visit", visit=line.stream)
    if fact in PROPOSALS:
        return url_for("inspection.proposal", proposal=line.stream)
    if line.stream in cases:
        return url_for("inspection.case", case=cases[line.stream])
    if fact in CASES:
        return url_for("inspection.case", case=line.stream)
    return url_for("inspection.deficiency", deficiency=line.stream)
