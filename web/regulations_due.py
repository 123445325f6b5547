"""What a day calls for of the regulations with owners: those that end soon are to be renewed, others have expired."""

from datetime import date
from uuid import uuid5

from domain.accord_names import RegulationId
from domain.record import Hand
from projections.accords import expiring
from web.house import House
from workflows.desk import Thing
from workflows.reactions.call_for_renewal_of_regulations import Ending, ends_by, expired, to_renew
from workflows.requests.accords import call_for_renewal, expire_regulation


def look_at_regulations(here: House, hand: Hand, on: date) -> int:
    """Each is its own command, recorded once for a term; how many there were."""
    with here.reading() as db:
        rows = expiring(db, ends_by(on))
    ending = [Ending(row.regulation, row.in_force_until, row.renewal_called) for row in rows if row.in_force_until]
    over, soon = list(expired(ending, on)), list(to_renew(ending, on))
    for regulation in over:
        expire_regulation(here.desk, _own(hand, regulation, "expired"), Thing(regulation))
    for one in soon:
        call_for_renewal(here.desk, _own(hand, one.regulation, f"renew {one.until}"), Thing(one.regulation))
    return len(over) + len(soon)


def _own(hand: Hand, regulation: RegulationId, act: str) -> Hand:
    return hand._replace(command=uuid5(regulation, act), correlation=regulation)
