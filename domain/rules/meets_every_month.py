"""R-FREQ: a cell holds at least one regular meeting (sinh hoạt định kỳ) each calendar month."""

from domain.cell_month import REGULAR, THEMATIC, CellMonth, Sight
from domain.events.meeting import MeetingCancelled, MeetingHeld, MeetingRescheduled, MeetingScheduled
from domain.names import DeficiencyCode, RuleCode
from domain.rules.rule import Finding, Parameters, Rule, broken, kept, not_applicable, number, unknown


def _look(sight: Sight, parameters: Parameters) -> Finding:
    month, held = sight.month, sight.month.held(REGULAR)
    facts = tuple(position for meeting in month.own_meetings for position in meeting.positions(*READS))
    required = {"meetings": number(parameters["meetings"])}
    if len(held) >= parameters["meetings"]:
        return kept({"meetings": len(held)}, required, facts)
    if not month.owed:
        return not_applicable("cell_not_there", facts)
    if not month.closed:
        return unknown("month_not_closed", required, facts)
    return broken({"meetings": len(held), "reason": _reason(month)}, required, facts)


def _reason(month: CellMonth) -> str:
    """Why too little counts. A thematic meeting is never held instead of the regular one."""
    if not month.own_meetings:
        return "nothing_recorded"
    if month.held(REGULAR):
        return "too_few"
    if month.held(THEMATIC):
        return "only_thematic"
    return "cancelled" if all(meeting.cancelled for meeting in month.own_meetings) else "not_held"


READS = frozenset({MeetingScheduled, MeetingRescheduled, MeetingHeld, MeetingCancelled})
MEETS_EVERY_MONTH = Rule(
    code=RuleCode("R-FREQ"),
    look=_look,
    reads=READS,
    suggests=(DeficiencyCode("D02"),),
)
