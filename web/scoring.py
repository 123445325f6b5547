"""A meeting's score sheet as pages and programs show it: computed parts with their reasons, both scores, the gate."""

from typing import NamedTuple
from uuid import UUID

from domain.judging import judge_meeting
from domain.meeting_seen import MeetingSeen
from domain.names import MeetingId, RuleCode
from domain.rules.rule import Outcome
from domain.rules.scored_by_the_cell_classed_above import gate
from domain.rulesets.ruleset import RuleSet
from domain.scores import ScoreSheet
from domain.scoring import Part, filled_in
from projections.months_judged import meeting_in_sight
from projections.reading import Reading
from web.house import house

R_SCORE = RuleCode("R-SCORE")


class Scored(NamedTuple):
    """The sheet in force on the meeting's day, filled in; `gate`: what the class Tốt asks for beside points."""

    seen: MeetingSeen
    ruleset: RuleSet
    sheet: ScoreSheet
    parts: tuple[Part, ...]
    gate: dict[RuleCode, Outcome]

    @property
    def voted(self) -> dict[str, float]:
        return dict(self.seen.self_score.points) if self.seen.self_score else {}

    @property
    def not_applicable(self) -> tuple[str, ...]:
        """What the cell left out; before it voted, what the facts say does not apply."""
        if self.seen.self_score:
            return self.seen.self_score.not_applicable
        return tuple(part.name for part in self.parts if not part.applicable)

    @property
    def total(self) -> float | None:
        """What the cell gave itself, out of the full sheet; none before it voted."""
        return self.sheet.total(self.voted, self.not_applicable) if self.seen.self_score else None

    @property
    def differences(self) -> dict[str, float]:
        """By part, how much more the cell gave itself than the facts do."""
        told = {part.name: part.points for part in self.parts if part.points is not None}
        return {name: round(self.voted[name] - points, 2) for name, points in told.items() if name in self.voted}

    @property
    def difference(self) -> float | None:
        """How much more the cell gave itself than the superior committee did; none until both have spoken."""
        if self.total is None or self.seen.points is None:
            return None
        return round(self.total - self.seen.points, 2)


def scored(db: Reading, meeting: UUID) -> Scored | None:
    """None for a committee's meeting, one that was not held, and where the rule set has no sheet."""
    found = meeting_in_sight(db, meeting, house().journal.at)
    seen = found.sight.month.meeting(MeetingId(meeting)) if found else None
    if found is None or seen is None or seen.held is None:
        return None
    ruleset = found.in_force(seen.day)
    if ruleset.sheet is None:
        return None
    parts = filled_in(ruleset.sheet, judge_meeting(found.sight, seen.id, ruleset))
    asked = gate(found.sight.facing(seen), ruleset.parameters.get(R_SCORE, {}))
    return Scored(seen, ruleset, ruleset.sheet, parts, {code: finding.outcome for code, finding in asked})
