"""Guidance by document: issued by superiors, read and taken in by the units it is addressed to."""

from uuid import UUID

from flask import abort, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from domain.events.oversight import GuidanceIssued
from projections import guidance_given
from projections.listing import Part
from projections.unit_tree import units_by_id
from web import places, policy
from web.acts import Act, Place, may
from web.answers import recorded
from web.asking import from_form, record, thing
from web.house import house
from web.languages import gettext
from web.opened import texts
from web.overseers.room import rooms
from web.policy import caller
from workflows.requests import oversight as asks


@rooms.get("/guidance")
@policy.needs(Act.READ_VISIT, of=policy.anywhere)
def guidance() -> str:
    with house().reading() as db:
        part = Part(cursor=request.args.get("cursor"))
        listed = guidance_given.guidance_in(db, policy.reach(Act.READ_VISIT), part)
        units = units_by_id(db, {one.unit for one in listed.items})
    mine = [path.strip("/").rsplit("/", 1)[-1] for path in policy.reach(Act.APPROVE_PROGRAMMES)]
    return render_template(
        "overseers/guidance.html", listed=listed, units=units, codes=mine, today=house().now().date()
    )


@rooms.post("/guidance")
@policy.needs(Act.APPROVE_PROGRAMMES, of=policy.anywhere)
def issue() -> AnyResponse:
    """Addressees are typed as codes, with commas between them."""
    form = request.form.copy()
    form.setlist("addressees", [code for code in form.pop("addressees", "").replace(",", " ").split() if code])
    asked = from_form(asks.IssueGuidance, form)
    with house().reading() as db:
        for unit in {asked.unit, *asked.addressees}:
            policy.require(Act.APPROVE_PROGRAMMES, places.path_of(db, unit))
    found = next(iter(record(asks.issue_guidance, asked).versions))
    return recorded(url_for("overseers.one_guidance", guidance=found), gettext("Đã ban hành văn bản hướng dẫn."))


@rooms.get("/guidance/<uuid:guidance>")
@policy.needs(Act.READ_VISIT, of=policy.anywhere)
def one_guidance(guidance: UUID) -> str:
    with house().reading() as db:
        found = guidance_given.guidance_by_id(db, guidance) or abort(404)
        lines = guidance_given.addressees_of(db, guidance)
        by = units_by_id(db, [found.unit])[found.unit]
    reach = policy.reach(Act.READ_VISIT)
    if not any(unit.path.startswith(own) for own in reach for unit in (by, *(unit for _, unit in lines))):
        abort(404)
    history = house().journal.history(guidance)
    issued = next(record.fact for record in history if isinstance(record.fact, GuidanceIssued))
    words = texts([issued.text]) if issued.text else {}
    waiting = [unit for line, unit in lines if line.acknowledged_on is None and _mine(Place(unit.path))]
    version = len(history)
    said = words[issued.text.key] if issued.text else ""
    return render_template(
        "overseers/one_guidance.html", g=found, by=by, lines=lines, waiting=waiting, said=said, version=version
    )


def _mine(place: Place) -> bool:
    return may(caller().held, Act.ACKNOWLEDGE_FEEDBACK, place)


@rooms.post("/guidance/<uuid:guidance>/acknowledge")
@policy.needs(Act.ACKNOWLEDGE_FEEDBACK, of=policy.anywhere)
def take_in(guidance: UUID) -> AnyResponse:
    asked = from_form(asks.AcknowledgeGuidance)
    with house().reading() as db:
        policy.require(Act.ACKNOWLEDGE_FEEDBACK, places.path_of(db, asked.unit))
    record(asks.acknowledge_guidance, thing(guidance), asked)
    return recorded(url_for("overseers.one_guidance", guidance=guidance), gettext("Đã ghi việc tiếp thu văn bản."))
