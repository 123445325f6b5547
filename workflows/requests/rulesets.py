"""Local rule sets on top of the shipped ones."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid5

from domain.events.ruleset import RuleSetAdopted, RuleSetAmended, RuleSetRepealed
from domain.names import RuleCode, RuleSetId, UnitId, UnitType
from domain.record import Hand, as_of
from domain.refusals import RuleSetTaken, RuleSetUnknown
from domain.rulebook import Rulebook
from domain.rulesets import shipped
from domain.scores import ScoreSheet
from workflows.desk import Desk, Opened, Thing, request
from workflows.journal.journal import Writing
from workflows.requests.shapes import Code, Line


@dataclass(frozen=True)
class AdoptRuleSet:
    ruleset: Code
    based_on: RuleSetId
    in_force_from: date
    basis: Line
    parameters: dict[RuleCode, dict[str, float]]
    scope: UnitId | None = None
    type: UnitType | None = None
    sheet: ScoreSheet | None = None


@dataclass(frozen=True)
class AmendRuleSet:
    from_: date
    basis: Line
    parameters: dict[RuleCode, dict[str, float]]


@dataclass(frozen=True)
class RepealRuleSet:
    until: date
    basis: Line


def ruleset_stream(ruleset: str) -> UUID:
    """Where a local rule set's facts are, found without asking anyone."""
    return uuid5(UUID(int=0), f"ruleset:{ruleset}")


def rulebook(desk: Desk, ruleset: RuleSetId) -> Rulebook:
    """The rulebook as far as one rule set needs it: itself, and the local ones that it stands on."""
    told = Rulebook()
    while ruleset not in shipped():
        history = desk.journal.history(ruleset_stream(ruleset))
        if not history:
            raise RuleSetUnknown
        told = as_of(told, history)
        ruleset = told.local[ruleset_stream(ruleset)].adopted.based_on
    return told


@request
def adopt_ruleset(desk: Desk, hand: Hand, asked: AdoptRuleSet) -> tuple[Any, ...]:
    """Put local values on top of a rule set from a day on, in a subtree and for a type where named."""
    fact = adopted(desk, asked)
    return (Writing(ruleset_stream(asked.ruleset), 0, (rulebook(desk, asked.based_on).adopt(fact),)),)


def adopted(desk: Desk, asked: AdoptRuleSet) -> RuleSetAdopted:
    """The fact of it, where the unit is there and the name is free."""
    if asked.scope is not None:
        desk.unit(asked.scope).must_exist()
    must_be_free(desk, asked.ruleset)
    return RuleSetAdopted(**(vars(asked) | {"ruleset": RuleSetId(asked.ruleset)}))


def must_be_free(desk: Desk, ruleset: str) -> None:
    if desk.journal.history(ruleset_stream(ruleset)):
        raise RuleSetTaken


@request
def amend_ruleset(desk: Desk, hand: Hand, thing: Thing, asked: AmendRuleSet) -> tuple[Any, ...]:
    name, opened = _named(desk, thing)
    book = rulebook(desk, name)
    return (opened.writes(book.amend(name, RuleSetAmended(**vars(asked)))),)


@request
def repeal_ruleset(desk: Desk, hand: Hand, thing: Thing, asked: RepealRuleSet) -> tuple[Any, ...]:
    name, opened = _named(desk, thing)
    book = rulebook(desk, name)
    return (opened.writes(book.repeal(name, RuleSetRepealed(**vars(asked)))),)


def _named(desk: Desk, thing: Thing) -> tuple[RuleSetId, Opened]:
    """The name of the rule set whose facts are in a stream."""
    told, opened = desk.open(Rulebook(), thing)
    return told.local[thing.id].adopted.ruleset, opened
