"""Emergency accesses: who read for a while what administrators do not read, why, and what the committee said to it."""

from dataclasses import dataclass
from uuid import UUID

from flask import abort

from domain.events import emergency_access as told
from domain.names import PersonId, UnitId
from projections.emergency_accesses import Access, access_by_id, accesses_in
from web import policy
from web.acts import Act
from web.api.lists import Paged, asked_well, list_of, scope, shown
from web.api.operations import Answer, Step, Steps, done, gives, room
from web.api.shown import Named, Showing
from web.api.things import Told, kind_of
from web.asking import record
from web.house import house
from web.places import of_emergency_access, path_of
from workflows.journal.journal import Receipt
from workflows.requests import emergency_accesses as asks

rooms = room("emergency accesses", "An administrator reads for a while what administrators do not read.")
ACCESS = kind_of(
    "EmergencyAccess",
    Access,
    Named(frozenset({"opened_at", "reviewed_at"})),
    taken=Told(told.EmergencyAccessOpened),
    reviewed=Told(told.EmergencyAccessReviewed),
)
ACCESSES = list_of(ACCESS.line, "EmergencyAccessList")


@dataclass(frozen=True, kw_only=True)
class AccessesSought(Paged):
    """Those of a unit and below it, or of one person."""

    under: UnitId | None = None
    person: PersonId | None = None


@rooms.get("/emergency-accesses")
@policy.needs(Act.READ_EMERGENCY_ACCESS, of=policy.anywhere)
@gives(ACCESSES, seeks=AccessesSought)
def list_emergency_accesses(asked: AccessesSought) -> Answer:
    """The newest first."""
    with house().reading() as db, asked_well():
        found = accesses_in(db, scope(db, Act.READ_EMERGENCY_ACCESS, asked.under), asked.person, asked.part)
        return shown(db, ACCESS, ACCESSES, found)


@rooms.post("/emergency-accesses")
@policy.needs(Act.TAKE_EMERGENCY_ACCESS, of=policy.anywhere)
@gives(ACCESS.whole, takes=asks.TakeEmergencyAccess, status=201)
def post_emergency_access(asked: asks.TakeEmergencyAccess) -> Answer:
    """Read everything of a unit and below it for some minutes, an hour at most; the inspection committee is told."""
    with house().reading() as db:
        policy.require(Act.TAKE_EMERGENCY_ACCESS, path_of(db, asked.unit))
    receipt = record(asks.take_emergency_access, asked)
    access = next(iter(receipt.versions))
    return show(access, receipt)._replace(location=f"/api/v1/emergency-accesses/{access}")


@rooms.get("/emergency-accesses/<uuid:access>")
@policy.needs(Act.READ_EMERGENCY_ACCESS, of=of_emergency_access)
@gives(ACCESS.whole)
def get_emergency_access(access: UUID) -> Answer:
    """One access, its reason, and its review."""
    return show(access)


def show(access: UUID, receipt: Receipt | None = None) -> Answer:
    with house().reading() as db:
        row = access_by_id(db, access) or abort(404)
        history = house().journal.history(access)
        showing = Showing(db, [row, *history])
    return Answer(ACCESS.tell(showing, row, history), len(history), done(receipt) if receipt else None)


Steps(rooms, "/emergency-accesses/<uuid:access>", of_emergency_access, ACCESS.whole, show).open(
    end=Step(asks.end_emergency_access, Act.TAKE_EMERGENCY_ACCESS),
    review=Step(asks.review_emergency_access, Act.REVIEW_EMERGENCY_ACCESS),
)
