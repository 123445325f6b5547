"""R-SPEAK: enough of those present speak. Counted, never who nor what."""

from domain.cell_month import EVERY_KIND, Sight
from domain.events.meeting import MeetingHeld
from domain.names import DeficiencyCode, RuleCode
from domain.rules.rule import Finding, Parameters, Plain, Rule, broken, kept, not_applicable, number


def look(sight: Sight, parameters: Parameters) -> Finding:
    """The ladder's rungs are named; below the lowest the rule is broken."""
    meeting, held = sight.held_meeting()
    facts = meeting.positions(MeetingHeld)
    if not held.present:
        return not_applicable("nobody_present", facts)
    percent = held.speakers * 100 / held.present
    least = parameters["least_percent"]
    observed: dict[str, Plain] = {
        "speakers": held.speakers,
        "present": held.present,
        "percent": round(percent, 1),
        "rung": _rung(percent, parameters),
    }
    required = {"percent": number(least)}
    if percent >= least:
        return kept(observed, required, facts)
    return broken(observed, required, facts, {"speakers": int(-(-held.present * least // 100))})


def _rung(percent: float, parameters: Parameters) -> str:
    if percent > parameters["good_percent"]:
        return "good"
    if percent >= parameters["fair_percent"]:
        return "fair"
    return "average" if percent >= parameters["least_percent"] else "below"


MEMBERS_SPEAK = Rule(
    code=RuleCode("R-SPEAK"),
    look=look,
    reads=frozenset({MeetingHeld}),
    suggests=(DeficiencyCode("D05"),),
    of_meetings=EVERY_KIND,
)
