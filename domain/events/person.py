"""The story of one person, by pseudonym: entered, given roles, erased."""

from dataclasses import dataclass

from domain.events.fact import Fact
from domain.names import PersonId, Role, Sealed, UnitId


@dataclass(frozen=True, slots=True)
class PersonEntered(Fact):
    """A person is known here under a pseudonym; the sealed text is name, phone and e-mail as JSON."""

    person: PersonId
    identity: Sealed


@dataclass(frozen=True, slots=True)
class IdentityAmended(Fact):
    """The person's name, phone or e-mail was put right."""

    person: PersonId
    identity: Sealed


@dataclass(frozen=True, slots=True)
class IdentityErased(Fact):
    """The person's key and those of `texts` protected texts about the person were destroyed."""

    person: PersonId
    basis: str
    texts: int


@dataclass(frozen=True, slots=True)
class UserAdmitted(Fact):
    """The person may sign in."""

    person: PersonId


@dataclass(frozen=True, slots=True)
class UserBarred(Fact):
    """The person may no longer sign in."""

    person: PersonId


@dataclass(frozen=True, slots=True)
class RoleGranted(Fact):
    """The person holds a role at a unit and below it."""

    person: PersonId
    role: Role
    unit: UnitId


@dataclass(frozen=True, slots=True)
class RoleWithdrawn(Fact):
    """The person no longer holds the role at the unit."""

    person: PersonId
    role: Role
    unit: UnitId


PersonFact = PersonEntered | IdentityAmended | IdentityErased | UserAdmitted | UserBarred | RoleGranted | RoleWithdrawn
