"""The sums behind a year's figures: one query each, by the type of the units."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    case,
    distinct,
    exists,
    func,
    literal,
    null,
    or_,
    select,
    union_all,
)

from domain.calendar import first_day, last_day, month_of
from domain.judging import unpacked
from domain.names import BodyKind, DeficiencyCode, MeetingKind, Month, Office, RuleCode, UnitKind, UnitType
from domain.rules.rule import Outcome
from projections.columns import added_up
from projections.compliance_board import board
from projections.figures import Attended, Deficiencies, Meetings, Organisations, Supervised, Verdicts, added
from projections.found import DeficiencyState, deficiencies
from projections.meeting_calendar import HELD, meetings
from projections.office_holders import held_on, offices
from projections.ranges import in_range
from projections.regularity import STANDING
from projections.scope import seen
from projections.supervisions import subjects, supervisions
from projections.temporal import moment, so_at
from projections.tracking import tracked
from projections.unit_tree import member_counts, units
from projections.visits import MADE, visits

Type = UnitType | None
LEADERS = or_(
    offices.c.body == BodyKind.STANDING_BOARD,
    offices.c.office.in_([Office.STANDING_BOARD_MEMBER, Office.BOARD_HEAD, Office.BOARD_DEPUTY]),
)
"""Members of the standing board, heads and deputies of the party-building boards (ban xây dựng đảng)."""


class Year(NamedTuple):
    """A year, or one `month` of it, of the units in a scope. `today` ends what is not over; `at`: what was known."""

    year: int
    scope: Sequence[str]
    today: date
    at: int | None = None
    month: Month | None = None

    @property
    def first(self) -> date:
        return first_day(self.month) if self.month else date(self.year, 1, 1)

    @property
    def last(self) -> date:
        return last_day(self.month) if self.month else date(self.year, 12, 31)

    @property
    def end(self) -> date:
        return min(self.last, self.today)

    @property
    def months(self) -> list[Month]:
        """The months that have begun."""
        every = [self.month] if self.month else [Month(f"{self.year:04d}-{n:02d}") for n in range(1, 13)]
        return [month for month in every if month <= self.today.isoformat()[:7]]

    def holds(self, day: ColumnElement[Any]) -> ColumnElement[bool]:
        return and_(day >= self.first, day <= self.last)


def count(which: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((which, 1), else_=0))


def distinct_count(what: ColumnElement[Any], which: ColumnElement[bool]) -> ColumnElement[int]:
    return func.count(distinct(case((which, what))))


class Lifetime(NamedTuple):
    """Units of a type that began and ended on the same days."""

    type: Type
    since: date
    ended: date | None
    sums: Organisations

    def there_on(self, day: date) -> bool:
        return self.since <= day <= (self.ended or date.max)


def lifetimes(db: Connection, year: Year) -> list[Lifetime]:
    """Units begun by the year's last day. A cell's members are those counted last by its end, else first after."""
    u, cell = units.c, units.c.kind == UnitKind.CELL
    counts = member_counts.c
    own = select(counts.members).where(counts.unit == u.unit, member_counts.at(year.at)).correlate(units.table).limit(1)
    by_then = own.where(counts.on <= year.end).order_by(counts.on.desc()).scalar_subquery()
    after = own.where(counts.on > year.end).order_by(counts.on).scalar_subquery()
    members = case((cell, func.coalesce(by_then, after, 0)), else_=0)
    alike = (u.type, u.since, u.ended)
    query = select(
        *alike,
        count(u.grassroots),
        count(and_(u.grassroots, u.kind == UnitKind.GRASSROOTS_PARTY_BODY)),
        count(and_(u.grassroots, cell)),
        count(and_(~u.grassroots, cell)),
        count(cell),
        added_up(members),
    ).where(units.at(year.at), in_range(u.path, year.scope), u.since <= year.last)
    found = db.execute(query.group_by(*alike)).all()
    return [Lifetime(type_, since, ended, Organisations(*line)) for type_, since, ended, *line in found]


def organisations(some: Sequence[Lifetime], year: Year) -> dict[Type, Organisations]:
    """The units of the year's end."""
    there = [one for one in some if one.there_on(year.end)]
    return {of: added(Organisations, [one.sums for one in there if one.type is of]) for of in {o.type for o in there}}


def meetings_due(some: Sequence[Lifetime], year: Year) -> dict[Type, Meetings]:
    """One regular meeting for each month at whose end the cell exists."""
    due: Counter[Type] = Counter()
    for one in some:
        due[one.type] += one.sums.meeting_cells * sum(one.there_on(last_day(month)) for month in year.months)
    return {type_: Meetings(due=number) for type_, number in due.items()}


class Counted(NamedTuple):
    """Sums of one figure, by the type of the units, and the position up to which every view has read."""

    attended: dict[Type, Attended]
    supervised: dict[Type, Supervised]
    thematic: dict[Type, Meetings]
    as_at: int


def counted(db: Connection, year: Year) -> Counted:
    """Figures of two numbers each, asked for together."""
    reached = select(func.min(tracked.c.position)).scalar_subquery()
    at = moment() if year.at is None else year.at
    as_at = select(literal("as_at"), null(), reached if at is None else literal(at), literal(0))
    rows = db.execute(union_all(_attended(year), _supervised(year), _thematic(year), as_at)).all()
    of = {name: [row[1:] for row in rows if row[0] == name] for name in ("attended", "supervised", "thematic", "as_at")}
    return Counted(
        {_typed(type_): Attended(committees, cells) for type_, committees, cells in of["attended"]},
        {_typed(type_): Supervised(number) for type_, number, _ in of["supervised"]},
        {_typed(type_): Meetings(thematic=number) for type_, number, _ in of["thematic"]},
        int(of["as_at"][0][1] or 0),
    )


def _typed(told: str | None) -> Type:
    return None if told is None else UnitType(told)


def _attended(year: Year) -> Select[Any]:
    """What the Bloc's leaders attended; a committee's meeting is no meeting of its cell."""
    v, office_of = visits.c, units.table.alias("office_of")
    at_a_bloc = and_(
        office_of.c.unit == offices.c.unit,
        so_at(office_of, year.at),
        office_of.c.kind == UnitKind.BLOC,
    )
    by_leaders = exists().where(offices.c.person == v.visitor, offices.at(year.at), LEADERS, held_on(v.on), at_a_bloc)
    committee = and_(v.body == BodyKind.COMMITTEE, units.c.grassroots)
    cell = and_(v.body.is_(None), units.c.kind == UnitKind.CELL)
    numbers = distinct_count(v.unit, committee), distinct_count(v.unit, cell)
    made = select(literal("attended"), units.c.type, *numbers).join_from(
        visits.table, units.table, seen(v.unit, year.scope)
    )
    return made.where(visits.at(year.at), MADE, year.holds(v.on), by_leaders).group_by(units.c.type)


def _supervised(year: Year) -> Select[Any]:
    return (
        select(literal("supervised"), units.c.type, func.count(distinct(units.c.organisation)), literal(0))
        .join_from(supervisions.table, subjects.table, subjects.c.supervision == supervisions.c.supervision)
        .join(units.table, seen(subjects.c.subject, year.scope))
        .where(supervisions.at(year.at), subjects.at(year.at), year.holds(supervisions.c.on))
        .where(supervisions.c.concluded_at.is_not(None))
        .group_by(units.c.type)
    )


def _thematic(year: Year) -> Select[Any]:
    m = meetings.c
    thematic = and_(m.kind.in_([MeetingKind.THEMATIC, MeetingKind.COMBINED]), HELD, m.body.is_(None), year.holds(m.on))
    query = select(literal("thematic"), units.c.type, func.count(), literal(0))
    held = query.join_from(meetings.table, units.table, seen(m.unit, year.scope))
    return held.where(meetings.at(year.at), thematic, units.c.kind == UnitKind.CELL).group_by(units.c.type)


def judged(db: Connection, year: Year) -> tuple[dict[Type, Meetings], dict[Type, dict[RuleCode, Verdicts]]]:
    """Regular meetings held and on their day, and the verdicts that stand: alike cell-months come added up."""
    b = board.c
    group = (units.c.type, STANDING)
    query = select(*group, func.count(), count(b.held), count(b.on_time))
    query = query.join_from(board.table, units.table, seen(b.unit, year.scope)).group_by(*group)
    months = and_(b.month >= month_of(year.first), b.month <= month_of(year.last))
    held: defaultdict[Type, Counter[str]] = defaultdict(Counter)
    verdicts: defaultdict[Type, defaultdict[str, Counter[Outcome]]] = defaultdict(lambda: defaultdict(Counter))
    for type_, letters, number, were_held, on_time in db.execute(query.where(board.at(year.at), months)):
        held[type_].update(held=were_held, on_time=on_time)
        for rule, outcome in unpacked(letters).items():
            verdicts[type_][rule][outcome] += number
    return (
        {type_: Meetings(**counted) for type_, counted in held.items()},
        {
            type_: {RuleCode(rule): Verdicts(*(n[outcome] for outcome in Outcome)) for rule, n in rules.items()}
            for type_, rules in verdicts.items()
        },
    )


def found(db: Connection, year: Year) -> dict[Type, dict[DeficiencyCode, Deficiencies]]:
    """Deficiencies that were not taken back."""
    d, group = deficiencies.c, (units.c.type, deficiencies.c.code)
    still_open = and_(d.found_on <= year.end, or_(d.closed_on.is_(None), d.closed_on > year.end))
    unreported = or_(d.closed_on.is_not(None), d.reported.is_(False))
    query = select(
        *group,
        count(year.holds(d.found_on)),
        count(year.holds(d.closed_on)),
        count(still_open),
        count(and_(still_open, d.due < year.end, unreported)),
        count(and_(year.holds(d.found_on), d.recurrences > 0)),
    ).join_from(deficiencies.table, units.table, seen(d.unit, year.scope))
    stands = query.where(deficiencies.at(year.at), d.state != DeficiencyState.WITHDRAWN).group_by(*group)
    figures: defaultdict[Type, dict[DeficiencyCode, Deficiencies]] = defaultdict(dict)
    for type_, code, *line in db.execute(stands):
        if any(line):
            figures[type_][code] = Deficiencies(*line)
    return figures
