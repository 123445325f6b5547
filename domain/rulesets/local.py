"""Local rule sets: values that a locality lays over the rule set they were adopted on."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from domain.events.ruleset import RuleSetAdopted, RuleSetAmended
from domain.names import RuleCode, RuleSetId, UnitId
from domain.rulesets import national, shipped
from domain.rulesets.ruleset import RuleSet

SOURCE = "local"
"""Where a value comes from that a locality set."""


@dataclass(frozen=True, slots=True)
class LocalRuleSet:
    """What a locality adopted, its amendments, and the last day it holds, if one is set."""

    adopted: RuleSetAdopted
    amendments: tuple[RuleSetAmended, ...] = ()
    until: date | None = None

    def in_force_on(self, day: date) -> bool:
        return self.adopted.in_force_from <= day and (self.until is None or day <= self.until)

    def amended_by(self, day: date) -> list[RuleSetAmended]:
        """The amendments in force on a day, in the order in which they came into force."""
        return sorted((it for it in self.amendments if it.from_ <= day), key=lambda it: it.from_)

    def nearness(self, above: Sequence[UnitId]) -> tuple[int, bool, date, str]:
        """How close it is to a unit under these: the greater the closer; names decide between equals."""
        asked = self.adopted
        depth = -1 if asked.scope is None else above.index(asked.scope)
        return depth, asked.type is not None, asked.in_force_from, asked.ruleset


Named = Callable[[RuleSetId], LocalRuleSet | None]


def stands_on(local: LocalRuleSet, named: Named, day: date) -> bool:
    """Whether it, and all it was adopted on down to the national rule set, is in force."""
    return all(it is not None and it.in_force_on(day) for it in _stack(local, named))


def whole(local: LocalRuleSet, named: Named, on: date) -> RuleSet:
    """The national rule set with the local values laid over it, those of the amendments in force last."""
    layers = list(_stack(local, named))
    base = layers.pop()
    laid = base if isinstance(base, RuleSet) else national(on)
    for layer in reversed(layers):
        if isinstance(layer, LocalRuleSet):
            laid = _laid_over(laid, layer, on)
    return laid


def _stack(local: LocalRuleSet, named: Named) -> Iterator[LocalRuleSet | RuleSet | None]:
    """What a local rule set stands on, itself first; the national one last, or None where there is none."""
    here: LocalRuleSet | RuleSet | None = local
    passed: set[RuleSetId] = set()
    while isinstance(here, LocalRuleSet):
        yield here
        below = here.adopted.based_on
        here = None if below in passed else shipped().get(below) or named(below)
        passed.add(below)
    yield here


def _laid_over(base: RuleSet, local: LocalRuleSet, on: date) -> RuleSet:
    adopted, amendments = local.adopted, local.amended_by(on)
    parameters, sources = dict(base.parameters), dict(base.sources)
    for values in (adopted.parameters, *(it.parameters for it in amendments)):
        for code, own in values.items():
            parameters[code] = {**parameters.get(code, _whole_rule(code)), **own}
            sources[code] = {**sources.get(code, {}), **dict.fromkeys(own, SOURCE)}
    return replace(
        base,
        id=adopted.ruleset,
        version=base.version + len(amendments),
        in_force_from=adopted.in_force_from,
        in_force_until=local.until,
        basis=amendments[-1].basis if amendments else adopted.basis,
        parameters=parameters,
        sources=sources,
        scope=adopted.scope,
        type=adopted.type,
        based_on=adopted.based_on,
        sheet=adopted.sheet or base.sheet,
    )


@cache
def most_values() -> dict[RuleCode, dict[str, float]]:
    """Every rule with every value that any shipped rule set gives it, the newest first."""
    values: dict[RuleCode, dict[str, float]] = {}
    for ruleset in shipped().values():
        for code, own in ruleset.parameters.items():
            values[code] = {**values.get(code, {}), **own}
    return values


def _whole_rule(code: RuleCode) -> Mapping[str, float]:
    """The values a rule takes along into a rule set whose base does not hold it: the newest shipped ones."""
    newest_first = reversed(shipped().values())
    return next((ruleset.parameters[code] for ruleset in newest_first if code in ruleset.parameters), {})
