"""Why something came out so, in one shape: a verdict, a class, a part of a score, a deadline, a rank, a refusal."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum

from domain.meeting_seen import MeetingSeen
from domain.names import Grade, RuleCode
from domain.rules.rule import Outcome, Plain, Verdict
from domain.rulesets.ruleset import RuleSet
from domain.visiting.ranking import Reason, points
from domain.visiting.terms import Terms

R_SCORE = RuleCode("R-SCORE")
Compared = tuple[Mapping[str, Plain], Mapping[str, Plain]]
"""Parameters, and what was seen."""
CLASSED = frozenset({"MeetingSelfScored", "MeetingClassed"})


class WhyKind(StrEnum):
    """What is explained."""

    VERDICT = "verdict"
    CLASS = "class"
    DEADLINE = "deadline"
    RANK = "rank"
    REFUSAL = "refusal"


@dataclass(frozen=True, slots=True)
class Why:
    """What came out (`outcome`) by which rule of which rule set and version, on what basis, and from what.

    `parameters` are the values that the rule works with, `required` and `observed` what it compared, `would_suffice`
    what would have been enough for another outcome; `facts` are positions in the journal, `facts_of` says for which
    part of a rank they count, `late` are those of them that were entered late; `excluded` says what was looked at and
    left out.
    """

    of: WhyKind
    rule: str
    outcome: str
    ruleset: str = ""
    version: int = 0
    basis: str = ""
    parameters: Mapping[str, Plain] = field(default_factory=dict)
    required: Mapping[str, Plain] = field(default_factory=dict)
    observed: Mapping[str, Plain] = field(default_factory=dict)
    would_suffice: Mapping[str, Plain] = field(default_factory=dict)
    facts: tuple[int, ...] = ()
    late: tuple[int, ...] = ()
    excluded: tuple[str, ...] = ()
    facts_of: Mapping[str, tuple[int, ...]] = field(default_factory=dict)


def of_verdict(verdict: Verdict) -> Why:
    """What would have been enough is told only where it was not there."""
    wanting = verdict.verdict in (Outcome.BROKEN, Outcome.UNKNOWN)
    return Why(
        WhyKind.VERDICT,
        verdict.rule,
        verdict.verdict,
        verdict.ruleset,
        verdict.version,
        verdict.basis,
        verdict.parameters,
        verdict.required,
        verdict.observed,
        verdict.would_suffice if wanting and verdict.would_suffice != verdict.required else {},
        verdict.facts,
        verdict.late,
        verdict.excluded,
    )


def of_class(seen: MeetingSeen, ruleset: RuleSet, gate: Mapping[RuleCode, Outcome], total: float) -> Why | None:
    """The class that a superior committee gave a meeting, beside the sum that the cell gave itself (out of the full
    sheet); None before there is one. `gate`: what the class Tốt asks for beside points."""
    if seen.grade is None or ruleset.sheet is None:
        return None
    classes = ruleset.sheet.classes
    broken = tuple(rule for rule, outcome in gate.items() if outcome is Outcome.BROKEN)
    least = {f"least_{grade}": points for grade, points in classes.items()}
    above = _above(seen.grade, classes)
    return Why(
        WhyKind.CLASS,
        R_SCORE,
        seen.grade,
        ruleset.id,
        ruleset.version,
        ruleset.basis,
        {**least, "gate": tuple(gate)},
        {"points": classes.get(seen.grade, 0.0)},
        {"points": seen.points, "self_points": total, **({"gate_broken": broken} if broken else {})},
        {"points": classes[above]} | ({"gate_kept": broken} if broken and above is Grade.GOOD else {}) if above else {},
        tuple(fact.position for fact in seen.facts if fact.name in CLASSED),
        excluded=seen.self_score.not_applicable if seen.self_score else (),
    )


def _above(grade: Grade, classes: Collection[Grade]) -> Grade | None:
    """The next better class that the sheet knows."""
    better = [one for one in Grade if one in classes]
    at = better.index(grade) if grade in better else len(better)
    return better[at - 1] if at else None


def of_rank(reasons: Iterable[Reason], terms: Terms) -> Why:
    """The points that put a cell where it stands in a proposed plan; more than `most` of a thing count as `most`."""
    told = tuple(reasons)
    weights = {**terms.weights, **terms.visitors}
    used = {f"each_{one.why}": weights[one.why] for one in told if one.why in weights}
    most = {f"most_{one.why}": terms.most[one.why] for one in told if one.why in terms.most}
    amounts: dict[str, Plain] = {one.why.value: one.amount for one in told}
    brought = {f"points_{one.why}": one.points for one in told}
    counted = {one.why.value: one.facts for one in told if one.facts}
    return ranked("visit_rank", f"{points(told):g}", ({**used, **most}, {**amounts, **brought}), counted)


def ranked(rule: str, total: str, compared: Compared, counted: Mapping[str, tuple[int, ...]]) -> Why:
    """A place in a row: its weights, its amounts, and for each part the positions of what was counted."""
    weights, amounts = compared
    facts = tuple(sorted({position for positions in counted.values() for position in positions}))
    return Why(WhyKind.RANK, rule, total, parameters=weights, observed=amounts, facts=facts, facts_of=counted)


def as_plain(why: Why) -> dict[str, object]:
    """Only what there is to tell."""
    told = {part.name: getattr(why, part.name) for part in fields(why)}
    return {name: value for name, value in told.items() if value or name == "outcome"}


def of_refusal(code: str, values: Mapping[str, object], facts: tuple[int, ...]) -> Why:
    """A decision that the domain declined to take, from the facts of the thing it was asked about."""
    observed = {name: value if isinstance(value, str | int | float) else str(value) for name, value in values.items()}
    return Why(WhyKind.REFUSAL, code, "refused", observed=observed, facts=facts)
