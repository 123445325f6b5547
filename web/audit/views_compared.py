"""The views compared with a fresh rebuild, on demand: in a thread of its own, one in the whole house at a time.

What came out last stands in the lease's word, where every process finds it.
"""

import threading
from datetime import datetime
from uuid import uuid4

import msgspec

from projections import VIEWS
from projections.rebuild import Rebuild
from projections.sheet import where_it_broke
from web.accounts.turn import turn
from web.house import House

LEASE = "views compared"
AN_HOUR = 3600.0
"""No comparison is believed to be under way for longer; a process that died with it keeps nobody waiting."""


class Compared(msgspec.Struct, frozen=True):
    """When it began, what differed, up to which position; `ended` is left out while it runs, `broke`: why it failed."""

    began: datetime
    ended: datetime | None = None
    position: int = 0
    differ: tuple[str, ...] = ()
    broke: str | None = None


def read_compared(said: str | None) -> Compared | None:
    """What came out last, as the lease's word has it; nothing where nobody ever asked."""
    return msgspec.json.decode(said, type=Compared) if said else None


def compare(here: House) -> threading.Thread | None:
    """Begin comparing; None where somebody is at it."""
    holder = str(uuid4())
    if not here.leases.take(LEASE, holder, AN_HOUR):
        return None
    began = here.now()
    _note(here, Compared(began))
    thread = threading.Thread(target=_compare, args=(here, holder, began), daemon=True, name=LEASE)
    thread.start()
    return thread


def _compare(here: House, holder: str, began: datetime) -> None:
    try:
        with turn(here.settings.database_url):
            found = Rebuild(here.views.engine, here.journal, VIEWS).verify()
            reached = min(view.position for view in here.views.status())
        differ = tuple(sorted({one.view for one in found}))
        _note(here, Compared(began, here.now(), reached, differ))
    except Exception as wrong:  # noqa: BLE001  # it is told on the page that asked
        _note(here, Compared(began, here.now(), broke=where_it_broke(wrong)))
    finally:
        here.leases.give_back(LEASE, holder)


def _note(here: House, told: Compared) -> None:
    here.leases.note(LEASE, msgspec.json.encode(told).decode())
