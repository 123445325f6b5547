"""Signing in for programs, and who one is."""

from dataclasses import dataclass

import msgspec
from flask import request

from domain.names import Role
from projections import roles_held
from web import policy
from web.accounts.sessions import Device, Kind
from web.api.document import also, with_problems
from web.api.operations import Answer, gives, room
from web.house import house
from web.named import Secret
from web.policy import caller
from workflows.requests.shapes import Code

rooms = room("tokens", "Signing in.")


@dataclass(frozen=True)
class SignIn:
    """Who, and the secret only they know."""

    login: Code
    password: Secret


class Token(msgspec.Struct, frozen=True):
    """What `Authorization: Bearer` carries from here on."""

    token: str


class HeldHere(msgspec.Struct, frozen=True):
    """A role at a unit and below it."""

    role: Role
    unit: str


class Me(msgspec.Struct, frozen=True):
    """Who is signed in."""

    person: str
    login: str
    roles: tuple[HeldHere, ...]


@policy.public
@gives(Token, takes=SignIn)
def open_token(asked: SignIn) -> Answer:
    """A token for a login and its password."""
    device = Device(request.user_agent.string, request.remote_addr or "")
    account = house().accounts.check(asked.login, asked.password, device.address, house().now())
    return Answer(Token(house().accounts.sessions.open(account.login, Kind.TOKEN, device, house().now())))


@rooms.get("/me")
@policy.signed_in
@gives(Me)
def me() -> Answer:
    """The caller and their roles."""
    who = caller()
    with house().reading() as db:
        roles = tuple(HeldHere(one.role, one.code) for one in roles_held.roles_of(db, who.person))
    return Answer(Me(who.person, who.login, roles))


rooms.post("/tokens")(also(with_problems(open_token, 429), security=[]))
