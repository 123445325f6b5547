"""Changes of the rules: proposed on the rules' page, agreed to or declined by another person on their own page."""

from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple, TypeVar
from uuid import UUID

from flask import abort, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from domain.calendar import month_of, months_on
from domain.events.rule_change import RuleChangeDeclined, RuleChangeProposed
from domain.events.ruleset import RuleSetAdopted
from domain.names import PersonId, RuleCode, RuleSetId
from domain.rulebook import Rulebook
from domain.rulesets.ruleset import RuleSet
from domain.sealed import sealed_in
from projections.reading import Reading
from projections.tried import Span
from web import policy
from web.acts import Act, Place
from web.answers import recorded
from web.api.rule_changes import unit_of, would_hold_at
from web.api.rulesets import book_of, of_ruleset
from web.api.what_if import DRAFT
from web.asking import from_form, names, record, thing
from web.house import house
from web.languages import gettext
from web.leadership.room import rooms
from web.leadership.typed import number
from web.leadership.what_if import SHOWN, Found, found_by
from web.opened import names as names_of
from web.opened import texts
from web.places import of_rule_change, rule_change_here
from web.shapes import load
from workflows.journal.journal import Receipt
from workflows.requests import rule_changes as asks
from workflows.requests.rulesets import AdoptRuleSet, AmendRuleSet, RepealRuleSet
from workflows.requests.shapes import Because

T = TypeVar("T")
ALWAYS = date(1930, 1, 1)
MONTHS_TRIED = 12


class Value(NamedTuple):
    """A value that would be another one; `now` is None where the rule set below does not hold the rule."""

    rule: RuleCode
    name: str
    now: float | None
    then: float


@rooms.post("/rules")
@policy.needs(Act.PROPOSE_RULES, of=policy.anywhere)
def propose() -> AnyResponse:
    asked = _asked(AdoptRuleSet)
    return _proposed(record(asks.propose_adoption, would_hold_at(asked.scope), asked))


@rooms.post("/rules/<ruleset>/<any('amend', 'repeal'):act>")
@policy.needs(Act.PROPOSE_RULES, of=of_ruleset)
def propose_change(ruleset: str, act: str) -> AnyResponse:
    named = unit_of(ruleset), RuleSetId(ruleset)
    if act == "amend":
        return _proposed(record(asks.propose_amendment, *named, _asked(AmendRuleSet)))
    return _proposed(record(asks.propose_repeal, *named, from_form(RepealRuleSet)))


def _proposed(receipt: Receipt) -> AnyResponse:
    change = next(iter(receipt.versions))
    said = gettext("Đã ghi đề nghị; người thứ hai đồng ý thì mới có hiệu lực.")
    return recorded(url_for("leadership.rule_change", change=change), said)


def _asked(shape: type[T]) -> T:
    """The page names a value `value R-DUR minutes`; rules' codes have hyphens, so it is nested here. Empty ones stay
    those of the rule set below."""
    sent: dict[str, Any] = {name: value for name, value in request.form.items() if value and name[:1].isalpha()}
    local = {name: sent.pop(name) for name in list(sent) if name.startswith("value ")}
    parameters: dict[str, dict[str, object]] = {}
    for name, value in local.items():
        _, rule, parameter = name.split(" ", 2)
        parameters.setdefault(rule, {})[parameter] = number(value)
    sent.pop("csrf_token", None)
    return load(shape, {**sent, "parameters": parameters}, names())


@rooms.get("/rules/changes/<uuid:change>")
@policy.needs(Act.READ_COMPLIANCE, of=of_rule_change)
def rule_change(change: UUID) -> str:
    it, unit = rule_change_here(change) or abort(404)
    history = house().journal.history(change)
    told = {type(line.fact): line.fact for line in history}
    asked: RuleChangeProposed = told[RuleChangeProposed]
    with house().reading() as db:
        book = book_of(db).rules
        found = _tried(db, book, asked) if request.args.get("tried") else None
    place = Place(unit.path)
    return render_template(
        "leadership/rule_change.html",
        it=it,
        asked=asked,
        unit=unit,
        values=_values(book, asked),
        declined=told.get(RuleChangeDeclined),
        words=texts(text for line in history for text in sealed_in(line.fact)),
        people=names_of({PersonId(one) for one in (it.proposed_by, it.decided_by) if one}),
        version=len(history),
        own=bool(history[0].people & {policy.caller().person, policy.caller().on_behalf_of}),
        settles=it.decided_by is None and policy.offers(Act.ADOPT_RULES, place),
        found=found,
        most=SHOWN,
    )


@rooms.post("/rules/changes/<uuid:change>/agree")
@policy.needs(Act.ADOPT_RULES, of=of_rule_change)
def agree(change: UUID) -> AnyResponse:
    record(asks.agree_to_rule_change, thing(change))
    return recorded(url_for("leadership.rule_change", change=change), gettext("Đã đồng ý; quy tắc được ghi."))


@rooms.post("/rules/changes/<uuid:change>/decline")
@policy.needs(Act.ADOPT_RULES, of=of_rule_change)
def decline(change: UUID) -> AnyResponse:
    record(asks.decline_rule_change, thing(change), from_form(Because))
    return recorded(url_for("leadership.rule_change", change=change), gettext("Đã ghi: không thay đổi quy tắc."))


def _values(book: Rulebook, asked: RuleChangeProposed) -> list[Value]:
    """Every value that would be another, beside what it is without the change."""
    wanted = asked.adopts or asked.amends
    if wanted is None:
        return []
    now = _below(book, asked).parameters
    told = ((code, name, value) for code, named in wanted.parameters.items() for name, value in named.items())
    return [Value(code, name, now.get(code, {}).get(name), value) for code, name, value in told]


def _below(book: Rulebook, asked: RuleChangeProposed) -> RuleSet:
    """The rule set that the change goes on top of, with the values of today."""
    return book.ruleset(asked.adopts.based_on if asked.adopts else asked.ruleset, house().now().date())


def _tried(db: Reading, book: Rulebook, asked: RuleChangeProposed) -> Found | None:
    """What it would have meant in the last months; what ends a rule set is not tried."""
    draft = _draft(book, asked)
    if draft is None:
        return None
    last = month_of(house().now().date())
    return found_by(db, draft, Span(months_on(last, 1 - MONTHS_TRIED) or last, last, policy.reach(Act.READ_COMPLIANCE)))


def _draft(book: Rulebook, asked: RuleChangeProposed) -> RuleSetAdopted | None:
    """The change as a rule set of its own, in force at all times."""
    if asked.adopts:
        return replace(asked.adopts, ruleset=DRAFT, in_force_from=ALWAYS)
    if asked.amends is None:
        return None
    on, values = _below(book, asked), asked.amends.parameters
    return RuleSetAdopted(DRAFT, asked.ruleset, ALWAYS, asked.amends.basis, values, on.scope, on.type)
