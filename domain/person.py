"""One person behind a pseudonym: entered, given roles, erased."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from domain import refusals
from domain.events.person import (
    IdentityAmended,
    IdentityErased,
    PersonEntered,
    RoleGranted,
    RoleWithdrawn,
    UserAdmitted,
    UserBarred,
)
from domain.names import PersonId, Role, Sealed, UnitId
from domain.record import Record


@dataclass(frozen=True)
class Person:
    """What a decision on a person needs to know."""

    id: PersonId | None = None
    roles: frozenset[tuple[Role, UnitId]] = frozenset()
    admitted: bool = False
    erased: bool = False

    def amend(self, identity: Sealed) -> IdentityAmended:
        return IdentityAmended(person=self.known(), identity=identity)

    def erase(self, basis: str, texts: int) -> IdentityErased:
        return IdentityErased(person=self.known(), basis=basis, texts=texts)

    def admit(self) -> UserAdmitted:
        return UserAdmitted(person=self.known())

    def bar(self) -> UserBarred:
        return UserBarred(person=self.known())

    def grant(self, role: Role, unit: UnitId) -> RoleGranted:
        if (role, unit) in self.roles:
            raise refusals.RoleHeld
        return RoleGranted(person=self.known(), role=role, unit=unit)

    def withdraw(self, role: Role, unit: UnitId) -> RoleWithdrawn:
        if (role, unit) not in self.roles:
            raise refusals.RoleNotHeld
        return RoleWithdrawn(person=self.known(), role=role, unit=unit)

    def known(self) -> PersonId:
        """Their pseudonym, if they were entered and not erased."""
        if self.id is None:
            raise refusals.NotThere
        if self.erased:
            raise refusals.PersonErased
        return self.id

    def after(self, record: Record[Any]) -> Person:
        match record.fact:
            case PersonEntered(person=person):
                return replace(self, id=person)
            case UserAdmitted():
                return replace(self, admitted=True)
            case UserBarred():
                return replace(self, admitted=False)
            case RoleGranted(role=role, unit=unit):
                return replace(self, roles=self.roles | {(role, unit)})
            case RoleWithdrawn(role=role, unit=unit):
                return replace(self, roles=self.roles - {(role, unit)})
            case IdentityErased():
                return replace(self, erased=True)
            case _:
                return self
