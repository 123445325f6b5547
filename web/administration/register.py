"""The register of units: found, entered, and taken in from a customer's spreadsheet."""

from flask import render_template, request, url_for
from marshmallow import ValidationError
from werkzeug.wrappers import Response as AnyResponse

from domain.names import Attribute, BodyKind, Office, UnitKind, UnitType
from projections.listing import Part
from projections.office_holders import offices_of
from projections.unit_tree import Sought, unit_by_code, units_by_id, units_in
from web import places, policy
from web.acts import Act
from web.administration.routes import rooms
from web.answers import recorded
from web.asking import from_form
from web.forms import fault
from web.hands import hand
from web.house import house
from web.imports import Brought, Outcome, TopUnclear, Under, import_register, top_unit
from web.languages import gettext
from web.opened import names
from web.wording import word
from workflows.requests.units import RegisterUnit, register_unit

LISTS = {
    "kinds": list(UnitKind),
    "types": list(UnitType),
    "attributes": list(Attribute),
    "offices": list(Office),
    "bodies": list(BodyKind),
}


@rooms.get("/register")
@policy.needs(Act.REGISTER_UNITS, of=policy.anywhere)
def register() -> str:
    sought = Sought(text=request.args.get("q", "")[:200])
    with house().reading() as db:
        listed = units_in(db, policy.reach(Act.REGISTER_UNITS), sought, Part("path", request.args.get("cursor"), 50))
    return render_template("administration/register.html", listed=listed)


@rooms.get("/register/new")
@policy.needs(Act.REGISTER_UNITS, of=policy.anywhere)
def new_unit() -> str:
    return render_template("administration/new_unit.html", parent=request.args.get("under", ""), **LISTS)


@rooms.post("/register")
@policy.needs(Act.REGISTER_UNITS, of=policy.anywhere)
def enter_unit() -> AnyResponse:
    asked = from_form(RegisterUnit)
    if asked.parent is None:
        raise ValidationError({"parent": fault("required").messages})
    with house().reading() as db:
        policy.require(Act.REGISTER_UNITS, places.path_of(db, asked.parent))
    register_unit(house().desk, hand(), asked)
    return recorded(url_for("administration.unit", code=asked.code), gettext("Đã ghi tổ chức vào sổ."))


@rooms.get("/register/units/<path:code>")
@policy.needs(Act.REGISTER_UNITS, of=places.of_unit)
def unit(code: str) -> str:
    with house().reading() as db:
        found = unit_by_code(db, code)
        assert found is not None  # the policy found its place
        held = offices_of(db, found.unit)
        parent = units_by_id(db, [found.parent]).get(found.parent) if found.parent else None
    return render_template(
        "administration/unit.html",
        u=found,
        parent=parent,
        held=held,
        people=names({one.person for one in held}),
        today=house().now().date(),
        version=len(house().journal.history(found.unit)),
        **LISTS,
    )


@rooms.get("/register/import")
@policy.needs(Act.REGISTER_UNITS, of=policy.anywhere)
def bring_in() -> str:
    return render_template("administration/import.html", outcome=None, name="")


@rooms.post("/register/import")
@policy.needs(Act.REGISTER_UNITS, of=policy.anywhere)
def bring_in_file() -> str:
    """A dry run unless told otherwise; every finding is shown with its sheet, row and column."""
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        raise ValidationError({"file": fault("required").messages})
    outcome = _outcome(Brought(sent.filename, sent.read()), dry_run=request.form.get("enter") != "true")
    return render_template("administration/import.html", outcome=outcome, name=sent.filename)


def _outcome(brought: Brought, dry_run: bool) -> Outcome:
    try:
        top = top_unit(house(), request.form.get("unit") or None)
    except TopUnclear as unclear:
        raise ValidationError({"unit": [word("import_fault", unclear.why, **unclear.values)]}) from unclear
    with house().reading() as db:
        policy.require(Act.REGISTER_UNITS, places.path_of(db, top))
    return import_register(house(), hand(), brought, Under(top, dry_run))
