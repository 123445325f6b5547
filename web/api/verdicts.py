"""What the rules say of a meeting and of a cell's month, and how regular the cells are."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

import msgspec
from flask import abort
from marshmallow import ValidationError

from domain.calendar import month_of, months_on
from domain.judging import judge_meeting, judge_month, unpacked
from domain.names import MeetingId, Month, UnitId, UnitType
from domain.rules.rule import Outcome, Verdict
from projections import regularity
from projections.months_judged import meeting_in_sight, month_in_sight
from projections.reading import Reading
from projections.regularity import Asked, By, Sums
from projections.unit_tree import unit_by_code
from web import policy
from web.acts import Act
from web.api.lists import list_of, scope
from web.api.operations import Answer, done, gives, room
from web.api.shown import Named, Showing, shape_of
from web.forms import fault
from web.house import house
from web.named import month as month_named
from web.places import of_meeting, of_unit
from workflows.journal.journal import Receipt

rooms = room("verdicts", "What the rules say.")
VERDICT: Any = shape_of(Verdict, "Verdict", Named(renamed={"version": "edition"}))
VERDICTS = list_of(VERDICT, "Verdicts")


class MonthVerdicts(msgspec.Struct, frozen=True, kw_only=True):
    """What today's facts give, and beside it what closing the month recorded, which stands until a person re-judges."""

    cell: str
    month: str
    items: tuple[VERDICT, ...]
    silent: bool
    closed_on: date | None
    recorded: dict[str, Outcome] | None
    recorded_ruleset: str | None
    rejudged: dict[str, Outcome] | None
    rejudged_on: date | None
    differs: bool


class GroupBy(StrEnum):
    """What the regularity map has a row for."""

    UNIT = "unit"
    TYPE = "type"
    RULE = "rule"


class ComplianceLine(msgspec.Struct, frozen=True, kw_only=True):
    """A unit's, a type's or a rule's month. Months of cells are counted; a rule counts its verdicts."""

    month: str
    unit: str | None = None
    type: UnitType | None = None
    rule: str | None = None
    due: int | None = None
    held: int | None = None
    on_time: int | None = None
    clean: int | None = None
    silent: int | None = None
    kept: int = 0
    broken: int = 0
    not_applicable: int | None = None
    unknown: int | None = None


SUMS: Any = shape_of(Sums, "Sums", Named(more=(("month", str),)))


class Compliance(msgspec.Struct, frozen=True, kw_only=True):
    """The regularity map (bản đồ nền nếp): its lines, and the sums of all of them month by month."""

    from_: str = msgspec.field(name="from")
    to: str
    group_by: GroupBy
    items: tuple[ComplianceLine, ...]
    sums: tuple[SUMS, ...]
    next: None = None
    total: int


@dataclass(frozen=True, kw_only=True)
class ComplianceSought:
    """Which months, of which units; `cells`: a line for each cell, in place of each grassroots organisation."""

    from_: Month | None = None
    to: Month | None = None
    under: UnitId | None = None
    group_by: GroupBy = GroupBy.UNIT
    cells: bool = False


@rooms.get("/meetings/<uuid:meeting>/verdicts")
@policy.needs(Act.READ_COMPLIANCE, of=of_meeting)
@gives(VERDICTS)
def meeting_verdicts(meeting: UUID) -> Answer:
    """What each rule says of a meeting, and why; a committee's meeting is not judged."""
    with house().reading() as db:
        found = meeting_in_sight(db, meeting, house().journal.at)
        showing = Showing(db, [])
    seen = found.sight.month.meeting(MeetingId(meeting)) if found else None
    verdicts = judge_meeting(found.sight, seen.id, found.in_force(seen.day)) if found and seen else ()
    items = tuple(showing.show(one, VERDICT) for one in verdicts)
    return Answer(VERDICTS(items=items, next=None, total=len(items)))


@rooms.get("/cells/<code>/months/<month>/verdicts")
@policy.needs(Act.READ_COMPLIANCE, of=of_unit)
@gives(MonthVerdicts)
def month_verdicts(code: str, month: str) -> Answer:
    """What each rule says of a cell's month, and why."""
    return show_month(code, named_month(month))


def show_month(code: str, named: Month, receipt: Receipt | None = None) -> Answer:
    """A cell's month with everything that was said of it."""
    with house().reading() as db:
        cell = _cell(db, code)
        sight, in_force = month_in_sight(db, cell, named, house().journal.at)
        row = regularity.month_of_cell(db, cell, named)
        showing = Showing(db, [])
    told = MonthVerdicts(
        cell=code,
        month=named,
        items=tuple(showing.show(one, VERDICT) for one in judge_month(sight, in_force)),
        silent=bool(row and row.silent),
        closed_on=row.closed_on if row else None,
        recorded=unpacked(row.recorded) if row and row.recorded else None,
        recorded_ruleset=row.recorded_ruleset if row else None,
        rejudged=unpacked(row.rejudged) if row and row.rejudged else None,
        rejudged_on=row.rejudged_on if row else None,
        differs=bool(row and row.differs),
    )
    return Answer(told, position=done(receipt) if receipt else None)


@rooms.get("/compliance")
@policy.needs(Act.READ_COMPLIANCE, of=policy.anywhere)
@gives(Compliance, seeks=ComplianceSought)
def compliance(asked: ComplianceSought) -> Answer:
    """The regularity map of the units the caller sees; the last twelve months where none are named."""
    last = asked.to or month_of(house().now().date())
    first = asked.from_ or months_on(last, -11) or last
    if first > last:
        raise ValidationError({"from": fault("ends_before_it_begins").messages})
    with house().reading() as db:
        which = Asked(scope(db, Act.READ_COMPLIANCE, asked.under), first, last)
        items = LINES[asked.group_by](db, which, By.CELL if asked.cells else By.ORGANISATION)
        sums = regularity.by_month(db, which)
    told = tuple(SUMS(month=month, **one._asdict()) for month, one in sorted(sums.items()))
    return Answer(Compliance(from_=first, to=last, group_by=asked.group_by, items=items, sums=told, total=len(items)))


def _by_unit(db: Reading, asked: Asked, by: By) -> tuple[ComplianceLine, ...]:
    found = regularity.by_unit(db, asked, by)
    showing = Showing(db, [line.unit for line in found])
    return tuple(ComplianceLine(month=one.month, unit=showing.code(one.unit), **one.sums._asdict()) for one in found)


def _by_type(db: Reading, asked: Asked, _: By) -> tuple[ComplianceLine, ...]:
    found = regularity.by_type(db, asked)
    return tuple(ComplianceLine(month=one.month, type=one.type, **one.sums._asdict()) for one in found)


def _by_rule(db: Reading, asked: Asked, _: By) -> tuple[ComplianceLine, ...]:
    counted: dict[str, Any] = {outcome.value: 0 for outcome in Outcome}
    return tuple(
        ComplianceLine(month=one.month, rule=one.rule, **counted | {of.value: n for of, n in one.verdicts.items()})
        for one in regularity.by_rule(db, asked)
    )


LINES = {GroupBy.UNIT: _by_unit, GroupBy.TYPE: _by_type, GroupBy.RULE: _by_rule}


def named_month(text: str) -> Month:
    """The month in an address; an address that names none leads nowhere."""
    try:
        return month_named(text)
    except ValidationError:
        abort(404)


def _cell(db: Reading, code: str) -> UnitId:
    found = unit_by_code(db, code) or abort(404)
    return found.unit
