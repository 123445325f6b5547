"""R-SCORE: the cell votes its own score, the superior committee decides the class, and Tốt passes its gate."""

from collections.abc import Iterator

from domain.cell_month import REGULAR, Sight
from domain.events.meeting import MeetingClassed, MeetingHeld, MeetingSelfScored, MinutesFiled
from domain.events.unit import MembersCounted, UnitRegistered
from domain.names import Grade, RuleCode
from domain.rules import long_enough, members_attend, members_speak, minutes_whole_and_filed
from domain.rules.rule import Finding, Outcome, Parameters, Plain, Rule, broken, judged, kept, unknown

REQUIRED: dict[str, Plain] = {"self_scored": True, "classed": True}


def _look(sight: Sight, parameters: Parameters) -> Finding:
    """The difference between the two is shown, never judged. Without both the rule stays unknown."""
    meeting, _ = sight.held_meeting()
    facts = meeting.positions(MeetingSelfScored, MeetingClassed)
    scored, grade = meeting.self_score, meeting.grade
    if scored is not None and scored.votes <= 0:
        return broken({"votes": scored.votes}, {"voted": True}, facts)
    if scored is None or grade is None:
        return unknown("awaiting_self_score" if scored is None else "awaiting_class", REQUIRED, facts)
    self_score = round(sum(scored.points.values()), 2)
    observed: dict[str, Plain] = {"self_score": self_score, "points": meeting.points, "class": grade.value}
    if grade is not Grade.GOOD or not parameters:
        return kept(observed, REQUIRED, facts)
    return _at_the_gate(sight, parameters, observed, facts)


def _at_the_gate(sight: Sight, parameters: Parameters, observed: dict[str, Plain], facts: tuple[int, ...]) -> Finding:
    """Practice under HD 12: Tốt asks full marks on attendance, duration, participation and minutes."""
    asked = list(gate(sight, parameters))
    facts = tuple(sorted({*facts, *(position for _, finding in asked for position in finding.facts)}))
    short = tuple(code for code, finding in asked if finding.outcome is Outcome.BROKEN)
    required = {**REQUIRED, "full_marks": tuple(code for code, _ in asked)}
    if not short and any(finding.outcome is Outcome.UNKNOWN for _, finding in asked):
        return unknown("awaiting_minutes", required, facts)
    return judged(not short, {**observed, "short_of_full_marks": short}, required, facts)


def gate(sight: Sight, parameters: Parameters) -> Iterator[tuple[RuleCode, Finding]]:
    """Four rules once more, by the values that the gate asks for; what it does not name it does not ask."""
    if (percent := parameters.get("gate_present_percent")) is not None:
        least = {"present_percent": percent, "unexcused": 0.0}
        yield members_attend.MEMBERS_ATTEND.code, members_attend.look(sight, least)
    if (minutes := parameters.get("gate_minutes")) is not None:
        long = {"minutes": minutes, "combined_minutes": parameters.get("gate_combined_minutes", minutes)}
        yield long_enough.LONG_ENOUGH.code, long_enough.look(sight, long)
    if (percent := parameters.get("gate_speaking_percent")) is not None:
        rungs = dict.fromkeys(("good_percent", "fair_percent", "least_percent"), percent)
        yield members_speak.MEMBERS_SPEAK.code, _on_the_top_rung(members_speak.look(sight, rungs))
    if (days := parameters.get("gate_filed_days")) is not None:
        filed = {"sections": 1.0, "filed_days": days}
        yield minutes_whole_and_filed.MINUTES_WHOLE_AND_FILED.code, minutes_whole_and_filed.look(sight, filed)


def _on_the_top_rung(finding: Finding) -> Finding:
    """Full marks for participation are more than the share itself."""
    short = finding.outcome is Outcome.KEPT and finding.observed["rung"] != Grade.GOOD.value
    return finding._replace(outcome=Outcome.BROKEN) if short else finding


SCORED_BY_THE_CELL_CLASSED_ABOVE = Rule(
    code=RuleCode("R-SCORE"),
    look=_look,
    reads=frozenset({MeetingSelfScored, MeetingClassed, MeetingHeld, MinutesFiled, MembersCounted, UnitRegistered}),
    of_meetings=REGULAR,
)
