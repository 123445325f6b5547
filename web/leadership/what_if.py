"""What if: a draft tried on past months, kept as an address; nothing is recorded by looking at it."""

from typing import Any, NamedTuple

from flask import render_template, request
from marshmallow import ValidationError

from domain.calendar import month_of, months_on
from domain.events.ruleset import RuleSetAdopted
from domain.names import RuleCode, UnitType
from domain.rules import RULES
from domain.rules.rule import Outcome
from domain.rulesets import national
from projections.reading import Reading
from projections.tried import Otherwise, Span, tried
from projections.unit_tree import units_by_id
from web import policy
from web.acts import Act
from web.api.lists import scope
from web.api.what_if import OtherwiseBy, TryRuleSet, draft_of, span_of, summed
from web.asking import names
from web.house import house
from web.leadership.room import rooms
from web.leadership.typed import number
from web.problems import Fault, of_validation
from web.shapes import load

SHOWN = 300


class Found(NamedTuple):
    """What came out: months of cells looked at, what would differ, by rule and by type, and the units named."""

    months: int
    otherwise: list[Otherwise]
    by_rule: tuple[OtherwiseBy, ...]
    by_type: tuple[OtherwiseBy, ...]
    units: dict[Any, Any]

    @property
    def newly_broken(self) -> int:
        return sum(one.after is Outcome.BROKEN for one in self.otherwise)

    @property
    def newly_kept(self) -> int:
        return sum(one.after is Outcome.KEPT for one in self.otherwise)


@rooms.get("/rules/what-if")
@policy.needs(Act.READ_COMPLIANCE, of=policy.anywhere)
def what_if() -> str:
    today = house().now().date()
    values = [(code, name, value) for code, named in _rules(today).items() for name, value in named.items()]
    found, faults = _tried() if request.args.get("value") else (None, ())
    month = month_of(today)
    return render_template(
        "leadership/what_if.html",
        found=found,
        faults=faults,
        values=values,
        types=list(UnitType),
        base=national(today).id,
        today=today,
        asked=request.args,
        first=request.args.get("from", months_on(month, -11) or month),
        last=request.args.get("to", month),
        most=SHOWN,
    )


def _tried() -> tuple[Found | None, tuple[Fault, ...]]:
    """What came out; or what is wrong with what was asked, beside which it stays as it was typed."""
    try:
        return _found(_asked()), ()
    except ValidationError as wrong:
        return None, of_validation(wrong).faults


def _rules(today: Any) -> dict[RuleCode, dict[str, float]]:
    parameters = national(today).parameters
    return {rule.code: dict(parameters[rule.code]) for rule in RULES if parameters.get(rule.code)}


def _asked() -> TryRuleSet:
    """The address names one value as `R-DUR minutes`."""
    told = request.args
    rule, _, name = told.get("rule", "").partition(" ")
    plain = {key: told[key] for key in ("type", "under", "in_force_from") if told.get(key)}
    draft = {"based_on": national(house().now().date()).id, "parameters": {rule: {name: number(told["value"])}}}
    return load(TryRuleSet, {**draft, **plain, "from": told.get("from", ""), "to": told.get("to", "")}, names())


def _found(asked: TryRuleSet) -> Found:
    with house().reading() as db:
        return found_by(db, draft_of(asked), span_of(asked, scope(db, Act.READ_COMPLIANCE, asked.under)))


def found_by(db: Reading, draft: RuleSetAdopted, span: Span) -> Found:
    """Every month of the span judged twice, and what comes out otherwise by the draft."""
    months, otherwise = tried(db, draft, span)
    units = units_by_id(db, {one.cell for one in otherwise[:SHOWN]})
    return Found(months, otherwise, summed(otherwise, "rule"), summed(otherwise, "type"), units)
