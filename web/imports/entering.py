"""A register brought in: read, compared, and entered whole or not at all."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from domain.names import PersonId, UnitId
from domain.record import Hand
from projections import known_units
from web.house import House
from web.imports.findings import Finding, found_by_comparison, in_order
from web.imports.register import Reading, read_register
from web.imports.sheets import Brought
from workflows.requests.register import RegisterBrought, compare_register, enter_register
from workflows.requests.units import code_key


@dataclass(frozen=True)
class Outcome:
    """What became of a file. `units` counts the units it lists; `entered`, `amended` and `people` what is new."""

    units: int
    findings: tuple[Finding, ...]
    entered: int = 0
    amended: int = 0
    people: int = 0
    dry_run: bool = False

    @property
    def faults(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.grave)

    @property
    def doubts(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if not finding.grave)

    def as_json(self) -> dict[str, object]:
        told: dict[str, object] = {"units": self.units, "refused": bool(self.faults), "dry_run": self.dry_run}
        counts = {"entered": self.entered, "amended": self.amended, "people": self.people}
        faults, doubts = ([finding.as_json() for finding in some] for some in (self.faults, self.doubts))
        return {**told, **counts, "errors": faults, "warnings": doubts}


class TopUnclear(Exception):
    """It is not clear which unit the register is of; `why` is worded under `import_fault`."""

    def __init__(self, why: str, **values: object) -> None:
        super().__init__(why)
        self.why, self.values = why, values


class Under(NamedTuple):
    """The unit that a register is of, and whether it is only tried out."""

    top: UnitId
    dry_run: bool = False


class _KnownHere:
    """What the views and the key store answer to a comparison."""

    def __init__(self, house: House) -> None:
        self.house = house

    def at_and_below(self, unit: UnitId) -> Collection[UnitId]:
        with self.house.reading() as db:
            return {unit, *known_units.at_and_below(db, unit)}

    def identities(self, persons: Iterable[PersonId]) -> dict[PersonId, Any]:
        return dict(self.house.keys.identities(persons))


def import_register(house: House, hand: Hand, brought: Brought, under: Under) -> Outcome:
    """Take a register in, unless it has a fault or is only tried out."""
    reading = read_register(brought, hand.today)
    listed = RegisterBrought(under.top, tuple(reading.listed), hand.today)
    compared = compare_register(house.desk, _KnownHere(house), listed)
    findings = _findings(reading, tuple(found_by_comparison(it, tuple(reading.places)) for it in compared.remarks))
    plan = compared.plan
    outcome = Outcome(len(listed.listed), findings, len(plan.enter), len(plan.amend), plan.people, under.dry_run)
    if outcome.faults:
        return Outcome(0, findings, dry_run=under.dry_run)
    if not under.dry_run and not plan.is_empty:
        enter_register(house.desk, hand, plan)
    return outcome


def top_unit(house: House, code: str | None) -> UnitId:
    """The unit of a code; without one the only Bloc. Raises `TopUnclear`."""
    if code is not None:
        if (held := house.journal.holder(code_key(code))) is None:
            raise TopUnclear("no_such_unit", unit_code=code)
        return UnitId(held)
    with house.reading() as db:
        blocs = known_units.blocs(db)
    if len(blocs) != 1:
        raise TopUnclear("several_blocs" if blocs else "no_bloc", codes=", ".join(bloc.code for bloc in blocs))
    return blocs[0].unit


def _findings(reading: Reading, compared: tuple[Finding, ...]) -> tuple[Finding, ...]:
    return in_order([*reading.findings, *compared], reading.sheets)
