"""What if: a draft rule set tried on months that have been, without recording anything."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import msgspec
from marshmallow import ValidationError

from domain.events.ruleset import RuleSetAdopted
from domain.names import Month, RuleCode, RuleSetId, UnitId, UnitType
from domain.refusals import NoSuchRule, RuleSetUnknown
from domain.rules.rule import Outcome
from projections.tried import Otherwise, Span, tried
from web import policy
from web.acts import Act
from web.api.lists import scope
from web.api.operations import Answer, gives
from web.api.rulesets import book_of, rooms
from web.api.shown import Showing
from web.forms import fault
from web.house import house

DRAFT = RuleSetId("draft")
MOST_MONTHS, MOST_SHOWN = 24, 10_000


@dataclass(frozen=True)
class TryRuleSet:
    """Values laid over a rule set, from a day on, in a subtree and for a type where named; tried on months."""

    based_on: RuleSetId
    parameters: dict[RuleCode, dict[str, float]]
    from_: Month
    to: Month
    in_force_from: date | None = None
    scope: UnitId | None = None
    type: UnitType | None = None
    under: UnitId | None = None


class VerdictOtherwise(msgspec.Struct, frozen=True, kw_only=True):
    """A cell's month that a rule would have judged otherwise."""

    cell: str
    month: str
    rule: str
    before: Outcome
    after: Outcome


class OtherwiseBy(msgspec.Struct, frozen=True, kw_only=True):
    """How many verdicts of a rule, or on cells of a type, would be broken that were not, and kept that were not."""

    name: str
    newly_broken: int
    newly_kept: int
    otherwise: int


class WhatIf(msgspec.Struct, frozen=True, kw_only=True):
    """What would have come out otherwise: `months` of cells were judged twice. Nothing was recorded."""

    months: int
    newly_broken: int
    newly_kept: int
    by_rule: tuple[OtherwiseBy, ...]
    by_type: tuple[OtherwiseBy, ...]
    items: tuple[VerdictOtherwise, ...]
    next: None = None
    total: int


@rooms.post("/rulesets/what-if")
@policy.needs(Act.READ_COMPLIANCE, of=policy.anywhere)
@gives(WhatIf, takes=TryRuleSet)
def post_what_if(asked: TryRuleSet) -> Answer:
    """Try a draft on past months: the verdicts that would change. Nothing is recorded."""
    with house().reading() as db:
        found = tried(db, draft_of(asked), span_of(asked, scope(db, Act.READ_COMPLIANCE, asked.under)))
        shown = found.otherwise[:MOST_SHOWN]
        showing = Showing(db, [one.cell for one in shown])
    items = tuple(_item(showing, one) for one in shown)
    by_rule, by_type = summed(found.otherwise, "rule"), summed(found.otherwise, "type")
    broken, kept = (sum(getattr(one, name) for one in by_rule) for name in ("newly_broken", "newly_kept"))
    return Answer(
        WhatIf(
            months=found.months, newly_broken=broken, newly_kept=kept, by_rule=by_rule, by_type=by_type,
            items=items, total=len(found.otherwise),
        )
    )  # fmt: skip


def draft_of(asked: TryRuleSet) -> RuleSetAdopted:
    """The draft as if it had been adopted; refused where it names rules or values that there are not."""
    begins = asked.in_force_from or date(1930, 1, 1)
    drafted = RuleSetAdopted(DRAFT, asked.based_on, begins, "", asked.parameters, asked.scope, asked.type)
    with house().reading() as db:
        try:
            return book_of(db).rules.adopt(drafted)
        except NoSuchRule:
            raise ValidationError({"parameters": fault("no_such_rule").messages}) from None
        except RuleSetUnknown:
            raise ValidationError({"based_on": fault("no_such_ruleset").messages}) from None


def span_of(asked: TryRuleSet, paths: tuple[str, ...]) -> Span:
    """The months, at most two years of them."""
    span = Span(asked.from_, asked.to, paths)
    if asked.to < asked.from_:
        raise ValidationError({"to": fault("before_from").messages})
    if len(span.months) > MOST_MONTHS:
        raise ValidationError({"to": fault("too_many_months", most=MOST_MONTHS).messages})
    return span


def summed(otherwise: Iterable[Otherwise], by: str) -> tuple[OtherwiseBy, ...]:
    """The counts by a field, the largest first."""
    all_, broken, kept = Counter[str](), Counter[str](), Counter[str]()
    for one in otherwise:
        name = str(getattr(one, by) or "")
        all_[name] += 1
        broken[name] += one.after is Outcome.BROKEN
        kept[name] += one.after is Outcome.KEPT
    return tuple(
        OtherwiseBy(name=name, newly_broken=broken[name], newly_kept=kept[name], otherwise=n)
        for name, n in sorted(all_.items(), key=lambda line: (-line[1], line[0]))
    )


def _item(showing: Showing, one: Otherwise) -> VerdictOtherwise:
    return VerdictOtherwise(
        cell=showing.code(one.cell) or "", month=one.month, rule=one.rule, before=one.before, after=one.after
    )
