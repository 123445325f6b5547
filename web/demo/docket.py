"""What an inspection committee keeps of its Bloc: what was found, which cases run and closed, which numbers it gave."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from domain.calendar import months_after
from domain.names import DeficiencyCode, DeficiencyId, PersonId, RemediationId
from web.demo.shape import PlannedUnit

if TYPE_CHECKING:
    from web.demo.cases import CaseStory

COMES_BACK_WITHIN = 12


class Finding(NamedTuple):
    """A deficiency as it was recorded. `explained`: with its causes; `owned_up`: its unit acknowledged it."""

    id: DeficiencyId
    code: DeficiencyCode
    by: PersonId
    explained: bool = True
    owned_up: bool = False


@dataclass(frozen=True)
class CaseFile:
    """What a case begins with: whose it is, what was found, on which paper, who opens and who answers it."""

    act: str
    unit: PlannedUnit
    found: tuple[Finding, ...]
    number: str
    opener: PersonId
    verifier: PersonId
    answers: PersonId
    helps: PersonId
    dated: date | None = None
    due: date | None = None
    recurrence_of: RemediationId | None = None


@dataclass
class Docket:
    """The books of one Bloc's inspection committee."""

    open: dict[tuple[str, DeficiencyCode], int] = field(default_factory=Counter)
    seen: dict[str, list[tuple[date, DeficiencyCode]]] = field(default_factory=lambda: defaultdict(list))
    closed: dict[tuple[str, DeficiencyCode], CaseStory] = field(default_factory=dict)
    kept_waiting: int = 0
    _numbers: dict[int, int] = field(default_factory=Counter)

    def number(self, on: date) -> str:
        """The next number of a conclusion notice this year."""
        self._numbers[on.year] += 1
        return f"{self._numbers[on.year]:02d}-TB/UBKTĐUK"

    def find(self, unit: PlannedUnit, code: DeficiencyCode, on: date) -> None:
        self.open[unit.code, code] += 1
        self.seen[unit.code].append((on, code))

    def is_open(self, unit: PlannedUnit, code: DeficiencyCode) -> bool:
        return self.open.get((unit.code, code), 0) > 0

    def settle(self, unit: PlannedUnit, code: DeficiencyCode) -> None:
        self.open[unit.code, code] -= 1

    def closed_before(self, unit: PlannedUnit, code: DeficiencyCode, on: date) -> CaseStory | None:
        """The closed case whose deficiency came back within the months that count."""
        case = self.closed.get((unit.code, code))
        if case is None or case.closed_on is None or on > months_after(case.closed_on, COMES_BACK_WITHIN):
            return None
        return case

    def link(self, before: CaseStory, unit: PlannedUnit, found: list[Finding]) -> RemediationId | None:
        """The closed case that a new one is a recurrence of; it is linked to once."""
        again = [finding.code for finding in found if self.closed.get((unit.code, finding.code)) is before]
        for code in again:
            del self.closed[unit.code, code]
        before.taken_over = before.taken_over or bool(again)
        return before.id if again else None

    def seen_since(
        self, unit: PlannedUnit, since: date, codes: frozenset[DeficiencyCode]
    ) -> tuple[DeficiencyCode, ...]:
        """Which of the deficiencies were found in the unit again after a day."""
        return tuple(sorted({code for on, code in self.seen[unit.code] if on > since and code in codes}))
