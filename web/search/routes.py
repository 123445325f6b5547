"""One box for everything; what the caller may not read is not found."""

from typing import NamedTuple

from flask import Flask, render_template, request, url_for

from domain.events import CATALOGUE, meeting, month, person, remediation, visit
from domain.sealed import sealed_in
from projections.audit_trail import Entry
from projections.found_texts import FoundLine, lines_at
from projections.listing import Part
from projections.reading import Reading
from projections.unit_tree import Sought as SoughtUnits
from projections.unit_tree import Unit, units_in
from projections.view import View
from web import policy
from web.acts import Act
from web.house import house
from web.opened import texts

AT_MOST = 200
SHOWN = 30
MEETINGS, VISITS = View.told(meeting.MeetingFact), View.told(visit.VisitFact)
CASES = View.told(remediation.RemediationFact)
PROPOSALS, PEOPLE = View.told(month.ProposalFact), View.told(person.PersonFact)


class Hit(NamedTuple):
    """A text that was found: where it stands, what it says, and the page it leads to."""

    entry: Entry
    unit: Unit
    text: str
    href: str


def init_app(app: Flask) -> None:
    app.add_url_rule("/search", "search", search)


@policy.signed_in
def search() -> str:
    asked = request.args.get("q", "").strip()[:200]
    with house().reading() as db:
        found = units_in(
            db, policy.reach(Act.READ_UNIT), SoughtUnits(text=asked), Part("name", None, SHOWN, counted=False)
        ).items
        hits = _hits(db, asked)
    return render_template("search/search.html", asked=asked, units=found if asked else [], hits=hits)


def _hits(db: Reading, asked: str) -> list[Hit]:
    """Texts with these words, newest first, as far as the caller reads cases."""
    found = house().keys.search(asked, AT_MOST) if asked else []
    keys = {one.position: one.key for one in found if one.position is not None}
    lines = [line for line in lines_at(db, policy.reach(Act.READ_CASE), keys, AT_MOST) if _open(line.entry)][:SHOWN]
    records = house().journal.at([line.entry.position for line in lines])
    wanted = set(keys.values())
    words = texts(text for record in records.values() for text in sealed_in(record.fact) if text.key in wanted)
    return [Hit(one.entry, one.unit, words.get(keys[one.entry.position], ""), _href(one)) for one in lines]


def _open(line: Entry) -> bool:
    """Names are not found here; proposals only by those who read them."""
    fact = CATALOGUE.get(line.topic)
    if fact in PEOPLE:
        return False
    return fact not in PROPOSALS or bool(policy.reach(Act.READ_PROPOSAL))


def _href(line: FoundLine) -> str:
    stream, fact = line.entry.stream, CATALOGUE.get(line.entry.topic)
    if fact in MEETINGS:
        return url_for("secretaries.meeting", meeting=stream)
    if fact in VISITS:
        return url_for("secretaries.visit", visit=stream)
    if fact in PROPOSALS:
        return url_for("inspection.proposal", proposal=stream)
    if line.case is not None:
        return url_for("inspection.case", case=line.case)
    if fact in CASES:
        return url_for("inspection.case", case=stream)
    return url_for("inspection.deficiency", deficiency=stream)
