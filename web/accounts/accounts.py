"""The accounts: who may sign in, each account of one person."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from sqlalchemy import Engine, insert, select, update
from sqlalchemy.exc import IntegrityError

from domain.names import PersonId
from web.accounts import passwords, tables
from web.accounts.saved_views import SavedViews
from web.accounts.sessions import Sessions
from web.accounts.spoken import Languages
from web.accounts.tables import accounts
from web.accounts.throttle import Throttle


class LoginTaken(Exception):
    """An account of this name exists."""


class SignInRefused(Exception):
    """The login and the password do not belong together, or the account is disabled."""


@dataclass(frozen=True)
class Account:
    """A login and the person behind it."""

    login: str
    person: PersonId
    disabled: bool


@dataclass(frozen=True)
class Accounts:
    """One door to everything about signing in."""

    engine: Engine

    @classmethod
    def at(cls, url: str) -> "Accounts":
        return cls(tables.open_database(url))

    @cached_property
    def sessions(self) -> Sessions:
        return Sessions(self.engine)

    @cached_property
    def throttle(self) -> Throttle:
        return Throttle(self.engine)

    @cached_property
    def views(self) -> SavedViews:
        return SavedViews(self.engine)

    @cached_property
    def languages(self) -> Languages:
        return Languages(self.engine)

    def migrate(self) -> None:
        tables.migrate(self.engine)

    def close(self) -> None:
        self.engine.dispose()

    def admit(self, login: str, person: PersonId, password: str) -> None:
        """A new account; raises `LoginTaken`."""
        row = {"login": login, "person": person, "password_hash": passwords.hashed(password), "disabled": False}
        try:
            with self.engine.begin() as db:
                db.execute(insert(accounts).values(row))
        except IntegrityError as taken:
            raise LoginTaken(login) from taken

    def disable(self, login: str) -> bool:
        """Bar an account and end its sessions; False when there is none of this name."""
        self.sessions.revoke_others(login, kept="")
        with self.engine.begin() as db:
            return db.execute(update(accounts).where(accounts.c.login == login).values(disabled=True)).rowcount == 1

    def all(self) -> list[Account]:
        with self.engine.connect() as db:
            rows = db.execute(select(accounts).order_by(accounts.c.login)).all()
        return [Account(row.login, PersonId(row.person), row.disabled) for row in rows]

    def named(self, login: str) -> Account | None:
        with self.engine.connect() as db:
            row = db.execute(select(accounts).where(accounts.c.login == login)).one_or_none()
        return Account(row.login, PersonId(row.person), row.disabled) if row else None

    def fits(self, login: str, password: str) -> bool:
        """Is this the account's password? For the console, which nobody can guess through."""
        with self.engine.connect() as db:
            kept = db.execute(select(accounts.c.password_hash).where(accounts.c.login == login)).scalar_one_or_none()
        return passwords.is_right(kept, password)

    def check(self, login: str, password: str, address: str, now: datetime) -> Account:
        """The account, if the password is its own; raises `TooManyAttempts` or `SignInRefused`."""
        self.throttle.attempt(login, address, now)
        with self.engine.connect() as db:
            row = db.execute(select(accounts).where(accounts.c.login == login)).one_or_none()
        if not passwords.is_right(row.password_hash if row else None, password) or row is None or row.disabled:
            raise SignInRefused
        self.throttle.passed(login, address)
        if passwords.is_worn(row.password_hash):
            self.give_password(login, password)
        return Account(row.login, PersonId(row.person), disabled=False)

    def give_password(self, login: str, password: str) -> None:
        new = update(accounts).where(accounts.c.login == login)
        with self.engine.begin() as db:
            db.execute(new.values(password_hash=passwords.hashed(password)))
