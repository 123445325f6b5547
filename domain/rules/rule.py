"""What a compliance rule is: a code, what it reads, and one pure look that explains itself."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from domain.cell_month import Sight
from domain.events.fact import Fact
from domain.names import DeficiencyCode, MeetingId, MeetingKind, RuleCode, RuleSetId

Plain = str | int | float | bool | None | tuple[str, ...]
"""A value that wording and JSON can show as it is; days are ISO 8601."""
Parameters = Mapping[str, float]


class Outcome(StrEnum):
    """A verdict is one of four, and never anything between."""

    KEPT = "kept"
    BROKEN = "broken"
    NOT_APPLICABLE = "not_applicable"
    UNKNOWN = "unknown"


class Judge(StrEnum):
    """Who can tell whether the rule is kept."""

    MACHINE = "machine"
    PERSON = "person"
    BOTH = "machine_and_person"


Values = Mapping[str, Plain]
NOTHING: Values = MappingProxyType({})


class Finding(NamedTuple):
    """What a rule saw, against what it requires.

    `would_suffice`: what would have been enough; `excluded`: why nothing was judged; `points_to`: the deficiencies,
    where not all of the rule's.
    """

    outcome: Outcome
    observed: Values = NOTHING
    required: Values = NOTHING
    facts: tuple[int, ...] = ()
    would_suffice: Values = NOTHING
    excluded: tuple[str, ...] = ()
    points_to: tuple[DeficiencyCode, ...] | None = None


Look = Callable[[Sight, Parameters], Finding]


@dataclass(frozen=True)
class Rule:
    """One rule. It looks at each held meeting `of_meetings` (kinds) in turn, or, naming none, at the month at once.

    `one_suffices`: the month keeps the rule when one of its meetings does; otherwise every one must.
    """

    code: RuleCode
    look: Look
    reads: frozenset[type[Fact]]
    judge: Judge = Judge.MACHINE
    suggests: tuple[DeficiencyCode, ...] = ()
    of_meetings: frozenset[MeetingKind] = frozenset()
    one_suffices: bool = False
    looks_back: int = 0
    """So many months before the judged one are looked at too: a fact of theirs re-judges this one."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of a rule, by which rule set, and why. `late` are those of its facts that were entered late."""

    rule: RuleCode
    verdict: Outcome
    ruleset: RuleSetId
    version: int
    basis: str
    parameters: dict[str, float] = field(default_factory=dict)
    observed: dict[str, Plain] = field(default_factory=dict)
    required: dict[str, Plain] = field(default_factory=dict)
    facts: tuple[int, ...] = ()
    excluded: tuple[str, ...] = ()
    would_suffice: dict[str, Plain] = field(default_factory=dict)
    meeting: MeetingId | None = None
    points_to: tuple[DeficiencyCode, ...] = ()
    late: tuple[int, ...] = ()


def judged(is_kept: bool, observed: Values, required: Values, facts: tuple[int, ...]) -> Finding:
    """Kept or broken, where what is required is also what would have been enough."""
    return kept(observed, required, facts) if is_kept else broken(observed, required, facts)


def kept(observed: Values, required: Values, facts: tuple[int, ...]) -> Finding:
    return Finding(Outcome.KEPT, observed, required, facts)


def broken(observed: Values, required: Values, facts: tuple[int, ...], would_suffice: Values | None = None) -> Finding:
    return Finding(Outcome.BROKEN, observed, required, facts, required if would_suffice is None else would_suffice)


def not_applicable(reason: str, facts: tuple[int, ...] = ()) -> Finding:
    return Finding(Outcome.NOT_APPLICABLE, facts=facts, excluded=(reason,))


def unknown(reason: str, required: Values | None = None, facts: tuple[int, ...] = ()) -> Finding:
    """It cannot be told yet; what is required would suffice."""
    return Finding(Outcome.UNKNOWN, {}, required or {}, facts, required or {}, (reason,))


def missing(sight: Sight, what: str, required: Values, facts: tuple[int, ...]) -> Finding:
    """A fact that a held meeting needs is not recorded: unknown until the grace day, broken after it."""
    if sight.closed:
        return broken({"missing": what}, required, facts)
    return unknown(f"awaiting_{what}", required, facts)


def number(value: float) -> int | float:
    """A parameter as people write it: 90, not 90.0."""
    return int(value) if float(value).is_integer() else value
