"""Emergency access: taken by an administrator with a reason, seen by everyone above, reviewed by the committee."""

from typing import NamedTuple
from uuid import UUID

from flask import abort, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from domain.emergency_access import LONGEST, SHORTEST
from domain.names import PersonId
from domain.sealed import sealed_in
from projections.emergency_accesses import access_by_id, accesses_in
from projections.listing import Part
from projections.unit_tree import units_by_id
from web import moment, places, policy
from web.acts import Act, Place, may_somewhere
from web.administration.routes import rooms
from web.answers import recorded
from web.asking import from_form, record, thing
from web.house import house
from web.languages import gettext
from web.opened import names, texts
from web.places import of_emergency_access
from workflows.requests.emergency_accesses import (
    ReviewEmergencyAccess,
    TakeEmergencyAccess,
    end_emergency_access,
    review_emergency_access,
    take_emergency_access,
)

SHOWN = 50
MINUTES = [minutes for minutes in (15, 30, 60) if SHORTEST.seconds <= minutes * 60 <= LONGEST.seconds]


class Offered(NamedTuple):
    """Where the caller may take one, for how many minutes, and the case they were about to read."""

    takes: list[str]
    minutes: list[tuple[str, str, str]]
    case: UUID | None


@rooms.app_template_global("emergency_offered")
def offered() -> Offered | None:
    """What the form of an emergency access needs; None for others, in the past, and while one lasts."""
    held = policy.caller().held
    if moment.asked() or any(one.until for one in held) or not may_somewhere(held, Act.TAKE_EMERGENCY_ACCESS):
        return None
    takes = [path.rstrip("/").rpartition("/")[2] for path in policy.reach(Act.TAKE_EMERGENCY_ACCESS)]
    minutes = [(str(n), gettext("%(n)s phút", n=n), "") for n in MINUTES]
    return Offered(takes, minutes, (request.view_args or {}).get("case"))


@rooms.get("/emergency-access")
@policy.needs(Act.READ_EMERGENCY_ACCESS, of=policy.anywhere)
def emergency_accesses() -> str:
    part = Part(limit=SHOWN, cursor=request.args.get("cursor"))
    with house().reading() as db:
        listed = accesses_in(db, policy.reach(Act.READ_EMERGENCY_ACCESS), None, part)
        units = units_by_id(db, {one.unit for one in listed.items})
    return render_template(
        "administration/emergency_accesses.html",
        listed=listed,
        units=units,
        people=names({one.person for one in listed.items}),
        now=house().now(),
    )


@rooms.post("/emergency-access")
@policy.needs(Act.TAKE_EMERGENCY_ACCESS, of=policy.anywhere)
def take_access() -> AnyResponse:
    asked = from_form(TakeEmergencyAccess)
    with house().reading() as db:
        policy.require(Act.TAKE_EMERGENCY_ACCESS, places.path_of(db, asked.unit))
    record(take_emergency_access, asked)
    said = gettext("Đã mở truy cập khẩn cấp trong %(n)s phút; ủy ban kiểm tra được báo.", n=asked.minutes)
    case = request.args.get("case", type=UUID)
    on = url_for("inspection.case", case=case) if case else url_for("administration.emergency_accesses")
    return recorded(on, said)


@rooms.get("/emergency-access/<uuid:access>")
@policy.needs(Act.READ_EMERGENCY_ACCESS, of=of_emergency_access)
def emergency_access(access: UUID) -> str:
    with house().reading() as db:
        it = access_by_id(db, access) or abort(404)
        unit = units_by_id(db, [it.unit])[it.unit]
    history = house().journal.history(access)
    told = {type(line.fact).__name__: line.fact for line in history}
    mine = it.person in (policy.caller().person, policy.caller().on_behalf_of)
    place = Place(unit.path)
    return render_template(
        "administration/emergency_access.html",
        it=it,
        unit=unit,
        told=told,
        words=texts(text for line in history for text in sealed_in(line.fact)),
        people=names({PersonId(one) for one in (it.person, it.reviewed_by) if one}),
        version=len(history),
        reviews=it.justified is None and not mine and policy.offers(Act.REVIEW_EMERGENCY_ACCESS, place),
        policy_reads_history=policy.offers(Act.READ_HISTORY, place),
        ends=it.until > house().now() and policy.offers(Act.TAKE_EMERGENCY_ACCESS, place),
        now=house().now(),
    )


@rooms.post("/emergency-access/<uuid:access>/end")
@policy.needs(Act.TAKE_EMERGENCY_ACCESS, of=of_emergency_access)
def end_access(access: UUID) -> AnyResponse:
    record(end_emergency_access, thing(access))
    return recorded(
        url_for("administration.emergency_access", access=access), gettext("Truy cập khẩn cấp đã kết thúc.")
    )


@rooms.post("/emergency-access/<uuid:access>/review")
@policy.needs(Act.REVIEW_EMERGENCY_ACCESS, of=of_emergency_access)
def review_access(access: UUID) -> AnyResponse:
    record(review_emergency_access, thing(access), from_form(ReviewEmergencyAccess))
    return recorded(url_for("administration.emergency_access", access=access), gettext("Đã ghi nhận xét."))
