"""Yearly programmes of supervision: approved by leaders, with the quotas of those who visit."""

from uuid import UUID

from flask import g, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from projections import oversight
from projections.listing import Part
from projections.overseers import goers
from projections.unit_tree import Unit, units_by_id
from web import places, policy
from web.acts import Act, Place
from web.answers import recorded
from web.asking import from_form, record, thing
from web.house import house
from web.languages import gettext
from web.overseers.charge import named
from web.overseers.room import rooms
from web.secretaries.hours import without_idle_lines
from workflows.requests import oversight as asks

ROWS = 6
"""Quotas that may be given when a programme is approved; more are allotted on its page."""


@rooms.get("/visits/programmes")
@policy.needs(Act.READ_VISIT, of=policy.anywhere)
def programmes() -> str:
    today, mine = house().now().date(), policy.reach(Act.APPROVE_PROGRAMMES)
    with house().reading() as db:
        listed = oversight.programmes_listed(db, policy.reach(Act.READ_VISIT), Part(cursor=request.args.get("cursor")))
        units = units_by_id(db, {one.unit for one in listed.items})
        people = goers(db, mine, today) if mine else set()
    codes = [path.strip("/").rsplit("/", 1)[-1] for path in mine]
    shown = {"listed": listed, "units": units, "people": named(people), "codes": codes}
    return render_template("overseers/programmes.html", **shown, today=today, rows=ROWS)


@rooms.post("/visits/programmes")
@policy.needs(Act.APPROVE_PROGRAMMES, of=policy.anywhere)
def approve() -> AnyResponse:
    asked = from_form(asks.ApproveVisitProgramme, without_idle_lines(request.form, "quotas", "visits"))
    with house().reading() as db:
        for unit in {asked.unit, *(quota.unit for quota in asked.quotas)}:
            policy.require(Act.APPROVE_PROGRAMMES, places.path_of(db, unit))
    programme = next(iter(record(asks.approve_visit_programme, asked).versions))
    return recorded(url_for("overseers.programme", visit_programme=programme), gettext("Đã duyệt chương trình năm."))


def programme_here(visit_programme: UUID) -> tuple[oversight.VisitProgramme, Unit] | None:
    """Asked by the gate and by the page; read once a request."""
    kept: dict[UUID, tuple[oversight.VisitProgramme, Unit] | None] = g.setdefault("visit_programmes", {})
    if visit_programme not in kept:
        with house().reading() as db:
            kept[visit_programme] = oversight.programme_with_unit(db, visit_programme)
    return kept[visit_programme]


def place_of(visit_programme: UUID, **_: object) -> Place | None:
    here = programme_here(visit_programme)
    return Place(here[1].path) if here else None


@rooms.get("/visits/programmes/<uuid:visit_programme>")
@policy.needs(Act.READ_VISIT, of=place_of)
def programme(visit_programme: UUID) -> str:
    here = programme_here(visit_programme)
    assert here is not None  # the gate found it
    found, unit = here
    with house().reading() as db:
        quotas = oversight.quotas_of(db, visit_programme)
        people = goers(db, (unit.path,), house().now().date())
    version = len(house().journal.history(visit_programme))
    choices = named({*people, *(quota.visitor for quota, _ in quotas)})
    return render_template(
        "overseers/programme.html", p=found, quotas=quotas, unit=unit, people=choices, version=version
    )


@rooms.post("/visits/programmes/<uuid:visit_programme>/quota")
@policy.needs(Act.APPROVE_PROGRAMMES, of=places.of_visit_programme)
def allot(visit_programme: UUID) -> AnyResponse:
    asked = from_form(asks.AllotQuota)
    with house().reading() as db:
        policy.require(Act.APPROVE_PROGRAMMES, places.path_of(db, asked.unit))
    record(asks.allot_quota, thing(visit_programme), asked)
    return recorded(url_for("overseers.programme", visit_programme=visit_programme), gettext("Đã giao chỉ tiêu dự."))
