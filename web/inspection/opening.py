"""Opening a case from deficiencies of one unit, and going on with a closed one."""

from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID

from flask import abort, make_response, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from domain.names import BodyKind, DeficiencyId, Severity
from projections.case_story import closed_of
from projections.deficiencies_found import without_case
from projections.found import Found
from projections.reading import Reading
from projections.remediation_inbox import Case
from projections.unit_family import Family, family_of, family_of_unit
from web import places, policy
from web.acts import weightiest
from web.answers import recorded
from web.asking import from_form, record, thing
from web.house import house
from web.inspection.case_file import opened, place_of
from web.inspection.room import rooms
from web.languages import gettext
from web.policy import Act
from web.wording import spoken, word
from workflows.requests.remediations import OpenRemediation, open_remediation
from workflows.requests.verdicts_on_cases import ReopenRemediation, reopen_remediation

ISSUING = (BodyKind.INSPECTION_COMMITTEE, BodyKind.STANDING_BOARD, BodyKind.COMMITTEE)
"""Bodies that conclude on a unit below them."""
Choice = tuple[str, str, str]


class Opening(NamedTuple):
    """What the form of a new case shows."""

    family: Family
    caseless: list[Found]
    closed: list[Case]


@rooms.get("/cases/new")
@policy.needs(Act.OPEN_CASE, of=policy.anywhere)
def new_case() -> str | AnyResponse:
    chosen, code = _ids(request.args.getlist("deficiency")), request.args.get("unit", "")
    with house().reading() as db:
        opening = _opening(db, chosen, code)
    if opening is None:
        return make_response(render_template("inspection/case_of_nothing.html", several=bool(chosen)), 422)
    taken_up = [found for found in opening.caseless if found.deficiency in chosen]
    against = weightiest(map(places.target_of, taken_up)) if taken_up else None
    policy.require(Act.OPEN_CASE, policy.Place(opening.family.unit.path, against))
    codes = {found.code for found in taken_up}
    return render_template(
        "inspection/new_case.html",
        unit=opening.family.unit,
        found=[_choice(one) for one in opening.caseless],
        chosen=chosen,
        codes=codes,
        closed=[(str(case.case), _called(case)) for case in opening.closed],
        recurrence_of=request.args.get("recurrence_of", ""),
        issuers=list(_issuers(opening.family)),
    )


def _opening(db: Reading, chosen: set[UUID], code: str) -> Opening | None:
    """None where nothing was chosen, or what was chosen belongs to several units or to a case already."""
    family = family_of(db, code) if code else None
    caseless = without_case(db, chosen, family.unit.unit if family else None)
    units = {found.unit for found in caseless if found.deficiency in chosen or family}
    if family is None:
        family = family_of_unit(db, next(iter(units))) if len(units) == 1 else None
    return Opening(family, caseless, closed_of(db, family.unit.unit)) if family else None


@rooms.post("/cases/new")
@policy.needs(Act.OPEN_CASE, of=policy.anywhere)
def open_case() -> AnyResponse:
    asked = from_form(OpenRemediation)
    for deficiency in asked.deficiencies:
        policy.require(Act.OPEN_CASE, places.of_deficiency(deficiency))
    case = next(iter(record(open_remediation, asked).versions))
    return recorded(url_for("inspection.case", case=case), gettext("Đã mở vụ việc. Đơn vị được giao lập kế hoạch."))


@rooms.get("/cases/<uuid:case>/reopen")
@policy.needs(Act.OPEN_CASE, of=place_of)
def reopening(case: UUID) -> str:
    file = opened(case)
    codes = {one.found.fact.code for one in file.held}
    with house().reading() as db:
        again = [one for one in without_case(db, (), file.story.unit.unit) if one.code in codes]
    own = [(str(one.id), _named(one.found.fact.code), gettext("của vụ việc này")) for one in file.held]
    return render_template("inspection/reopening.html", file=file, found=own + [_choice(one) for one in again])


@rooms.post("/cases/<uuid:case>/reopen")
@policy.needs(Act.OPEN_CASE, of=places.of_case)
def reopen(case: UUID) -> AnyResponse:
    record(reopen_remediation, thing(case), from_form(ReopenRemediation))
    return recorded(url_for("inspection.case", case=case), gettext("Đã mở lại vụ việc."))


def _ids(sent: Iterable[str]) -> set[UUID]:
    try:
        return {UUID(one) for one in sent}
    except ValueError:
        abort(422)


def _choice(found: Found) -> Choice:
    said = gettext(
        "%(severity)s, phát hiện %(day)s", severity=spoken(Severity(found.severity)), day=spoken(found.found_on)
    )
    return str(DeficiencyId(found.deficiency)), _named(found.code), said


def _named(code: str) -> str:
    return f"{code} {word('deficiency', code)}"


def _called(case: Case) -> str:
    return gettext("%(number)s, đóng %(day)s", number=case.basis_number, day=spoken(case.closed_on))


def _issuers(family: Family) -> Iterable[tuple[str, str]]:
    """Bodies that may have concluded: the nearest above first."""
    for unit in reversed(family.above):
        for kind in ISSUING:
            yield f"{unit.code}/{kind}", f"{word('body_kind', kind)}, {unit.name}"
