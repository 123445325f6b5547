"""R-DUR: a regular meeting lasts long enough, longer when a thematic one is combined with it."""

from domain.calendar import local_time
from domain.cell_month import REGULAR, Sight
from domain.events.meeting import MeetingHeld, MeetingScheduled
from domain.events.unit import MembersCounted, UnitRegistered
from domain.names import DeficiencyCode, MeetingKind, RuleCode
from domain.rules.rule import Finding, Parameters, Rule, judged, number


def look(sight: Sight, parameters: Parameters) -> Finding:
    """Whole minutes from the start to the end; a small cell may have a local value of its own."""
    meeting, held = sight.held_meeting()
    minutes = int((local_time(held.ended_at) - local_time(held.started_at)).total_seconds() // 60)
    members = sight.month.cell.members_on(meeting.day)
    small = members is not None and members <= parameters.get("small_cell_members", 0)
    least = _least(meeting.kind, small, parameters)
    observed = {"minutes": minutes, "kind": meeting.kind.value, "small_cell": small}
    return judged(minutes >= least, observed, {"minutes": number(least)}, meeting.positions(*READS))


def _least(kind: MeetingKind, small: bool, parameters: Parameters) -> float:
    if small and "small_cell_minutes" in parameters:
        return parameters["small_cell_minutes"]
    return parameters["combined_minutes" if kind is MeetingKind.COMBINED else "minutes"]


READS = frozenset({MeetingScheduled, MeetingHeld})
LONG_ENOUGH = Rule(
    code=RuleCode("R-DUR"),
    look=look,
    reads=READS | {MembersCounted, UnitRegistered},
    suggests=(DeficiencyCode("D06"),),
    of_meetings=REGULAR,
)
