"""The rulebook: the shipped rule sets and the local ones on top of them; which is in force where and when."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache, partial
from typing import Any
from uuid import UUID

from domain import refusals
from domain.events.ruleset import RuleSetAdopted, RuleSetAmended, RuleSetRepealed
from domain.names import RuleCode, RuleSetId, UnitId, UnitType
from domain.record import Record
from domain.rulesets import national, shipped
from domain.rulesets.local import LocalRuleSet, most_values, stands_on, whole
from domain.rulesets.ruleset import RuleSet

Values = Mapping[RuleCode, Mapping[str, float]]


@dataclass(frozen=True)
class Rulebook:
    """Folds the streams of all local rule sets; the shipped ones are there from the start."""

    local: dict[UUID, LocalRuleSet] = field(default_factory=dict)

    def after(self, record: Record[Any]) -> Rulebook:
        known = self.local.get(record.stream)
        match record.fact:
            case RuleSetAdopted() as adopted:
                now = LocalRuleSet(adopted)
            case RuleSetAmended() as amended if known is not None:
                now = replace(known, amendments=(*known.amendments, amended))
            case RuleSetRepealed(until=until) if known is not None:
                now = replace(known, until=until)
            case _:
                return self
        return Rulebook({**self.local, record.stream: now})

    # Questions

    def in_force(self, on: date, above: Sequence[UnitId] = (), type_: UnitType | None = None) -> RuleSet:
        """The most specific rule set for a unit on a day: `above` are the units from the Bloc down to itself.

        A nearer scope goes before a wider one, a type named before none, the newer before the older. A local set
        stands on the national one it was adopted on, and falls with it.
        """
        reaching = [it for it in self.local.values() if self._reaches(it, on, above, type_)]
        if not reaching:
            return national(on)
        return whole(max(reaching, key=lambda it: it.nearness(above)), self._named, on)

    def for_unit(self, above: Sequence[UnitId], type_: UnitType | None) -> Callable[[date], RuleSet]:
        """The same for one unit, remembered by the day: what judges its months."""
        if not self.local:
            return national
        return lru_cache(1024)(partial(self.in_force, above=tuple(above), type_=type_))

    def ruleset(self, id_: RuleSetId, on: date) -> RuleSet:
        """The rule set of a name with the values it has on a day."""
        return shipped().get(id_) or whole(self._must_be_known(id_), self._named, on)

    def rulesets(self, on: date) -> tuple[RuleSet, ...]:
        """Every rule set there is, shipped ones first, with the values it has on a day."""
        return (*shipped().values(), *(whole(it, self._named, on) for it in self.local.values()))

    def stream_of(self, id_: RuleSetId) -> UUID:
        """Where the facts of a local rule set are."""
        local = self._must_be_local(id_)
        return next(stream for stream, it in self.local.items() if it is local)

    # Decisions

    def adopt(self, asked: RuleSetAdopted) -> RuleSetAdopted:
        if asked.ruleset in shipped() or self._named(asked.ruleset) is not None:
            raise refusals.RuleSetTaken
        if asked.based_on not in shipped():
            self._must_be_known(asked.based_on)
        _must_be_in_the_rulebook(asked.parameters)
        return asked

    def amend(self, id_: RuleSetId, asked: RuleSetAmended) -> RuleSetAmended:
        self._must_stand(id_)
        _must_be_in_the_rulebook(asked.parameters)
        return asked

    def repeal(self, id_: RuleSetId, asked: RuleSetRepealed) -> RuleSetRepealed:
        self._must_stand(id_)
        return asked

    # What each asks first

    def _named(self, id_: RuleSetId) -> LocalRuleSet | None:
        return next((it for it in self.local.values() if it.adopted.ruleset == id_), None)

    def _must_be_known(self, id_: RuleSetId) -> LocalRuleSet:
        local = self._named(id_)
        if local is None:
            raise refusals.RuleSetUnknown
        return local

    def _must_be_local(self, id_: RuleSetId) -> LocalRuleSet:
        if id_ in shipped():
            raise refusals.RuleSetNotLocal
        return self._must_be_known(id_)

    def _must_stand(self, id_: RuleSetId) -> None:
        if self._must_be_local(id_).until is not None:
            raise refusals.RuleSetAlreadyRepealed

    def _reaches(self, local: LocalRuleSet, on: date, above: Sequence[UnitId], type_: UnitType | None) -> bool:
        asked = local.adopted
        here = asked.scope is None or asked.scope in above
        return here and asked.type in (None, type_) and stands_on(local, self._named, on)


def _must_be_in_the_rulebook(values: Values) -> None:
    """Every rule and every value named is one that a shipped rule set knows."""
    for code, named in values.items():
        if code not in most_values() or not named.keys() <= most_values()[code].keys():
            raise refusals.NoSuchRule
