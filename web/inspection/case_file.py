"""The file of a case: where it stands, its facts, its deficiencies; read once, for the gate and the page alike."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple
from uuid import UUID

from flask import g

from domain.deficiency import Deficiency
from domain.events.deficiency import DeficiencyContested, DeficiencyRecorded
from domain.events.remediation import EvidenceFiled, PlanSubmitted
from domain.names import BodyKind, DeficiencyId, Office, PersonId, Sealed, Target
from domain.record import Record, as_of
from domain.remediation import Remediation
from domain.sealed import sealed_in
from projections.case_seen import CaseSeen
from projections.case_story import CaseStory, story_of
from web.house import house
from web.policy import Place

Line = Record[Any]


class HeldDeficiency(NamedTuple):
    """A deficiency of the case with its own story."""

    id: DeficiencyId
    found: Record[DeficiencyRecorded]
    state: Deficiency
    version: int
    contest: Sealed | None


@dataclass(frozen=True)
class CaseFile:
    """A case as its page shows it."""

    story: CaseStory
    records: tuple[Line, ...]

    @cached_property
    def own(self) -> tuple[Line, ...]:
        """The case's own facts; their number is its version."""
        return tuple(record for record in self.records if record.stream == self.story.case.case)

    @cached_property
    def seen(self) -> CaseSeen:
        return as_of(CaseSeen(), self.own)

    @property
    def case(self) -> Remediation:
        return self.seen.case

    @cached_property
    def held(self) -> tuple[HeldDeficiency, ...]:
        """The deficiencies the case holds, in the order they came in."""
        told = {one.id: one for one in _deficiencies(self.records)}
        return tuple(told[held] for held in self.case.holds if held in told)

    @property
    def place(self) -> Place:
        """Where it stands, and whether its findings are against those who oversee: leaders act there."""
        targets = [one.found.fact.target for one in self.held]
        return Place(self.story.unit.path, next(filter(_is_superior, targets), targets[0] if targets else None))

    def last(self, *kinds: type[Any]) -> Line | None:
        """The newest of the case's own facts of these kinds."""
        return next((record for record in reversed(self.own) if isinstance(record.fact, kinds)), None)

    @property
    def plan(self) -> Record[PlanSubmitted] | None:
        return self.last(PlanSubmitted)

    @property
    def evidence(self) -> tuple[Record[EvidenceFiled], ...]:
        return tuple(record for record in self.own if isinstance(record.fact, EvidenceFiled))

    def sealed(self) -> Iterator[Sealed]:
        """Every protected text the page shows."""
        return (one for record in self.records for one in sealed_in(record.fact))

    def people(self) -> set[PersonId]:
        """Everyone the page names."""
        owners = {step.owner for step in self.case.steps}
        return owners.union(*(record.people for record in self.records))


def case_file(case: UUID) -> CaseFile | None:
    """The file, in two queries; asked again in the same request it is the same file."""
    kept: dict[UUID, CaseFile | None] = g.setdefault("case_files", {})
    if case not in kept:
        with house().reading() as db:
            story = story_of(db, case)
        kept[case] = CaseFile(story, _records(story.positions)) if story else None
    return kept[case]


def place_of(case: UUID, **_: object) -> Place | None:
    """For the gate of pages that go on to show the file."""
    file = case_file(case)
    return file.place if file else None


def opened(case: UUID) -> CaseFile:
    """The file that the gate found."""
    file = case_file(case)
    assert file is not None  # the gate answers 404 before
    return file


def _records(positions: Iterable[int]) -> tuple[Line, ...]:
    found = house().journal.at(positions)
    return tuple(found[position] for position in sorted(found))


def _deficiencies(records: Iterable[Line]) -> Iterator[HeldDeficiency]:
    streams: dict[UUID, list[Line]] = {}
    for record in records:
        streams.setdefault(record.stream, []).append(record)
    return (held_from(told) for told in streams.values() if isinstance(told[0].fact, DeficiencyRecorded))


def held_from(told: Sequence[Line]) -> HeldDeficiency:
    """A deficiency from all its own facts."""
    contests = [record.fact.reason for record in told if isinstance(record.fact, DeficiencyContested)]
    state, newest = as_of(Deficiency(), told), next(reversed(contests), None)
    return HeldDeficiency(DeficiencyId(told[0].stream), told[0], state, len(told), newest)


def _is_superior(target: Target) -> bool:
    return target.body is BodyKind.INSPECTION_COMMITTEE or target.office is Office.OVERSEER
