"""Study campaigns: opened by a leader, attended and acknowledged by the units they call."""

from uuid import UUID

from flask import g, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from domain.events.study import BriefingHeld
from domain.names import UnitId
from projections.listing import Part
from projections.study_campaigns import (
    Called,
    Campaign,
    CampaignState,
    Sought,
    campaign_and_place,
    campaigns_in,
    invited_to,
)
from projections.unit_tree import Sought as SoughtUnits
from projections.unit_tree import units_by_id, units_in
from web import places, policy
from web.acts import Act, Place, may
from web.answers import recorded
from web.asking import from_form, record, thing
from web.hands import hand
from web.house import house
from web.languages import gettext
from web.policy import caller
from web.secretaries.hours import without_idle_lines
from web.solutions.room import rooms
from web.wording import day
from workflows.requests import study as asks

SHOWN, MOST_CALLED = 50, 200


@rooms.get("/solutions/1/campaigns")
@policy.needs(Act.READ_MEETING, of=policy.anywhere)
def campaigns() -> str:
    part = Part(limit=SHOWN, cursor=request.args.get("cursor"))
    with house().reading() as db:
        listed = campaigns_in(db, policy.reach(Act.READ_MEETING), Sought(), part)
        units = units_by_id(db, {one.unit for one in listed.items})
    return render_template("solutions/campaigns.html", listed=listed, units=units, today=house().now().date())


@rooms.get("/solutions/1/campaigns/new")
@policy.needs(Act.APPROVE_PROGRAMMES, of=policy.anywhere)
def new_campaign() -> str:
    """The grassroots organisations may be called, and cells where one looks after cells alone."""
    with house().reading() as db:
        reach = policy.reach(Act.APPROVE_PROGRAMMES)
        below = units_in(db, reach, SoughtUnits(grassroots=True), Part("name", limit=MOST_CALLED, counted=False)).items
        tops = units_in(db, reach, SoughtUnits(), Part("path", limit=1, counted=False)).items
    return render_template("solutions/new_campaign.html", tops=tops, below=below, today=house().now().date())


@rooms.post("/solutions/1/campaigns/new")
@policy.needs(Act.APPROVE_PROGRAMMES, of=policy.anywhere)
def open_campaign() -> AnyResponse:
    asked = from_form(asks.OpenStudyCampaign)
    with house().reading() as db:
        for unit in units_by_id(db, {asked.unit, *asked.invited}).values():
            policy.require(Act.APPROVE_PROGRAMMES, Place(unit.path))
    made = next(iter(record(asks.open_study_campaign, asked).versions))
    return recorded(url_for("solutions.campaign", campaign=made), gettext("Đã mở đợt quán triệt."))


def _here(campaign: UUID) -> tuple[Campaign, str, list[Called]] | None:
    """A campaign, where it was opened, and whom it calls; asked by the gate and by the page."""
    kept: dict[UUID, tuple[Campaign, str, list[Called]] | None] = g.setdefault("campaigns", {})
    if campaign not in kept:
        with house().reading() as db:
            found = campaign_and_place(db, campaign)
            kept[campaign] = (*found, invited_to(db, campaign)) if found else None
    return kept[campaign]


def place_to_read(campaign: UUID, **_: object) -> Place | None:
    """Where it was opened, or a unit called of which the caller may read."""
    found = _here(campaign)
    if found is None:
        return None
    paths = (found[1], *(one.unit.path for one in found[2]))
    return next((Place(path) for path in paths if may(caller().held, Act.READ_MEETING, Place(path))), Place(found[1]))


@rooms.get("/solutions/1/campaigns/<uuid:campaign>")
@policy.needs(Act.READ_MEETING, of=place_to_read)
def campaign(campaign: UUID) -> str:
    found = _here(campaign)
    assert found is not None  # the gate found it
    it, path, called = found
    held, open_still = caller().held, it.state is CampaignState.UNDER_WAY
    history = house().journal.history(campaign)
    sessions = [line.fact.on for line in history if isinstance(line.fact, BriefingHeld)]
    seen = [one for one in called if may(held, Act.READ_MEETING, Place(one.unit.path))]
    return render_template(
        "solutions/campaign.html",
        it=it,
        sessions=sessions,
        days=[(on.isoformat(), day(on)) for on in sessions],
        called=seen,
        own=[one for one in seen if open_still and may(held, Act.HOLD_MEETING, Place(one.unit.path))],
        leads=open_still and may(held, Act.APPROVE_PROGRAMMES, Place(path)),
        version=len(history),
        today=house().now().date(),
    )


@rooms.post("/solutions/1/campaigns/<uuid:campaign>/briefings")
@policy.needs(Act.APPROVE_PROGRAMMES, of=places.of_campaign)
def hold_briefing(campaign: UUID) -> AnyResponse:
    form = without_idle_lines(request.form, "attended", "members")
    record(asks.hold_briefing, thing(campaign), from_form(asks.HoldBriefing, form))
    return _back(campaign, gettext("Đã ghi buổi quán triệt."))


@rooms.post("/solutions/1/campaigns/<uuid:campaign>/end")
@policy.needs(Act.APPROVE_PROGRAMMES, of=places.of_campaign)
def end_campaign(campaign: UUID) -> AnyResponse:
    asks.end_study_campaign(house().desk, hand(), thing(campaign))
    return _back(campaign, gettext("Đã kết thúc đợt quán triệt."))


@rooms.post("/solutions/1/campaigns/<uuid:campaign>/attended")
@policy.needs(Act.HOLD_MEETING, of=policy.anywhere)
def attend_briefing(campaign: UUID) -> AnyResponse:
    asked = from_form(asks.AttendBriefing)
    _require_at(asked.unit)
    record(asks.attend_briefing, thing(campaign), asked)
    return _back(campaign, gettext("Đã ghi số người dự."))


@rooms.post("/solutions/1/campaigns/<uuid:campaign>/acknowledge")
@policy.needs(Act.HOLD_MEETING, of=policy.anywhere)
def acknowledge_briefing(campaign: UUID) -> AnyResponse:
    asked = from_form(asks.AcknowledgeBriefing)
    _require_at(asked.unit)
    record(asks.acknowledge_briefing, thing(campaign), asked)
    return _back(campaign, gettext("Đã xác nhận quán triệt."))


def _require_at(unit: UnitId) -> None:
    with house().reading() as db:
        policy.require(Act.HOLD_MEETING, places.path_of(db, unit))


def _back(campaign: UUID, said: str) -> AnyResponse:
    return recorded(url_for("solutions.campaign", campaign=campaign), said)
