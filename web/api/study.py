"""Study campaigns of the first solution: opened, briefings held, attended and acknowledged unit by unit."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import msgspec
from flask import abort

from domain.events import study as told
from domain.names import UnitId
from projections import study_campaigns
from projections.study_campaigns import CampaignState
from web import policy
from web.acts import Act, Place
from web.api.lists import Paged, asked_well, list_of, scope, shown
from web.api.operations import Answer, Step, Steps, done, gives, room
from web.api.shown import Named, Showing
from web.api.things import Told, kind_of
from web.asking import record
from web.house import house
from web.places import of_campaign, of_campaign_to_read, path_of
from workflows.journal.journal import Receipt
from workflows.requests import study as asks

rooms = room("study", "Study campaigns: who was called, who came, who acknowledged.")


class UnitCalled(msgspec.Struct, frozen=True, kw_only=True):
    """A unit that a campaign calls, and what it did; of several sessions the best attended counts."""

    unit: str
    attended_on: date | None
    committee: int
    head: bool
    members: int
    acknowledged_on: date | None


CAMPAIGN = kind_of(
    "StudyCampaign",
    study_campaigns.Campaign,
    Named(frozenset({"opened_at"})),
    (("units", tuple[UnitCalled, ...]),),
    briefings=Told(told.BriefingHeld, all=True),
    ended=Told(told.StudyCampaignEnded),
)
CAMPAIGNS = list_of(CAMPAIGN.line, "StudyCampaignList")


@dataclass(frozen=True, kw_only=True)
class CampaignsSought(Paged):
    """Which campaigns; `invited` is a unit that is called."""

    state: CampaignState | None = None
    unit: UnitId | None = None
    invited: UnitId | None = None
    under: UnitId | None = None


@rooms.get("/solutions/1/campaigns")
@policy.needs(Act.READ_MEETING, of=policy.anywhere)
@gives(CAMPAIGNS, seeks=CampaignsSought)
def list_campaigns(asked: CampaignsSought) -> Answer:
    """The campaigns of units that the caller sees, and those that call such units."""
    which = study_campaigns.Sought(asked.state, asked.unit, asked.invited)
    with house().reading() as db, asked_well():
        listed = study_campaigns.campaigns_in(db, scope(db, Act.READ_MEETING, asked.under), which, asked.part)
        return shown(db, CAMPAIGN, CAMPAIGNS, listed)


@rooms.post("/solutions/1/campaigns")
@policy.needs(Act.APPROVE_PROGRAMMES, of=policy.anywhere)
@gives(CAMPAIGN.whole, takes=asks.OpenStudyCampaign, status=201)
def post_campaign(asked: asks.OpenStudyCampaign) -> Answer:
    """Call some units to study a matter."""
    with house().reading() as db:
        for unit in (asked.unit, *asked.invited):
            policy.require(Act.APPROVE_PROGRAMMES, path_of(db, unit))
    receipt = record(asks.open_study_campaign, asked)
    campaign = next(iter(receipt.versions))
    return show_campaign(campaign, receipt)._replace(location=f"/api/v1/solutions/1/campaigns/{campaign}")


@rooms.get("/solutions/1/campaigns/<uuid:campaign>")
@policy.needs(Act.READ_MEETING, of=of_campaign_to_read)
@gives(CAMPAIGN.whole)
def get_campaign(campaign: UUID) -> Answer:
    """A campaign, and what each unit did that it calls."""
    return show_campaign(campaign)


def show_campaign(campaign: UUID, receipt: Receipt | None = None) -> Answer:
    with house().reading() as db:
        row = study_campaigns.campaign_by_id(db, campaign) or abort(404)
        called = [one for one in study_campaigns.invited_to(db, campaign) if _may_read(one)]
        history = house().journal.history(campaign)
        showing = Showing(db, [row])
    shown = CAMPAIGN.tell(showing, row, history, units=tuple(_called(one) for one in called))
    return Answer(shown, len(history), done(receipt) if receipt else None)


def _may_read(one: study_campaigns.Called) -> bool:
    """Whoever reads a campaign for one unit that it calls does not learn what the others did."""
    return policy.allows(policy.caller(), Act.READ_MEETING, Place(one.unit.path))


def _called(one: study_campaigns.Called) -> UnitCalled:
    did: dict[str, Any] = one.invitation._asdict()
    return UnitCalled(**{**{name: did[name] for name in UnitCalled.__struct_fields__}, "unit": one.unit.code})


CAMPAIGN_PATH = "/solutions/1/campaigns/<uuid:campaign>"
Steps(rooms, CAMPAIGN_PATH, of_campaign, CAMPAIGN.whole, show_campaign).open(
    briefings=Step(asks.hold_briefing, Act.APPROVE_PROGRAMMES),
    end=Step(asks.end_study_campaign, Act.APPROVE_PROGRAMMES),
)
Steps(rooms, CAMPAIGN_PATH, policy.anywhere, CAMPAIGN.whole, show_campaign).open(
    attended=Step(asks.attend_briefing, Act.HOLD_MEETING, lambda asked: [asked.unit]),
    acknowledge=Step(asks.acknowledge_briefing, Act.HOLD_MEETING, lambda asked: [asked.unit]),
)
