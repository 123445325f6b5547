"""What is owed about a supervision, and by whom: the rest of the tasks stand in `tasks`."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from domain.deficiency import Deficiency
from domain.events import deficiency as of_deficiency
from domain.events import supervision as told
from domain.names import DeficiencyId, Role, Source, SourceKind
from domain.record import Record
from domain.supervision import Supervision
from projections.sheet import Sheet
from projections.task_kinds import TaskKind
from projections.task_workings import leaders_act
from projections.tasks import Task, blank, of_deficiencies, owe, view

__all__ = ["view"]


@dataclass(frozen=True)
class Followed:
    """A supervision, and which limitations of its conclusion are settled."""

    road: Supervision = field(default_factory=Supervision)
    settled: frozenset[DeficiencyId] = frozenset()


@dataclass(frozen=True)
class OfSupervision:
    """The supervision that a deficiency was found by."""

    supervision: UUID


@view.on(*(view.told(told.SupervisionFact) - view.ignores))
def of_supervisions(sheet: Sheet, record: Record[told.SupervisionFact]) -> None:
    before = sheet.working(Followed, record.stream) or Followed()
    _owed_now(sheet, record.stream, replace(before, road=before.road.after(record)), record)


@view.on(*view.told(of_deficiency.DeficiencyFact))
def of_limitations(sheet: Sheet, record: Record[of_deficiency.DeficiencyFact]) -> None:
    """A deficiency has its own tasks; one of a conclusion also settles, or unsettles, what follows from that."""
    of_deficiencies(sheet, record)
    fact, found = record.fact, DeficiencyId(record.stream)
    if isinstance(fact, of_deficiency.DeficiencyRecorded) and (source := _supervision(fact.source)):
        sheet.keep(found, OfSupervision(source))
    by = sheet.working(OfSupervision, found)
    followed = sheet.working(Followed, by.supervision) if by else None
    if by and followed:
        state = sheet.working(Deficiency, found) or Deficiency()
        settled = followed.settled - {found} if state.open else followed.settled | {found}
        _owed_now(sheet, by.supervision, replace(followed, settled=settled), record)


def _supervision(source: Source) -> UUID | None:
    try:
        return UUID(source.id) if source.kind is SourceKind.SUPERVISION else None
    except ValueError:
        return None


def _owed_now(sheet: Sheet, supervision: UUID, followed: Followed, record: Record[Any]) -> None:
    if followed.road.ended:
        owe(sheet, supervision, ())
        sheet.drop(Followed, supervision)
    elif followed.road.unit is not None:
        owed = blank(record, followed.road.unit)._replace(about=supervision)
        owe(sheet, supervision, _tasks(followed, owed))
        sheet.keep(supervision, followed)


def _tasks(followed: Followed, owed: Task) -> Iterator[Task]:
    road = followed.road
    leaders = any(leaders_act(target) for target in road.against)
    owed = owed._replace(role=Role.LEADER if leaders else Role.INSPECTOR, person=road.lead)
    if road.concluded:
        if set(road.deficiencies) <= followed.settled:
            yield owed._replace(kind=TaskKind.END_FOLLOW_UP)
        return
    if not road.drafted:
        yield from _by_subjects(road, owed)
    if turn := _turn(road):
        yield owed._replace(kind=turn)


def _by_subjects(road: Supervision, owed: Task) -> Iterator[Task]:
    for n, subject in enumerate(road.subjects, start=1):
        if subject in road.announced and subject not in road.reported:
            asked = owed._replace(kind=TaskKind.REPORT_ON_ITSELF, n=n, unit=subject, role=Role.SECRETARY)
            yield asked._replace(person=None, due=road.report_by)


def _turn(road: Supervision) -> TaskKind | None:
    """What the supervising side does next; none while it waits for reports."""
    subjects = set(road.subjects)
    if road.lead is None:
        return TaskKind.DECIDE_SUPERVISION
    if road.announced < subjects:
        return TaskKind.ANNOUNCE_SUPERVISION
    if road.worked_with < subjects:
        return TaskKind.HOLD_SESSION if (subjects - road.worked_with) & road.reported else None
    if not road.drafted:
        return TaskKind.DRAFT_REPORT
    return TaskKind.CONCLUDE_SUPERVISION if road.conferred else TaskKind.HOLD_CONFERENCE
