"""R-PUB: the results of the meeting are posted for the members in time."""

from domain.calendar import local_day
from domain.cell_month import EVERY_KIND, Sight
from domain.events.meeting import MeetingHeld, ResultsPosted
from domain.names import RuleCode
from domain.rules.rule import Finding, Parameters, Rule, judged, missing, number


def _look(sight: Sight, parameters: Parameters) -> Finding:
    """Days are counted by the calendar from the day the meeting ended."""
    meeting, held = sight.held_meeting()
    facts, required = meeting.positions(MeetingHeld, ResultsPosted), {"posted_days": number(parameters["posted_days"])}
    if meeting.posted_at is None:
        return missing(sight, "posting", required, facts)
    took = (local_day(meeting.posted_at) - local_day(held.ended_at)).days
    return judged(took <= parameters["posted_days"], {"posted_days": took}, required, facts)


RESULTS_POSTED_IN_TIME = Rule(
    code=RuleCode("R-PUB"),
    look=_look,
    reads=frozenset({MeetingHeld, ResultsPosted}),
    of_meetings=EVERY_KIND,
)
