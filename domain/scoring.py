"""A sheet filled in from recorded facts: each part's points with their reason, and what stands before the class Tốt."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from domain.names import RuleCode
from domain.rules.rule import Outcome, Verdict
from domain.scores import ScoreSheet

JUDGED = (Outcome.KEPT, Outcome.BROKEN)


class Part(NamedTuple):
    """A part of the sheet. No `points`: it is voted, or its facts are not recorded yet; `reasons` say which rules."""

    name: str
    group: str
    most: float
    points: float | None = None
    applicable: bool = True
    reasons: tuple[Verdict, ...] = ()

    @property
    def voted(self) -> bool:
        return not self.reasons


def filled_in(sheet: ScoreSheet, verdicts: Iterable[Verdict]) -> tuple[Part, ...]:
    """Every part of the sheet, as far as what the rules found of the meeting tells its points."""
    by_rule = {verdict.rule: verdict for verdict in verdicts}
    return tuple(_part(sheet, name, by_rule) for name in sheet.groups)


def _part(sheet: ScoreSheet, name: str, by_rule: Mapping[RuleCode, Verdict]) -> Part:
    reasons = tuple(by_rule[rule] for rule in sheet.rules_of(name) if rule in by_rule)
    part = Part(name, sheet.within.get(name, name), sheet.groups[name], reasons=reasons)
    if not reasons or any(one.verdict is Outcome.UNKNOWN for one in reasons):
        return part
    judged = [one for one in reasons if one.verdict in JUDGED]
    if not judged:
        return part._replace(applicable=False)
    return part._replace(points=_points(sheet, part, judged))


def _points(sheet: ScoreSheet, part: Part, judged: list[Verdict]) -> float | None:
    if part.name in sheet.ladders:
        ladder = sheet.ladders[part.name]
        reached = judged[0].observed.get(ladder.measure)
        return min(ladder.points(reached), part.most) if isinstance(reached, int | float) else None
    kept = sum(one.verdict is Outcome.KEPT for one in judged)
    return round(part.most * kept / len(judged), 2)
