"""What a fact reaches: the things, units, persons and days whose rows it may change, named by it or known to views."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Select, func, select

from domain.events import meeting
from domain.events import unit as of_unit
from domain.events.deficiency import DeficiencyFact
from domain.events.fact import Fact
from domain.events.remediation import RemediationFact
from domain.record import Record
from projections.found import deficiencies
from projections.remediation_inbox import limitations
from projections.resolution_tasks import tasks
from projections.rule_changes import made_alone_by
from projections.tasks_of_capacity import offices_of
from projections.temporal import NOW, so_at, so_today
from projections.unit_tree import units
from projections.vacancies import vacancies
from projections.view import View

Further = Callable[[Record[Any], UUID | None], Select[Any]]
ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
AT_MOST = 100
"""So many units below one that moved are looked at."""


def reached(db: Connection, record: Record[Any], of: UUID | None) -> set[object]:
    """The fact's stream, its unit, what it names, and what it reaches without naming it; one query at most."""
    further = FURTHER.get(type(record.fact))
    found = db.execute(further(record, of)) if further else ()
    beyond = {_id(one) for line in found for one in line}
    called = {record.stream, offices_of(record.stream), made_alone_by(record), *([of] if of else [])}
    return called | beyond | set(_named(record.fact))


def _id(found: object) -> object:
    """An id that a view keeps as text is one all the same."""
    return UUID(found) if isinstance(found, str) and ID.fullmatch(found) else found


def _named(value: object) -> Iterator[object]:
    """Every id, day and word in a fact."""
    match value:
        case UUID() | date() | str():
            yield value
        case tuple():
            yield from (one for part in value for one in _named(part))
        case Mapping():
            yield from (one for pair in value.items() for one in _named(pair))
        case _ if is_dataclass(value):
            yield from (one for part in fields(value) for one in _named(getattr(value, part.name)))


def _deficiencies_of_the_case(record: Record[Any], _: UUID | None) -> Select[Any]:
    return select(limitations.c.deficiency).where(limitations.c.case == record.stream).distinct()


def _beside_the_deficiency(record: Record[Any], _: UUID | None) -> Select[Any]:
    """Its case, the supervision it came from, and those of its code in its unit, whose recurrences are counted."""
    own, like = deficiencies.table.alias("own"), deficiencies.table.alias("like")
    same = (like.c.code == own.c.code) & (like.c.unit == own.c.unit) & so_today(like)
    beside = select(own.c.case, own.c.source_id, like.c.deficiency).join_from(own, like, same)
    return beside.where(own.c.deficiency == record.stream, so_at(own, record.position))


def _meetings_whose_tasks_came_up(_: Record[Any], of: UUID | None) -> Select[Any]:
    return select(tasks.c.meeting).where(tasks.c.unit == of, tasks.c.to_position == NOW).distinct()


def _vacancies_of_the_unit(record: Record[Any], _: UUID | None) -> Select[Any]:
    """Those that ended too; the table is short."""
    return select(vacancies.c.vacancy).where(vacancies.c.unit == record.stream).distinct()


def _units_below(record: Record[Any], _: UUID | None) -> Select[Any]:
    own, below, at = units.table.alias("own"), units.table.alias("below"), record.position
    under = func.substr(below.c.path, 1, func.length(own.c.path)) == own.c.path
    placed = select(below.c.unit).join_from(own, below, under & so_at(below, at))
    return placed.where(own.c.unit == record.stream, so_at(own, at)).order_by(below.c.path).limit(AT_MOST)


FURTHER: dict[type[Fact], Further] = {
    **dict.fromkeys(View.told(RemediationFact), _deficiencies_of_the_case),
    **dict.fromkeys(View.told(DeficiencyFact), _beside_the_deficiency),
    **dict.fromkeys((of_unit.OfficeFilled, of_unit.OfficeVacated, of_unit.VacancyOpened), _vacancies_of_the_unit),
    meeting.ResolutionPassed: _meetings_whose_tasks_came_up,
    of_unit.UnitMoved: _units_below,
}
