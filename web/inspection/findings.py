"""A finding: its page, and what is decided on it before or without a case."""

from typing import NamedTuple
from uuid import UUID

from flask import g, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from domain.names import SourceKind
from domain.sealed import sealed_in
from projections.deficiencies_found import found_with_unit
from projections.found import Found
from projections.unit_tree import Unit
from web import places, policy
from web.answers import recorded
from web.asking import from_form, record, thing
from web.hands import hand
from web.house import house
from web.inspection.case_file import HeldDeficiency, Line, held_from
from web.inspection.case_page import entry_href
from web.inspection.offers import Offer, on_finding
from web.inspection.room import rooms
from web.inspection.timeline import Told, Words, told
from web.languages import gettext
from web.opened import names, texts
from web.policy import Act, Place, caller
from workflows.requests import deficiencies as asks
from workflows.requests.shapes import Because


class FindingPage(NamedTuple):
    """What `inspection/deficiency.html` shows."""

    found: Found
    unit: Unit
    one: HeldDeficiency
    words: Words
    offers: dict[str, Offer]
    timeline: list[Told]
    place: Place

    def said(self, sealed: object) -> str:
        return self.words.text(sealed)  # type: ignore[arg-type]  # templates hand in what facts carry


def found_here(deficiency: UUID) -> tuple[Found, Unit] | None:
    """Asked by the gate and by the page; read once a request."""
    kept: dict[UUID, tuple[Found, Unit] | None] = g.setdefault("findings", {})
    if deficiency not in kept:
        with house().reading() as db:
            kept[deficiency] = found_with_unit(db, deficiency)
    return kept[deficiency]


def place_of(deficiency: UUID, **_: object) -> Place | None:
    here = found_here(deficiency)
    return Place(here[1].path, places.target_of(here[0])) if here else None


@rooms.get("/deficiencies/<uuid:deficiency>")
@policy.needs(Act.READ_CASE, of=place_of)
def deficiency(deficiency: UUID) -> str:
    here = found_here(deficiency)
    assert here is not None  # the gate found it
    page = _page(*here)
    return render_template("inspection/deficiency.html", page=page, one=page.one, found=page.found, unit=page.unit)


def _page(found: Found, unit: Unit) -> FindingPage:
    records = _records(found)
    own = [record for record in records if record.stream == found.deficiency]
    people = {person for record in records for person in record.people}
    sealed = [box for record in records for box in sealed_in(record.fact)]
    words = Words(texts(sealed), names(people), entry_href)
    place, held = Place(unit.path, places.target_of(found)), held_from(own)
    offers = {offer.name: offer for offer in on_finding(held, place, caller(), hand())}
    return FindingPage(found, unit, held, words, offers, told(records, words), place)


def _records(found: Found) -> list[Line]:
    """The finding's own story, after that of the proposal it came from."""
    proposal = [UUID(found.source_id)] if found.source is SourceKind.PROPOSAL else []
    histories = house().journal.histories([*proposal, found.deficiency])
    return sorted((record for history in histories.values() for record in history), key=lambda one: one.position)


@rooms.post("/deficiencies/<uuid:deficiency>/contest")
@policy.needs(Act.DECIDE_CONTEST, of=places.of_deficiency)
def decide_contest(deficiency: UUID) -> AnyResponse:
    record(asks.decide_contest, thing(deficiency), from_form(asks.DecideContest))
    return _back(deficiency, gettext("Đã giải quyết ý kiến khác."))


@rooms.post("/deficiencies/<uuid:deficiency>/causes")
@policy.needs(Act.ANALYSE_CAUSES, of=places.of_deficiency)
def analyse(deficiency: UUID) -> AnyResponse:
    record(asks.analyse_causes, thing(deficiency), from_form(asks.AnalyseCauses))
    return _back(deficiency, gettext("Đã ghi nguyên nhân."))


@rooms.post("/deficiencies/<uuid:deficiency>/withdraw")
@policy.needs(Act.WITHDRAW, of=places.of_deficiency)
def withdraw(deficiency: UUID) -> AnyResponse:
    record(asks.withdraw_deficiency, thing(deficiency), from_form(Because))
    return _back(deficiency, gettext("Đã rút khuyết điểm."))


def _back(deficiency: UUID, said: str) -> AnyResponse:
    """To the case that holds it, else to its own page."""
    here = found_here(deficiency)
    if here and here[0].case is not None:
        return recorded(url_for("inspection.case", case=here[0].case), said)
    return recorded(url_for("inspection.deficiency", deficiency=deficiency), said)
