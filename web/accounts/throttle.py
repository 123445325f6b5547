"""Guessing passwords takes longer and longer, per login and per address, counted in the database for every process."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from web.accounts.tables import throttle

FREE = {"login": 5, "address": 30}
"""Failures that cost nothing; after them the waits double."""
SHORTEST_WAIT, LONGEST_WAIT = 5, 900
FORGOTTEN_AFTER = 86_400
INSERTS: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


class TooManyAttempts(Exception):
    """Sign-in is closed to this login or address for some seconds."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


@dataclass(frozen=True)
class Throttle:
    """Counts an attempt before the password is looked at, so that guesses made at once do not slip through."""

    engine: Engine

    def attempt(self, login: str, address: str, now: datetime) -> None:
        """Count an attempt; raises `TooManyAttempts` while the waiting time runs."""
        moment = int(now.timestamp())
        with self.engine.begin() as db:
            known = [_held(db, key) for key in sorted((f"address:{address}", f"login:{login}"))]
            if (wait := max(until for _, _, until in known) - moment) > 0:
                raise TooManyAttempts(wait)
            for key, failures, until in known:
                _count(db, key, moment, failures + 1 if until > moment - FORGOTTEN_AFTER else 1)

    def passed(self, login: str, address: str) -> None:
        """The password was right: the login's failures are forgotten, the address's are one less."""
        with self.engine.begin() as db:
            db.execute(delete(throttle).where(throttle.c.key == f"login:{login}"))
            less = update(throttle).where(throttle.c.key == f"address:{address}")
            db.execute(less.values(failures=throttle.c.failures - 1))


def _held(db: Connection, key: str) -> tuple[str, int, int]:
    """The failures of a key and until when it waits; whoever else asks for it waits for us."""
    made = INSERTS[db.dialect.name](throttle).values(key=key, failures=0, until=0).on_conflict_do_nothing()
    db.execute(made)
    mine = select(throttle.c.failures, throttle.c.until).where(throttle.c.key == key).with_for_update()
    return key, *db.execute(mine).one()


def _count(db: Connection, key: str, moment: int, failures: int) -> None:
    counted = update(throttle).where(throttle.c.key == key)
    db.execute(counted.values(failures=failures, until=moment + _wait(key, failures)))


def _wait(key: str, failures: int) -> int:
    over = failures - FREE[key.split(":", 1)[0]]
    return min(SHORTEST_WAIT * 2 ** min(over, 10), LONGEST_WAIT) if over >= 0 else 0
