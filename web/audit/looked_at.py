"""What came out when all of the history was last looked at: kept where every process and page finds it."""

from datetime import datetime
from uuid import uuid4

import msgspec

from web.house import House

LEASE = "history looked at"
A_MOMENT = 5.0


class LookedAt(msgspec.Struct, frozen=True):
    """When, how many facts the chain and the tree held, the first wrong one if any, and where duties were mixed."""

    at: datetime
    facts: int
    first_wrong: int | None
    breaches: int


def note(here: House, told: LookedAt) -> None:
    """The newest word stands; whoever looks at the same moment says the same."""
    holder = str(uuid4())
    if here.leases.take(LEASE, holder, A_MOMENT):
        here.leases.note(LEASE, msgspec.json.encode(told).decode())
        here.leases.give_back(LEASE, holder)


def read(said: str | None) -> LookedAt | None:
    return msgspec.json.decode(said, type=LookedAt) if said else None
