"""The house as its rooms find it: what `wiring` put together, asked for by `house()`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from flask import current_app

from domain.names import PersonId
from web.accounts.accounts import Accounts
from web.acts import Held
from web.settings import Settings

Clock = Callable[[], datetime]


@dataclass(frozen=True)
class House:
    """What a route may use."""

    settings: Settings
    clock: Clock
    accounts: Accounts
    roles_of: Callable[[PersonId], tuple[Held, ...]]

    def now(self) -> datetime:
        """The moment, in the zone of the Party organisation."""
        return self.clock().astimezone(self.settings.zone)


def house() -> House:
    """The house this request came to."""
    return cast(House, current_app.extensions["nenep"])
