"""R-ATT: enough of the members obliged to attend are present, and none is absent without reason."""

from domain.cell_month import EVERY_KIND, Sight
from domain.events.meeting import MeetingHeld
from domain.names import RuleCode
from domain.rules.rule import Finding, Parameters, Rule, broken, kept, not_applicable, number


def look(sight: Sight, parameters: Parameters) -> Finding:
    """Those exempt (miễn sinh hoạt) are not among the obliged."""
    meeting, held = sight.held_meeting()
    facts = meeting.positions(MeetingHeld)
    if not held.obliged:
        return not_applicable("nobody_obliged", facts)
    least, excusable = parameters["present_percent"], parameters["unexcused"]
    observed = {
        "present": held.present,
        "obliged": held.obliged,
        "percent": round(held.present * 100 / held.obliged, 1),
        "unexcused": held.unexcused,
    }
    required = {"percent": number(least), "unexcused": number(excusable)}
    if held.present * 100 >= least * held.obliged and held.unexcused <= excusable:
        return kept(observed, required, facts)
    enough = {"present": int(-(-held.obliged * least // 100)), "unexcused": number(excusable)}
    return broken(observed, required, facts, enough)


MEMBERS_ATTEND = Rule(
    code=RuleCode("R-ATT"),
    look=look,
    reads=frozenset({MeetingHeld}),
    of_meetings=EVERY_KIND,
)
