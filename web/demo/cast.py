"""Who is who: the persons of the demo by what they are there for, and the offices they hold."""

from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from domain.names import BodyKind, Office, PersonId, Role, UnitId, UnitType
from web.demo.dice import dice
from web.demo.shape import PlannedBloc, PlannedUnit
from web.demo.stage import Stage
from workflows.requests.people import pseudonym

STANDING, INSPECTORS, COMMITTEE = 7, 5, 10
"""Seats on the Bloc's standing board, its inspection committee, and its committee beside the standing board."""
BOARDS = (
    BodyKind.ORGANISATION_BOARD,
    BodyKind.PROPAGANDA_BOARD,
    BodyKind.MASS_MOBILISATION_BOARD,
    BodyKind.OFFICE_BOARD,
)
MEMBERS_OF_A_COMMITTEE = 3
WITHOUT_OVERSEER = 0.03
OVERSEEN_TOGETHER = 4
"""Cells of the party body above `secretary1`'s that `overseer1` looks after."""


LOGINS = ("admin", "leader", "inspector1", "inspector2", "overseer1", "secretary1", "secretary2", "auditor")


class Seat(NamedTuple):
    """An office on a body of a unit, and who holds it, by what they are there for."""

    unit: str
    body: BodyKind
    office: Office
    who: str


class Login(NamedTuple):
    """An account of the demo: who signs in, with which role at which units."""

    login: str
    who: str
    role: Role
    units: tuple[str, ...]


class Cast:
    """The persons of one Bloc."""

    def __init__(self, stage: Stage, bloc: PlannedBloc) -> None:
        self.stage, self.bloc, self.code = stage, bloc, bloc.bloc.code
        self._known: dict[str, PersonId] = {}

    def person(self, who: str) -> PersonId:
        known = self._known.get(who)
        if known is None:
            known = self._known[who] = pseudonym(self.stage.command(f"person {who}"))
        return known

    def unit(self, code: str) -> UnitId:
        return self.stage.unit(code)

    def secretary(self, unit: PlannedUnit) -> PersonId:
        return self.person(f"secretary {unit.code}")

    def deputy(self, unit: PlannedUnit) -> PersonId:
        return self.person(f"deputy {unit.code}")

    @cached_property
    def inspectors(self) -> tuple[PersonId, ...]:
        return tuple(self.person(f"inspector {n} {self.code}") for n in range(INSPECTORS))

    def other_inspector(self, than: PersonId) -> PersonId:
        """An inspector of the committee who is not this person."""
        others = [inspector for inspector in self.inspectors if inspector != than]
        return others[sum(map(ord, than)) % len(others)]

    @property
    def leader(self) -> PersonId:
        return self.person(f"standing 3 {self.code}")

    @cached_property
    def leaders(self) -> tuple[PersonId, ...]:
        """Standing board members, heads and deputies of the party-building boards."""
        return tuple(self.person(seat.who) for seat in self._leading())

    def superior(self, cell: PlannedUnit) -> PersonId:
        """Who decides the cell's class and is told of its meetings: the overseer, or the secretary above."""
        overseer = self.overseer(cell)
        return self.person(overseer) if overseer else self.secretary(self.bloc.by_code[cell.parent or self.code])

    def overseer(self, cell: PlannedUnit) -> str | None:
        """A member of the committee above looks after the cell; for a few cells nobody does."""
        if cell == self.second_cell:
            return None
        chance = dice(self.stage.seed, "overseer", cell.code)
        if cell.parent == self.code:
            return f"committee {chance.randrange(COMMITTEE)} {self.code}"
        above = self.bloc.organisation_of(cell).code
        if above == self.bloc.organisation_of(self.first_cell).code and int(cell.code[-3:]) <= OVERSEEN_TOGETHER:
            return self.first_overseer
        missing = chance.random() < WITHOUT_OVERSEER
        return None if missing else f"member {chance.randrange(MEMBERS_OF_A_COMMITTEE)} {above}"

    def is_overseen_by_first(self, cell: PlannedUnit) -> bool:
        return self.overseer(cell) == self.first_overseer

    @cached_property
    def first_cell(self) -> PlannedUnit:
        """The cell of `secretary1`: foreign-owned, of shift workers."""
        foreign = (cell for cell in self.bloc.cells if cell.type is UnitType.FOREIGN_OWNED_ENTERPRISE)
        return next(cell for cell in foreign if cell.parent != self.code)

    @cached_property
    def second_cell(self) -> PlannedUnit:
        """The cell of `secretary2`: of a state enterprise, without an overseer."""
        state = (cell for cell in self.bloc.cells if cell.type is UnitType.STATE_ENTERPRISE)
        return next(cell for cell in state if cell.parent != self.code)

    @cached_property
    def without_deputy(self) -> PlannedUnit:
        """The cell whose register never named a deputy."""
        own = (self.first_cell, self.second_cell)
        return next(cell for cell in reversed(self.bloc.cells) if cell not in own)

    @cached_property
    def logins(self) -> tuple[Login, ...]:
        overseen = tuple(cell.code for cell in self.bloc.cells if self.is_overseen_by_first(cell))
        bloc = (self.code,)
        return (
            Login("admin", f"administrator {self.code}", Role.ADMINISTRATOR, bloc),
            Login("leader", f"standing 3 {self.code}", Role.LEADER, bloc),
            Login("inspector1", f"inspector 0 {self.code}", Role.INSPECTOR, bloc),
            Login("inspector2", f"inspector 1 {self.code}", Role.INSPECTOR, bloc),
            Login("overseer1", self.first_overseer, Role.OVERSEER, overseen),
            Login("secretary1", f"secretary {self.first_cell.code}", Role.SECRETARY, (self.first_cell.code,)),
            Login("secretary2", f"secretary {self.second_cell.code}", Role.SECRETARY, (self.second_cell.code,)),
            Login("auditor", f"auditor {self.code}", Role.AUDITOR, bloc),
        )

    @property
    def first_overseer(self) -> str:
        """Who `overseer1` is: a committee member of the party body above `secretary1`'s cell."""
        return f"member 0 {self.bloc.organisation_of(self.first_cell).code}"

    def seats(self, unit: PlannedUnit) -> Iterator[Seat]:
        """Every office of a unit."""
        if unit == self.bloc.bloc:
            yield from self._of_the_bloc()
            return
        yield Seat(unit.code, BodyKind.COMMITTEE, Office.SECRETARY, f"secretary {unit.code}")
        if unit != self.without_deputy:
            yield Seat(unit.code, BodyKind.COMMITTEE, Office.DEPUTY_SECRETARY, f"deputy {unit.code}")
        if unit.is_cell:
            if overseer := self.overseer(unit):
                yield Seat(unit.code, BodyKind.COMMITTEE, Office.OVERSEER, overseer)
        elif unit.parent == self.code:
            for n in range(MEMBERS_OF_A_COMMITTEE):
                yield Seat(unit.code, BodyKind.COMMITTEE, Office.COMMITTEE_MEMBER, f"member {n} {unit.code}")
            yield Seat(
                unit.code, BodyKind.INSPECTION_COMMITTEE, Office.INSPECTION_COMMITTEE_MEMBER, f"checker {unit.code}"
            )

    def _of_the_bloc(self) -> Iterator[Seat]:
        yield Seat(self.code, BodyKind.COMMITTEE, Office.SECRETARY, f"standing 0 {self.code}")
        yield Seat(self.code, BodyKind.COMMITTEE, Office.DEPUTY_SECRETARY, f"standing 1 {self.code}")
        yield from self._leading()
        for n in range(COMMITTEE):
            yield Seat(self.code, BodyKind.COMMITTEE, Office.COMMITTEE_MEMBER, f"committee {n} {self.code}")
        for n in range(INSPECTORS):
            who = f"inspector {n} {self.code}"
            yield Seat(self.code, BodyKind.INSPECTION_COMMITTEE, Office.INSPECTION_COMMITTEE_MEMBER, who)

    def _leading(self) -> Iterator[Seat]:
        for n in range(STANDING):
            yield Seat(self.code, BodyKind.STANDING_BOARD, Office.STANDING_BOARD_MEMBER, f"standing {n} {self.code}")
        for board in BOARDS:
            yield Seat(self.code, board, Office.BOARD_HEAD, f"head {board} {self.code}")
            yield Seat(self.code, board, Office.BOARD_DEPUTY, f"deputy head {board} {self.code}")
