"""Who is signed in where: server-side sessions and API tokens, listed and revoked one by one."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from uuid import uuid4

from sqlalchemy import Engine, delete, insert, select, update

from domain.names import PersonId
from web.accounts.saved_views import SavedView
from web.accounts.tables import accounts, saved_views, sessions

HOUR = 3600


class Kind(StrEnum):
    """A browser's session, or a program's token."""

    PAGE = "page"
    TOKEN = "token"  # noqa: S105  # a kind, no secret


IDLE = {Kind.PAGE: 12 * HOUR, Kind.TOKEN: 30 * 24 * HOUR}
ABSOLUTE = {Kind.PAGE: 7 * 24 * HOUR, Kind.TOKEN: 90 * 24 * HOUR}
NOTED_EVERY = 300
"""Seconds between two notes of when a session was last seen: reading a page is rarely a write."""


@dataclass(frozen=True)
class Signed:
    """A session that is in force, whose it is, and the views that person saved."""

    id: str
    login: str
    person: PersonId
    views: tuple[SavedView, ...] = ()


@dataclass(frozen=True)
class Listed:
    """A session as its owner sees it."""

    id: str
    kind: Kind
    device: str
    address: str
    opened_at: datetime
    seen_at: datetime


@dataclass(frozen=True)
class Device:
    """What a browser or program says of itself, and where it calls from."""

    name: str
    address: str


@dataclass(frozen=True)
class Sessions:
    """The database keeps a hash of each token: reading it opens nothing."""

    engine: Engine

    def open(self, login: str, kind: Kind, device: Device, now: datetime) -> str:
        """A new session; gives the token, which is not kept."""
        token, moment = secrets.token_urlsafe(32), int(now.timestamp())
        row = {
            "token_hash": _hash(token),
            "id": str(uuid4()),
            "login": login,
            "kind": kind.value,
            "opened_at": moment,
            "seen_at": moment,
            "ends_at": moment + ABSOLUTE[kind],
            "device": device.name[:200],
            "address": device.address[:64],
        }
        with self.engine.begin() as db:
            db.execute(delete(sessions).where(sessions.c.ends_at < moment))
            db.execute(insert(sessions).values(row))
        return token

    def find(self, token: str, kind: Kind, now: datetime) -> Signed | None:
        """Whose token this is, if it is in force, of this kind, and its account is not disabled; in one query."""
        moment, mine = int(now.timestamp()), saved_views.c
        whose = (
            select(sessions.c.id, sessions.c.login, accounts.c.person, sessions.c.seen_at, mine.id, mine.name, mine.url)
            .join(accounts)
            .outerjoin(saved_views, mine.person == accounts.c.person)
            .where(sessions.c.token_hash == _hash(token), sessions.c.kind == kind.value, ~accounts.c.disabled)
            .where(sessions.c.ends_at > moment, sessions.c.seen_at > moment - IDLE[kind])
        )
        with self.engine.connect() as db:
            rows = [tuple(row) for row in db.execute(whose.order_by(mine.name))]
        if not rows:
            return None
        session, login, person, seen_at = rows[0][:4]
        if seen_at < moment - NOTED_EVERY:
            self._note(session, moment)
        return Signed(session, login, PersonId(person), tuple(SavedView(*row[4:]) for row in rows if row[4]))

    def of(self, login: str, now: datetime) -> list[Listed]:
        """All that are in force, newest first."""
        moment = int(now.timestamp())
        mine = select(sessions).where(sessions.c.login == login, sessions.c.ends_at > moment)
        with self.engine.connect() as db:
            rows = db.execute(mine.order_by(sessions.c.seen_at.desc())).all()
        return [
            Listed(row.id, Kind(row.kind), row.device, row.address, _at(row.opened_at), _at(row.seen_at))
            for row in rows
            if row.seen_at > moment - IDLE[Kind(row.kind)]
        ]

    def revoke(self, login: str, session: str) -> None:
        """End one of the login's sessions."""
        self._end(sessions.c.login == login, sessions.c.id == session)

    def revoke_others(self, login: str, kept: str) -> None:
        """End all of the login's sessions but one."""
        self._end(sessions.c.login == login, sessions.c.id != kept)

    def _end(self, *which: object) -> None:
        with self.engine.begin() as db:
            db.execute(delete(sessions).where(*which))  # type: ignore[arg-type]  # conditions on columns

    def _note(self, session: str, moment: int) -> None:
        with self.engine.begin() as db:
            db.execute(update(sessions).where(sessions.c.id == session).values(seen_at=moment))


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _at(moment: int) -> datetime:
    return datetime.fromtimestamp(moment, UTC)
