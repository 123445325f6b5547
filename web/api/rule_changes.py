"""Changes of the rules by two people: proposed by one, agreed to or declined by another."""

from dataclasses import dataclass
from uuid import UUID

from flask import abort

from domain.events import rule_change as told
from domain.names import RuleSetId, UnitId
from projections.rule_changes import Change, RuleChangeState, change_by_id, changes_in
from projections.unit_tree import units_by_id
from web import policy
from web.acts import Act, Place
from web.api.lists import Paged, asked_well, list_of, scope, shown, uppermost
from web.api.operations import Answer, Step, Steps, done, gives, room
from web.api.rulesets import book_of, of_ruleset
from web.api.shown import Named, Showing
from web.api.things import Told, kind_of
from web.asking import record
from web.house import house
from web.places import of_rule_change
from workflows.journal.journal import Receipt
from workflows.requests import rule_changes as asks
from workflows.requests.rulesets import AdoptRuleSet, AmendRuleSet, RepealRuleSet

rooms = room("rule changes", "Changes of the rules by two people.")
CHANGE = kind_of(
    "RuleChange",
    Change,
    Named(frozenset({"proposed_at", "decided_at"})),
    proposed=Told(told.RuleChangeProposed),
    declined=Told(told.RuleChangeDeclined),
)
CHANGES = list_of(CHANGE.line, "RuleChangeList")


@dataclass(frozen=True, kw_only=True)
class ChangesSought(Paged):
    """Those for a unit and below it, or in one state; `alone`: recorded by one person without a proposal."""

    under: UnitId | None = None
    state: RuleChangeState | None = None


@rooms.get("/rule-changes")
@policy.needs(Act.READ_COMPLIANCE, of=policy.anywhere)
@gives(CHANGES, seeks=ChangesSought)
def list_rule_changes(asked: ChangesSought) -> Answer:
    """The newest first."""
    with house().reading() as db, asked_well():
        found = changes_in(db, scope(db, Act.READ_COMPLIANCE, asked.under), asked.state, asked.part)
        return shown(db, CHANGE, CHANGES, found)


@rooms.post("/rulesets/propose")
@policy.needs(Act.PROPOSE_RULES, of=policy.anywhere)
@gives(CHANGE.whole, takes=AdoptRuleSet, status=201)
def post_proposed_adoption(asked: AdoptRuleSet) -> Answer:
    """Propose a local rule set; another person adopts it by agreeing."""
    return _new(record(asks.propose_adoption, would_hold_at(asked.scope), asked))


@rooms.post("/rulesets/<ruleset>/propose-amend")
@policy.needs(Act.PROPOSE_RULES, of=of_ruleset)
@gives(CHANGE.whole, takes=AmendRuleSet, status=201)
def post_proposed_amendment(asked: AmendRuleSet, ruleset: str) -> Answer:
    """Propose other values of a local rule set from a day on."""
    return _new(record(asks.propose_amendment, unit_of(ruleset), RuleSetId(ruleset), asked))


@rooms.post("/rulesets/<ruleset>/propose-repeal")
@policy.needs(Act.PROPOSE_RULES, of=of_ruleset)
@gives(CHANGE.whole, takes=RepealRuleSet, status=201)
def post_proposed_repeal(asked: RepealRuleSet, ruleset: str) -> Answer:
    """Propose that a local rule set ends."""
    return _new(record(asks.propose_repeal, unit_of(ruleset), RuleSetId(ruleset), asked))


@rooms.get("/rule-changes/<uuid:change>")
@policy.needs(Act.READ_COMPLIANCE, of=of_rule_change)
@gives(CHANGE.whole)
def get_rule_change(change: UUID) -> Answer:
    """What was proposed, and what became of it."""
    return show(change)


def show(change: UUID, receipt: Receipt | None = None) -> Answer:
    with house().reading() as db:
        row = change_by_id(db, change) or abort(404)
        history = house().journal.history(change)
        showing = Showing(db, [row, *history])
    return Answer(CHANGE.tell(showing, row, history), len(history), done(receipt) if receipt else None)


def would_hold_at(scope: UnitId | None) -> UnitId:
    """Where a rule set would hold, the uppermost unit for everywhere; the caller may propose there."""
    with house().reading() as db:
        unit = units_by_id(db, [scope]).get(scope) if scope else uppermost(db)
        policy.require(Act.PROPOSE_RULES, Place(unit.path) if unit else None)
    assert unit is not None  # 404 otherwise
    return unit.unit


def unit_of(ruleset: str) -> UnitId:
    """Where a rule set holds; the caller may propose there."""
    with house().reading() as db:
        told = next((it for it in book_of(db).rules.local.values() if it.adopted.ruleset == ruleset), None)
    return would_hold_at(told.adopted.scope if told else None)


def _new(receipt: Receipt) -> Answer:
    change = next(iter(receipt.versions))
    return show(change, receipt)._replace(location=f"/api/v1/rule-changes/{change}")


Steps(rooms, "/rule-changes/<uuid:change>", of_rule_change, CHANGE.whole, show).open(
    agree=Step(asks.agree_to_rule_change, Act.ADOPT_RULES),
    decline=Step(asks.decline_rule_change, Act.ADOPT_RULES),
)
