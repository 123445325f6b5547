"""Changes of the rules: who proposed what, who agreed or declined; and those that one person made alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple
from uuid import UUID, uuid5

from sqlalchemy import Connection, Select, func, literal, or_, select

from domain.events import rule_change as of_change
from domain.events import ruleset as of_rules
from domain.names import PersonId, RuleSetId, UnitId
from domain.record import Record
from domain.rule_change import RuleChangeKind, kind_of
from projections.listing import Listed, Order, Part, taken
from projections.ranges import in_range
from projections.scope import here
from projections.sheet import Sheet
from projections.temporal import Temporal
from projections.unit_tree import units
from projections.view import View


class RuleChangeState(StrEnum):
    """How far it is. `alone`: recorded without a proposal, by one person."""

    PROPOSED = "proposed"
    AGREED = "agreed"
    DECLINED = "declined"
    ALONE = "alone"


class Change(NamedTuple):
    """A change of a rule set. `unit` is None only for what one person recorded alone for everyone."""

    change: UUID
    kind: RuleChangeKind
    ruleset: RuleSetId
    unit: UnitId | None
    state: RuleChangeState
    since: datetime
    proposed_by: PersonId
    decided_by: PersonId | None
    proposed_at: int
    decided_at: int | None


@dataclass(frozen=True)
class AgreedBy:
    """The command by which the last change was agreed to: the rule set's own fact follows in it."""

    command: UUID | None


@dataclass(frozen=True)
class Bears:
    """The name, and where it holds, of the rule set whose facts are in a stream."""

    ruleset: RuleSetId
    unit: UnitId | None


LAST = "last"
KINDS: dict[type, RuleChangeKind] = {
    of_rules.RuleSetAdopted: RuleChangeKind.ADOPT,
    of_rules.RuleSetAmended: RuleChangeKind.AMEND,
    of_rules.RuleSetRepealed: RuleChangeKind.REPEAL,
}
changes = Temporal("rule_changes", Change, now=("state",)).then("proposed_at")
view = View("rule_changes", changes).following(of_change.RuleChangeFact | of_rules.RuleSetFact)
SORTS = Order(Change, {"since": changes.c.since, "ruleset": changes.c.ruleset}, changes.c.proposed_at, "-since")


@view.on(of_change.RuleChangeProposed)
def was_proposed(sheet: Sheet, record: Record[of_change.RuleChangeProposed]) -> None:
    fact, state = record.fact, RuleChangeState.PROPOSED
    row = Change(
        record.stream, kind_of(fact), fact.ruleset, fact.unit, state,
        record.occurred_at, record.by, None, record.position, None,
    )  # fmt: skip
    sheet.put(changes, row)


@view.on(of_change.RuleChangeAgreed, of_change.RuleChangeDeclined)
def was_settled(sheet: Sheet, record: Record[of_change.RuleChangeAgreed | of_change.RuleChangeDeclined]) -> None:
    agreed = isinstance(record.fact, of_change.RuleChangeAgreed)
    if agreed:
        sheet.keep(LAST, AgreedBy(record.command))
    if (row := sheet.row(changes, record.stream)) is not None:
        state = RuleChangeState.AGREED if agreed else RuleChangeState.DECLINED
        sheet.put(changes, row._replace(state=state, decided_by=record.by, decided_at=record.position))


@view.on(*view.told(of_rules.RuleSetFact))
def was_recorded(sheet: Sheet, record: Record[Any]) -> None:
    """By one person alone, unless it came with the agreement of another one."""
    fact = record.fact
    if isinstance(fact, of_rules.RuleSetAdopted):
        sheet.keep(record.stream, Bears(fact.ruleset, fact.scope))
    bears, agreed = sheet.working(Bears, record.stream), sheet.working(AgreedBy, LAST)
    if bears is None or (agreed is not None and agreed.command == record.command):
        return
    row = Change(
        made_alone_by(record), KINDS[type(fact)], bears.ruleset, bears.unit, RuleChangeState.ALONE,
        record.occurred_at, record.by, record.by, record.position, record.position,
    )  # fmt: skip
    sheet.put(changes, row)


def made_alone_by(record: Record[Any]) -> UUID:
    """What a change is called that nobody proposed."""
    return uuid5(record.stream, str(record.version))


# Questions


def change_by_id(db: Connection, found: UUID) -> Change | None:
    return next(iter(changes.read(db, changes.select().where(changes.c.change == found))), None)


def changes_in(db: Connection, scope: Sequence[str], state: RuleChangeState | None, part: Part) -> Listed[Change]:
    """What was changed in a part of the tree, and for everyone; of one state only, if it is given."""
    reach = or_(in_range(units.c.path, scope), changes.c.unit.is_(None))
    query = changes.select().join_from(changes.table, units.table, here(changes.c.unit), isouter=True).where(reach)
    return taken(db, query if state is None else query.where(changes.c.state == state), SORTS, part)


def made_alone(since: datetime) -> Select[str, int]:
    """Asks how many changes of rules one person recorded without another's agreement, under the name of that state."""
    alone = changes.c.state == RuleChangeState.ALONE, changes.c.since >= since, changes.at()
    return select(literal(RuleChangeState.ALONE.value), func.count()).select_from(changes.table).where(*alone)
