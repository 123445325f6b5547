"""Who may sign in, and who holds which role where."""

from dataclasses import dataclass
from typing import Annotated, NamedTuple
from uuid import uuid5

from flask import abort, render_template, url_for
from marshmallow import ValidationError
from werkzeug.wrappers import Response as AnyResponse

from domain.names import PersonId, Role, UnitId
from projections.reading import Reading
from projections.roles_held import RoleHere, holders_in, roles_of
from web import places, policy
from web.accounts import passwords
from web.accounts.accounts import Account
from web.acts import Act, Place
from web.administration.routes import rooms
from web.answers import recorded
from web.api.lists import top_of
from web.asking import from_form
from web.forms import fault
from web.hands import hand
from web.house import house
from web.languages import gettext
from web.opened import names
from workflows.desk import Thing
from workflows.requests.people import (
    EnterPerson,
    GrantRole,
    admit_user,
    bar_user,
    enter_person,
    grant_role,
    pseudonym,
    stream_of,
    withdraw_role,
)
from workflows.requests.shapes import Line, Words


@dataclass(frozen=True)
class AdmitUser:
    """A person who may sign in: who it is, under which login, with which first password, in which role."""

    login: Annotated[str, Words(2, 64, one_line=True)]
    name: Line
    password: Annotated[str, Words(passwords.SHORTEST, passwords.LONGEST, one_line=True)]
    role: Role
    unit: UnitId
    phone: Line | None = None
    email: Line | None = None


@dataclass(frozen=True)
class GivePassword:
    password: Annotated[str, Words(passwords.SHORTEST, passwords.LONGEST, one_line=True)]


class Known(NamedTuple):
    """A user as the list shows one."""

    account: Account
    name: str


def place_of(login: str, **_: object) -> Place | None:
    """A place of the user's at which the caller admits users; elsewhere there is no such user. No role: the top."""
    account = house().accounts.named(login)
    with house().reading() as db:
        held = roles_of(db, account.person) if account else []
        places = [Place(role.path) for role in held] or [top_of(db)]
    mine = (place for place in places if policy.allows(policy.caller(), Act.ADMIT_USERS, place))
    return next(mine, None) if account else None


@rooms.get("/users")
@policy.needs(Act.ADMIT_USERS, of=policy.anywhere)
def users() -> str:
    accounts = _in_reach()
    called = names(account.person for account in accounts)
    listed = [Known(account, called.get(account.person, account.person)) for account in accounts]
    return render_template("administration/users.html", users=listed, roles=list(Role), shortest=passwords.SHORTEST)


@rooms.post("/users")
@policy.needs(Act.ADMIT_USERS, of=policy.anywhere)
def admit() -> AnyResponse:
    asked = from_form(AdmitUser)
    _require(asked.unit)
    if house().accounts.named(asked.login):
        raise ValidationError({"login": fault("login_taken").messages})
    by = hand()
    enter_person(house().desk, by, EnterPerson(asked.name, asked.phone, asked.email))
    who = pseudonym(by.command)
    admit_user(house().desk, by._replace(command=uuid5(by.command, "admit")), Thing(stream_of(who)))
    granting = by._replace(command=uuid5(by.command, "grant"))
    grant_role(house().desk, granting, Thing(stream_of(who)), GrantRole(asked.role, asked.unit))
    house().accounts.admit(asked.login, who, asked.password)
    return recorded(url_for("administration.user", login=asked.login), gettext("Đã thêm người dùng."))


@rooms.get("/users/<login>")
@policy.needs(Act.ADMIT_USERS, of=place_of)
def user(login: str) -> str:
    account = _account(login)
    with house().reading() as db:
        held = roles_of(db, account.person)
    sessions = house().accounts.sessions.of(login, house().now())
    called = names([account.person])[account.person]
    return render_template(
        "administration/user.html",
        account=account, name=called, held=held, sessions=sessions, roles=list(Role), shortest=passwords.SHORTEST,
    )  # fmt: skip


@rooms.post("/users/<login>/<any('grant', 'withdraw'):act>")
@policy.needs(Act.ADMIT_USERS, of=policy.anywhere)
def change_role(login: str, act: str) -> AnyResponse:
    asked = from_form(GrantRole)
    _require(asked.unit)
    ask = grant_role if act == "grant" else withdraw_role
    ask(house().desk, hand(), Thing(stream_of(_account(login).person)), asked)
    said = gettext("Đã giao vai trò.") if act == "grant" else gettext("Đã thôi giao vai trò.")
    here = place_of(login) is not None
    return recorded(url_for("administration.user", login=login) if here else url_for("administration.users"), said)


@rooms.post("/users/<login>/disable")
@policy.needs(Act.ADMIT_USERS, of=place_of)
def disable(login: str) -> AnyResponse:
    account = _account(login)
    require_over(account.person)
    bar_user(house().desk, hand(), Thing(stream_of(account.person)))
    house().accounts.disable(login)
    return recorded(url_for("administration.users"), gettext("Đã khóa tài khoản; các phiên đã bị đăng xuất."))


@rooms.post("/users/<login>/password")
@policy.needs(Act.ADMIT_USERS, of=place_of)
def give_password(login: str) -> AnyResponse:
    account = _account(login)
    require_over(account.person)
    house().accounts.give_password(login, from_form(GivePassword).password)
    house().accounts.sessions.revoke_others(login, "")
    return recorded(url_for("administration.user", login=login), gettext("Đã đặt mật khẩu mới."))


def _in_reach() -> list[Account]:
    """The accounts of the caller's own part of the tree; those without a role are the top's."""
    mine = policy.reach(Act.ADMIT_USERS)
    with house().reading() as db:
        everyone = top_of(db).path in mine
        here = holders_in(db, mine)
    return [account for account in house().accounts.all() if everyone or account.person in here]


def _account(login: str) -> Account:
    return house().accounts.named(login) or abort(404)


def _require(unit: UnitId) -> None:
    """Roles are given within the administrator's own part of the tree alone."""
    with house().reading() as db:
        policy.require(Act.ADMIT_USERS, places.path_of(db, unit))


def require_over(person: PersonId) -> None:
    """Whoever holds a role elsewhere is not locked out, renamed or erased from here."""
    with house().reading() as db:
        held = _held(db, person)
    for one in held:
        policy.require(Act.ADMIT_USERS, Place(one.path))


def _held(db: Reading, person: PersonId) -> list[RoleHere]:
    return roles_of(db, person)
