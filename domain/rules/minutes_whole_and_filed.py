"""R-MIN: minutes are complete, read back, adopted, signed, and filed in time."""

from domain.calendar import local_day
from domain.cell_month import EVERY_KIND, Sight
from domain.events.meeting import MeetingHeld, MinutesFiled
from domain.names import DeficiencyCode, RuleCode
from domain.rules.rule import Finding, Judge, Parameters, Plain, Rule, judged, missing, number


def look(sight: Sight, parameters: Parameters) -> Finding:
    """Days are counted by the calendar from the day the meeting ended. What the sections say is for people to judge."""
    meeting, held = sight.held_meeting()
    facts = meeting.positions(MeetingHeld, MinutesFiled)
    sections, days = number(parameters["sections"]), number(parameters["filed_days"])
    required: dict[str, Plain] = {"read_back": True, "adopted": True, "signed": True}
    required |= {"sections": sections, "filed_days": days}
    minutes = meeting.minutes
    if minutes is None:
        return missing(sight, "minutes", required, facts)
    took = (local_day(minutes.filed_at) - local_day(held.ended_at)).days
    observed = {"read_back": minutes.read_back, "adopted": minutes.adopted, "signed": minutes.signed}
    whole = all(observed.values()) and minutes.sections >= sections
    return judged(
        whole and took <= days, {**observed, "sections": minutes.sections, "filed_days": took}, required, facts
    )


MINUTES_WHOLE_AND_FILED = Rule(
    code=RuleCode("R-MIN"),
    look=look,
    reads=frozenset({MeetingHeld, MinutesFiled}),
    judge=Judge.BOTH,
    suggests=(DeficiencyCode("D11"),),
    of_meetings=EVERY_KIND,
)
