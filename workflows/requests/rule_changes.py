"""Changes of the rules by two people: proposed by one, agreed to or declined by another."""

from typing import Any
from uuid import uuid5

from domain.events.rule_change import RuleChangeProposed
from domain.events.ruleset import RuleSetAmended, RuleSetRepealed
from domain.names import RuleSetId, UnitId
from domain.record import Hand
from domain.refusals import RuleSetNotLocal
from domain.rule_change import RuleChange
from domain.rulebook import Rulebook
from domain.rulesets import shipped
from workflows.desk import Desk, Thing, request
from workflows.journal.journal import Writing
from workflows.requests.rulesets import (
    AdoptRuleSet,
    AmendRuleSet,
    RepealRuleSet,
    adopted,
    must_be_free,
    rulebook,
    ruleset_stream,
)
from workflows.requests.shapes import Because


@request
def propose_adoption(desk: Desk, hand: Hand, unit: UnitId, asked: AdoptRuleSet) -> tuple[Any, ...]:
    """`unit`: where it would hold, the uppermost one for everywhere."""
    return _proposed(desk, hand, RuleChangeProposed(unit, RuleSetId(asked.ruleset), adopts=adopted(desk, asked)))


@request
def propose_amendment(desk: Desk, hand: Hand, unit: UnitId, ruleset: RuleSetId, asked: AmendRuleSet) -> tuple[Any, ...]:
    return _proposed(desk, hand, RuleChangeProposed(unit, ruleset, amends=RuleSetAmended(**vars(asked))))


@request
def propose_repeal(desk: Desk, hand: Hand, unit: UnitId, ruleset: RuleSetId, asked: RepealRuleSet) -> tuple[Any, ...]:
    return _proposed(desk, hand, RuleChangeProposed(unit, ruleset, repeals=RuleSetRepealed(**vars(asked))))


@request
def agree_to_rule_change(desk: Desk, hand: Hand, thing: Thing) -> tuple[Any, ...]:
    """The rule set's own fact is recorded with it, in one command."""
    change, opened = desk.open(RuleChange(), thing)
    asked = change.open()
    agreed, fact = change.agree(hand, _book(desk, asked))
    stream = ruleset_stream(asked.ruleset)
    return (opened.writes(agreed), Writing(stream, len(desk.journal.history(stream)), (fact,)))


@request
def decline_rule_change(desk: Desk, hand: Hand, thing: Thing, asked: Because) -> tuple[Any, ...]:
    change, opened = desk.open(RuleChange(), thing)
    return (opened.writes(change.decline(desk.seal(hand, "reason", asked.reason))),)


def _proposed(desk: Desk, hand: Hand, asked: RuleChangeProposed) -> tuple[Any, ...]:
    proposed = RuleChange().propose(_book(desk, asked), asked)
    return (Writing(uuid5(hand.command, "rule_change"), 0, (proposed,)),)


def _book(desk: Desk, asked: RuleChangeProposed) -> Rulebook:
    """The rulebook as far as the change needs it: an adoption stands on another rule set, the rest on itself."""
    if asked.adopts is not None:
        must_be_free(desk, asked.ruleset)
        return rulebook(desk, asked.adopts.based_on)
    if asked.ruleset in shipped():
        raise RuleSetNotLocal
    return rulebook(desk, asked.ruleset)
