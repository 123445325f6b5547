"""The house as its rooms find it: what `wiring` put together, asked for by `house()`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import cast

from flask import current_app, g

from domain.names import PersonId
from projections.reading import Reader
from projections.replica import Replica
from projections.runner import Runner
from web.accounts.accounts import Accounts
from web.acts import Held
from web.settings import Settings
from web.steps_moved import StepsMoved
from web.workdays import Workdays
from workflows.desk import Desk
from workflows.journal import following
from workflows.journal.journal import Journal
from workflows.journal.keys import KeyStore
from workflows.journal.leases import Leases
from workflows.journal.read_log import ReadLog
from workflows.journal.sealing import Sealer

Clock = Callable[[], datetime]


@dataclass(frozen=True)
class House:
    """What a route or a command may use.

    `desk` takes requests, `journal` tells history, `keys` opens protected texts, `reads` puts down who looked at whose
    identity (`note` before it is shown, more than the name that is), `views` keeps the views up, `workdays` knows which
    days are worked, `sealer` signs for the journal and proves what is in it; whoever records through `desk` finds the
    views caught up when the receipt comes. `reading()` gives what questions take:

        with house().reading() as db:
            unit = unit_tree.unit_by_code(db, code)
    """

    settings: Settings
    clock: Clock
    accounts: Accounts
    journal: Journal
    keys: KeyStore
    views: Runner
    desk: Desk
    reading: Reader
    roles_of: Callable[[PersonId], tuple[Held, ...]]
    reads: ReadLog
    workdays: Workdays
    leases: Leases
    steps: StepsMoved
    sealer: Sealer
    replica: Replica | None = None

    def now(self) -> datetime:
        """The moment, in the zone of the Party organisation."""
        return self.clock().astimezone(self.settings.zone)

    def as_at(self, position: int, when: datetime) -> House:
        """The house as it was when the journal had come to a position: its journal, its views, its calendar, its clock.

        Nothing is recorded through it; keys, accounts and roles are today's.
        """
        reading, journal = self.reading.as_at(position), self.journal.until(position)
        workdays = Workdays(reading, lambda: when)
        return replace(self, clock=lambda: when, journal=journal, reading=reading, workdays=workdays)

    def nearby(self, position: int) -> House:
        """The house for a page that is read from the replica, which has come to a position; its history ends there."""
        assert self.replica is not None
        return replace(self, reading=self.replica.reading, journal=self.journal.until(position))

    def catch_up(self) -> None:
        """Bring names, search and views to the journal's end; for what was recorded past the desk: an import."""
        following.catch_up(self.keys, self.journal)
        self.views.catch_up()
        self.workdays.forget()

    def close(self) -> None:
        self.journal.close()
        self.keys.close()
        self.accounts.close()
        self.reads.close()
        self.leases.close()
        self.reading.close()
        if self.replica:
            self.replica.close()
        self.views.engine.dispose()


def house() -> House:
    """The house this request came to, as it was at the moment that the request asks for; pages may be read from a
    replica."""
    return cast(House, g.get("house_then") or g.get("house_nearby") or house_today())


def house_today() -> House:
    """As it is now: for who calls, and what they may see."""
    return cast(House, current_app.extensions["nenep"])
