"""Guessing passwords takes longer and longer, per login and per address, counted in the database for every process."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Engine, delete, insert, select, update

from web.accounts.tables import throttle

FREE = {"login": 5, "address": 30}
"""Failures that cost nothing; after them the waits double."""
SHORTEST_WAIT, LONGEST_WAIT = 5, 900
FORGOTTEN_AFTER = 86_400


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
        keys = (f"login:{login}", f"address:{address}")
        with self.engine.begin() as db:
            ends = db.execute(select(throttle.c.until).where(throttle.c.key.in_(keys))).scalars()
            if (wait := max(ends, default=0) - moment) > 0:
                raise TooManyAttempts(wait)
            for key in keys:
                _count(db, key, moment)

    def passed(self, login: str, address: str) -> None:
        """The password was right: the login's failures are forgotten, the address's are one less."""
        with self.engine.begin() as db:
            db.execute(delete(throttle).where(throttle.c.key == f"login:{login}"))
            less = update(throttle).where(throttle.c.key == f"address:{address}")
            db.execute(less.values(failures=throttle.c.failures - 1))


def _count(db: Connection, key: str, moment: int) -> None:
    mine = throttle.c.key == key
    db.execute(delete(throttle).where(mine, throttle.c.until < moment - FORGOTTEN_AFTER))
    counted = update(throttle).where(mine).values(failures=throttle.c.failures + 1).returning(throttle.c.failures)
    failures = db.execute(counted).scalar()
    if failures is None:
        failures = 1
        db.execute(insert(throttle).values(key=key, failures=1, until=moment))
    db.execute(update(throttle).where(mine).values(until=moment + _wait(key, failures)))


def _wait(key: str, failures: int) -> int:
    over = failures - FREE[key.split(":", 1)[0]]
    return min(SHORTEST_WAIT * 2 ** min(over, 10), LONGEST_WAIT) if over >= 0 else 0
