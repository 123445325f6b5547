"""People behind pseudonyms, their roles, and their erasure."""

import base64
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5

import msgspec

from domain.events.person import PersonEntered
from domain.names import PersonId, Role, Sealed, UnitId
from domain.person import Person
from domain.record import Hand
from workflows.desk import Claim, Desk, Thing, request
from workflows.journal.journal import Writing
from workflows.requests.shapes import Line


@dataclass(frozen=True)
class EnterPerson:
    """Who someone is. Goes sealed into the journal, under a key of the person's own."""

    name: Line
    phone: Line | None = None
    email: Line | None = None


@dataclass(frozen=True)
class GrantRole:
    role: Role
    unit: UnitId


def pseudonym(command: UUID) -> PersonId:
    """A name that tells nothing: drawn from the command's random id."""
    drawn = base64.b32encode(uuid5(command, "person").bytes)[:12]
    return PersonId("p-" + drawn.decode().lower())


def stream_of(person: PersonId) -> UUID:
    """The stream of a person, found without asking anyone."""
    return uuid5(UUID(int=0), f"person:{person}")


@request
def enter_person(desk: Desk, hand: Hand, asked: EnterPerson) -> tuple[Any, ...]:
    return written_of(desk, pseudonym(hand.command), asked)


def written_of(desk: Desk, person: PersonId, asked: EnterPerson) -> tuple[Writing, Claim]:
    """What entering someone under a pseudonym writes."""
    entered = PersonEntered(person=person, identity=_identity(desk, person, asked))
    return Writing(stream_of(person), 0, (entered,)), Claim(f"person:{person}", stream_of(person))


@request
def amend_identity(desk: Desk, hand: Hand, thing: Thing, asked: EnterPerson) -> tuple[Any, ...]:
    person, opened = desk.open(Person(), thing)
    amended = person.amend(_identity(desk, person.known(), asked))
    return (opened.writes(amended),)


@request
def grant_role(desk: Desk, hand: Hand, thing: Thing, asked: GrantRole) -> tuple[Any, ...]:
    person, opened = desk.open(Person(), thing)
    desk.unit(asked.unit).must_exist()
    return (opened.writes(person.grant(asked.role, asked.unit)),)


@request
def withdraw_role(desk: Desk, hand: Hand, thing: Thing, asked: GrantRole) -> tuple[Any, ...]:
    person, opened = desk.open(Person(), thing)
    return (opened.writes(person.withdraw(asked.role, asked.unit)),)


@request
def admit_user(desk: Desk, hand: Hand, thing: Thing) -> tuple[Any, ...]:
    person, opened = desk.open(Person(), thing)
    return (opened.writes(person.admit()),)


@request
def bar_user(desk: Desk, hand: Hand, thing: Thing) -> tuple[Any, ...]:
    person, opened = desk.open(Person(), thing)
    return (opened.writes(person.bar()),)


@request
def record_erasure(desk: Desk, hand: Hand, thing: Thing, basis: str, texts: int) -> tuple[Any, ...]:
    """Put on record that a person's key, and those of the texts about the person, were destroyed.

    Nobody acts under a name that is no more: the person's roles end with it, and they no longer sign in.
    """
    person, opened = desk.open(Person(), thing)
    erased = person.erase(basis, texts)
    ended = [person.withdraw(role, unit) for role, unit in sorted(person.roles)]
    barred = [person.bar()] if person.admitted else []
    return (opened.writes(*ended, *barred, erased),)


def _identity(desk: Desk, person: PersonId, asked: EnterPerson) -> Sealed:
    return desk.seals.seal_identity(person, msgspec.json.encode(asked).decode())
