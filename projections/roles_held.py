"""Who may do what: users, the roles they hold at which units, and the stream of each person."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, func, select

from domain.events.person import (
    IdentityAmended,
    IdentityErased,
    PersonEntered,
    PersonFact,
    RoleGranted,
    RoleWithdrawn,
    UserAdmitted,
    UserBarred,
)
from domain.names import PersonId, Role, UnitId
from domain.record import Record
from projections.scope import seen
from projections.sheet import Sheet
from projections.temporal import Temporal, so_today
from projections.unit_tree import units
from projections.view import View


class Person(NamedTuple):
    """A pseudonym, its stream, and whether the person may sign in; `identity_at`: where the sealed identity stands."""

    person: PersonId
    stream: UUID
    admitted: bool
    erased: bool
    identity_at: int | None


class HeldRole(NamedTuple):
    """A role at a unit and below it."""

    person: PersonId
    role: Role
    unit: UnitId


class RoleHere(NamedTuple):
    """A role with the path it reaches below, and the unit's code and name."""

    person: PersonId
    role: Role
    unit: UnitId
    path: str
    code: str
    name: str


people = Temporal("people", Person, now=("stream",))
roles = Temporal("roles", HeldRole, key=3, now=("person", "unit role"))
view = View("roles_held", people, roles).following(PersonFact)


def _person(sheet: Sheet, record: Record[Any]) -> Person:
    name: PersonId = record.fact.person
    return sheet.row(people, name) or Person(name, record.stream, admitted=False, erased=False, identity_at=None)


@view.on(PersonEntered, IdentityAmended)
def entered(sheet: Sheet, record: Record[PersonEntered | IdentityAmended]) -> None:
    sheet.put(people, _person(sheet, record)._replace(identity_at=record.position))


@view.on(IdentityErased)
def erased(sheet: Sheet, record: Record[IdentityErased]) -> None:
    sheet.put(people, _person(sheet, record)._replace(erased=True, identity_at=None))


@view.on(UserAdmitted)
def admitted(sheet: Sheet, record: Record[UserAdmitted]) -> None:
    sheet.put(people, _person(sheet, record)._replace(admitted=True))


@view.on(UserBarred)
def barred(sheet: Sheet, record: Record[UserBarred]) -> None:
    sheet.put(people, _person(sheet, record)._replace(admitted=False))


@view.on(RoleGranted)
def granted(sheet: Sheet, record: Record[RoleGranted]) -> None:
    fact = record.fact
    sheet.put(roles, HeldRole(fact.person, fact.role, fact.unit))


@view.on(RoleWithdrawn)
def withdrawn(sheet: Sheet, record: Record[RoleWithdrawn]) -> None:
    fact = record.fact
    sheet.end(roles, fact.person, fact.role, fact.unit)


# Questions


def person(db: Connection, name: PersonId, at: int | None = None) -> Person | None:
    return next(iter(people.read(db, people.select(at).where(people.c.person == name))), None)


def amended_since(db: Connection, names: Iterable[PersonId]) -> dict[PersonId, int]:
    """Of these persons, whose identity was another one at the moment of the reading, where that stands."""
    today = people.table.alias()
    amended = people.c.person == today.c.person, so_today(today), people.c.identity_at != today.c.identity_at
    query = select(people.c.person, people.c.identity_at).where(people.at(), people.c.person.in_(list(names)), *amended)
    return dict(map(tuple, db.execute(query)))


def users(db: Connection, at: int | None = None) -> list[Person]:
    """Everyone who was ever admitted or holds a role."""
    known = people.c.admitted | people.c.person.in_(select(roles.c.person).where(roles.at(at)))
    return people.read(db, people.select(at).where(known).order_by(people.c.person))


def roles_of(db: Connection, name: PersonId) -> list[RoleHere]:
    """The roles a person holds today, with the paths they reach: what every permission is decided by."""
    query = _with_path().where(roles.c.person == name).order_by(units.c.path, roles.c.role)
    return [RoleHere(*line) for line in db.execute(query)]


def holders_in(db: Connection, scope: Sequence[str]) -> frozenset[PersonId]:
    """Who holds a role in a part of the tree today."""
    query = select(roles.c.person).join_from(roles.table, units.table, seen(roles.c.unit, scope)).distinct()
    return frozenset(db.scalars(query.where(roles.at())))


def holders_above(db: Connection, role: Role, path: str) -> list[RoleHere]:
    """Who holds a role at a unit or above it, the nearest first."""
    above = func.substr(path, 1, func.length(units.c.path)) == units.c.path
    query = _with_path().where(roles.c.role == role, above).order_by(func.length(units.c.path).desc(), roles.c.person)
    return [RoleHere(*line) for line in db.execute(query)]


def everyones_roles(db: Connection) -> list[RoleHere]:
    """Every role of whoever may sign in."""
    admitted = select(people.c.person).where(people.at(), people.c.admitted, ~people.c.erased)
    query = _with_path().where(roles.c.person.in_(admitted)).order_by(units.c.path, roles.c.person)
    return [RoleHere(*line) for line in db.execute(query)]


def _with_path() -> Any:
    columns = (roles.c.person, roles.c.role, roles.c.unit, units.c.path, units.c.code, units.c.name)
    here = (roles.c.unit == units.c.unit) & units.at()
    return select(*columns).join_from(roles.table, units.table, here).where(roles.at())
