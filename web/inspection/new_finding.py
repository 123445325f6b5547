"""A new finding, by a person: of a unit, of one of its bodies, or of an office on that body."""

from collections.abc import Iterator
from uuid import UUID

from flask import abort, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as AnyResponse

from domain import catalogue
from domain.catalogue import FoundBy
from domain.names import BodyKind, Office, Severity, SourceKind, TargetKind
from projections.unit_family import family_of, family_of_unit
from projections.unit_tree import Unit
from web import asking, policy
from web.answers import recorded
from web.house import house
from web.inspection.room import rooms
from web.languages import gettext
from web.policy import Act, Place
from web.shapes import load_form
from web.wording import word
from workflows.requests.deficiencies import RecordDeficiency, record_deficiency

KINDS = tuple(TargetKind)
BODIES = (BodyKind.COMMITTEE, BodyKind.STANDING_BOARD, BodyKind.INSPECTION_COMMITTEE, BodyKind.MANAGEMENT)
OFFICES = (
    (BodyKind.COMMITTEE, Office.SECRETARY),
    (BodyKind.COMMITTEE, Office.DEPUTY_SECRETARY),
    (BodyKind.COMMITTEE, Office.OVERSEER),
    (BodyKind.MANAGEMENT, Office.UNIT_HEAD),
    (BodyKind.INSPECTION_COMMITTEE, Office.INSPECTION_COMMITTEE_MEMBER),
)
FROM = (SourceKind.DOCUMENT, SourceKind.MEETING, SourceKind.VISIT, SourceKind.SUPERVISION)


@rooms.get("/deficiencies/new")
@policy.needs(Act.FIND, of=policy.anywhere)
def new_finding() -> str:
    code = request.args.get("unit", "")
    with house().reading() as db:
        family = family_of(db, code) if code else None
    if family is None:
        return render_template("inspection/finding_of_whom.html", code=code)
    policy.require(Act.FIND, Place(family.unit.path))
    return render_template(
        "inspection/new_finding.html",
        unit=family.unit,
        targets=list(_targets(family.unit)),
        codes=[(code, f"{code} {word('deficiency', code)}") for code in _findable()],
        severities=[(severity, word("severity", severity)) for severity in Severity],
        sources=[(kind, word("source_kind", kind)) for kind in FROM],
        source=(request.args.get("source", SourceKind.DOCUMENT), request.args.get("of", "")),
    )


@rooms.post("/deficiencies/new")
@policy.needs(Act.FIND, of=policy.anywhere)
def find() -> AnyResponse:
    asked = load_form(RecordDeficiency, _with_target(request.form), asking.names())
    unit = asked.target.unit if asked.target else asked.unit
    policy.require(Act.FIND, _place(unit) if unit else None)
    found = next(iter(asking.record(record_deficiency, asked).versions))
    return recorded(url_for("inspection.deficiency", deficiency=found), gettext("Đã ghi nhận khuyết điểm."))


def _place(unit: UUID) -> Place | None:
    with house().reading() as db:
        family = family_of_unit(db, unit)
    return Place(family.unit.path) if family else None


def _findable() -> Iterator[str]:
    """What exists only as a comparison is found in no single place."""
    return (code for code, it in catalogue.deficiencies().items() if it.found_by is not FoundBy.COMPARISON)


def _with_target(form: MultiDict[str, str]) -> MultiDict[str, str]:
    """The page names what a finding is against in one choice: `CODE`, `CODE/body` or `CODE/body/office`."""
    sent = form.copy()
    named = sent.pop("target", "")
    parts = named.count("/")
    if not named or parts >= len(KINDS):
        abort(422)
    if parts == 0:
        sent["unit"] = named
    else:
        sent["target-kind"], sent["target-id"] = KINDS[parts], named
    return sent


def _targets(unit: Unit) -> Iterator[tuple[str, str]]:
    yield unit.code, unit.name
    for body in BODIES:
        yield f"{unit.code}/{body}", word("body_kind", body)
    for body, office in OFFICES:
        yield f"{unit.code}/{body}/{office}", f"{word('office', office)} ({word('body_kind', body)})"
