"""The article's deficiencies, causes, solutions and strengths, and the rules in force, by code."""

import msgspec

from domain import catalogue
from domain.rules import RULES
from domain.rules.rule import Judge
from domain.rulesets import national
from web import policy
from web.api.operations import Answer, gives, room
from web.house import house
from web.wording import word

rooms = room("catalogue", "Codes and what they mean.")


class Entry(msgspec.Struct, frozen=True):
    """A code and its name."""

    code: str
    name: str


class CatalogueCause(msgspec.Struct, frozen=True):
    """A cause, and whether it is subjective or objective."""

    code: str
    name: str
    kind: catalogue.CauseKind


class CatalogueDeficiency(msgspec.Struct, frozen=True):
    """A deficiency with its likely causes, and the actions that put it right, first choices first."""

    code: str
    name: str
    causes: tuple[str, ...]
    solutions: tuple[str, ...]
    found_by: catalogue.FoundBy


class CatalogueSolution(msgspec.Struct, frozen=True):
    """A solution and its actions."""

    code: str
    name: str
    actions: tuple[Entry, ...]


class CatalogueRule(msgspec.Struct, frozen=True):
    """A rule as the national rule set of today has it; without parameters where it is not part of it."""

    code: str
    name: str
    ruleset: str
    basis: str
    parameters: dict[str, float]
    judge: Judge
    deficiencies: tuple[str, ...]


class Catalogue(msgspec.Struct, frozen=True):
    """Everything that has a code."""

    deficiencies: tuple[CatalogueDeficiency, ...]
    strengths: tuple[Entry, ...]
    causes: tuple[CatalogueCause, ...]
    rules: tuple[CatalogueRule, ...]
    solutions: tuple[CatalogueSolution, ...]


@rooms.get("/catalogue")
@policy.signed_in
@gives(Catalogue)
def get_catalogue() -> Answer:
    """Deficiencies, strengths, causes, rules and solutions, in the language of the asker."""
    told = Catalogue(
        tuple(_deficiency(one) for one in catalogue.deficiencies().values()),
        tuple(Entry(code, word("strength", code)) for code in catalogue.strengths()),
        tuple(CatalogueCause(it.code, word("cause", it.code), it.kind) for it in catalogue.causes().values()),
        _rules(),
        tuple(_solution(one) for one in catalogue.solutions().values()),
    )
    return Answer(told)


def _deficiency(one: catalogue.Deficiency) -> CatalogueDeficiency:
    return CatalogueDeficiency(one.code, word("deficiency", one.code), one.causes, one.solutions, one.found_by)


def _solution(one: catalogue.Solution) -> CatalogueSolution:
    actions = tuple(Entry(code, word("solution", code)) for code in one.actions)
    return CatalogueSolution(one.code, word("solution", one.code), actions)


def _rules() -> tuple[CatalogueRule, ...]:
    today = national(house().now().date())
    return tuple(
        CatalogueRule(
            rule.code,
            word("rule", rule.code),
            today.id,
            today.basis,
            dict(today.parameters.get(rule.code, {})),
            rule.judge,
            rule.suggests,
        )
        for rule in RULES
    )
