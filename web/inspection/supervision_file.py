"""A supervision whole: its row, its subjects, its facts, its limitations; read once a request."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple
from uuid import UUID

from flask import g

from domain.events import supervision as told
from domain.events.deficiency import DeficiencyRecorded
from domain.names import PersonId, Sealed, UnitId
from domain.record import Record, as_of
from domain.sealed import sealed_in
from domain.supervision import Supervision
from projections.deficiencies_found import deficiencies_by_id
from projections.found import Found
from projections.supervision_seen import SupervisionSeen, seen_supervision
from projections.supervisions import Supervised
from projections.unit_tree import Unit, units_by_id
from web.acts import Act, Place
from web.house import house
from web.places import target_supervised
from web.policy import allows, caller

Line = Record[Any]


class Limitation(NamedTuple):
    """A limitation of the conclusion, word for word, and what became of it."""

    found: Found
    recorded: Record[DeficiencyRecorded]


@dataclass(frozen=True)
class SupervisionFile:
    """A supervision as its pages show it."""

    seen: SupervisionSeen
    own: tuple[Line, ...]
    limitations: tuple[Limitation, ...]
    units: dict[UnitId, Unit]

    @property
    def place(self) -> Place:
        return Place(self.seen.unit.path, target_supervised(self.seen.row))

    @cached_property
    def state(self) -> Supervision:
        return as_of(Supervision(), self.own)

    @property
    def subjects(self) -> tuple[tuple[Supervised, Unit], ...]:
        return self.seen.subjects

    def facts(self, *kinds: type[Any]) -> list[Line]:
        return [record for record in self.own if isinstance(record.fact, kinds)]

    def of_subject(self, subject: UnitId) -> list[Line]:
        """What a subject handed in, oldest first."""
        handed = self.facts(told.SelfReportReceived, told.ExplanationGiven)
        return [record for record in handed if record.fact.subject == subject]

    def sealed(self) -> Iterator[Sealed]:
        records = (*self.own, *(one.recorded for one in self.limitations))
        return (one for record in records for one in sealed_in(record.fact))

    def people(self) -> set[PersonId]:
        return set(self.seen.row.team).union(*(record.people for record in self.own))


def supervision_file(supervision: UUID) -> SupervisionFile | None:
    """The file, in four queries; asked again in the same request it is the same file."""
    kept: dict[UUID, SupervisionFile | None] = g.setdefault("supervision_files", {})
    if supervision not in kept:
        with house().reading() as db:
            seen = seen_supervision(db, supervision)
            found = list(deficiencies_by_id(db, seen.row.found).values()) if seen and seen.row.found else []
            units = {unit.unit: unit for _, unit in seen.subjects} if seen else {}
            units |= units_by_id(db, beyond) if (beyond := {one.unit for one in found} - units.keys()) else {}
        kept[supervision] = _file(seen, found, units) if seen else None
    return kept[supervision]


def _file(seen: SupervisionSeen, found: list[Found], units: dict[UnitId, Unit]) -> SupervisionFile:
    own = seen.row.supervision
    histories = house().journal.histories([own, *(one.deficiency for one in found)])
    named = {one.deficiency: one for one in found}
    ordered = (named[id_] for id_ in seen.row.found if id_ in named)  # type: ignore[index]  # ids of deficiencies
    limitations = tuple(Limitation(one, histories[one.deficiency][0]) for one in ordered)
    return SupervisionFile(seen, histories[own], limitations, units)


def opened(supervision: UUID) -> SupervisionFile:
    """The file that the gate found."""
    file = supervision_file(supervision)
    assert file is not None  # the gate answers 404 before
    return file


def place_of(supervision: UUID, **_: object) -> Place | None:
    """Where the supervising unit stands, or a subject of which the caller may read."""
    file = supervision_file(supervision)
    if file is None or allows(caller(), Act.READ_SUPERVISION, file.place):
        return file.place if file else None
    places = (Place(unit.path) for _, unit in file.subjects)
    return next((one for one in places if allows(caller(), Act.READ_SUPERVISION, one)), file.place)
