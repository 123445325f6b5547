"""A visit on the phone, in the meeting: what is seen is ticked with one thumb, and stays there until it is sent."""

from uuid import UUID

from flask import render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as AnyResponse

from domain import catalogue
from domain.catalogue import FoundBy
from domain.names import Grade, Rating
from web import places, policy
from web.acts import Act
from web.answers import recorded
from web.asking import from_form, record, thing
from web.house import house
from web.languages import gettext
from web.opened import names
from web.overseers.room import rooms
from web.secretaries.hours import without_idle_lines
from web.secretaries.visits import place_of, visit_here
from workflows.requests.visits import MakeVisit, make_visit

SEEN_IN_MEETINGS = ("D03", "D04", "D05", "D07", "D08", "D14", "D15", "D16")
"""What one sees by being there; the others are folded away below."""


@rooms.get("/visits/<uuid:visit>/make")
@policy.needs(Act.VISIT, of=place_of)
def make(visit: UUID) -> str:
    here = visit_here(visit)
    assert here is not None  # the gate found it
    version = len(house().journal.history(visit))
    others = [code for code in _findable() if code not in SEEN_IN_MEETINGS]
    codes = {"strengths": catalogue.strengths(), "weak": SEEN_IN_MEETINGS, "others": others}
    rated = {"ratings": list(Rating), "grades": list(Grade)}
    gone = {} if here[0].visitor == policy.caller().person else names([here[0].visitor])
    return render_template("overseers/make.html", v=here[0], unit=here[1], version=version, gone=gone, **codes, **rated)


@rooms.post("/visits/<uuid:visit>/make")
@policy.needs(Act.VISIT, of=places.of_visit)
def made(visit: UUID) -> AnyResponse:
    record(make_visit, thing(visit), from_form(MakeVisit, _ticked(request.form)))
    return recorded(url_for("secretaries.visit", visit=visit), gettext("Đã ghi buổi dự. Còn góp ý cho đơn vị."))


def _ticked(form: MultiDict[str, str]) -> MultiDict[str, str]:
    """Only what was ticked was seen; a note beside what was not ticked means it was."""
    whole = MultiDict(form)
    for name in form:
        if name.endswith("-note") and form.get(name, "").strip():
            line = name.removesuffix("-note")
            whole.setdefault(f"{line}-code", form.get(f"_{line}", ""))
    return without_idle_lines(whole, "observations", "code")


def _findable() -> list[str]:
    return [code for code, it in catalogue.deficiencies().items() if it.found_by is not FoundBy.COMPARISON]
