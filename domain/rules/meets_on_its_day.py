"""R-DAY: the regular meeting is held on the cell's set day, within its window, or on a day the superior approved."""

from domain.cell_month import REGULAR, Sight
from domain.events.meeting import MeetingHeld, MeetingRescheduled, MeetingScheduled
from domain.events.unit import SetDayAgreed
from domain.names import DeficiencyCode, RuleCode
from domain.rules.rule import Finding, Parameters, Plain, Rule, broken, kept


def _look(sight: Sight, parameters: Parameters) -> Finding:
    """A cell that agreed no set day is held to the day it first set for the meeting."""
    meeting, _ = sight.held_meeting()
    set_day = sight.month.cell.set_day_on(meeting.day)
    agreed = () if set_day is None else (set_day.position,)
    if set_day is None:
        off, window = abs((meeting.day - meeting.first_on).days), 0.0
    else:
        off, window = set_day.distance(meeting.day), max(float(set_day.window), parameters["window_days"])
    observed: dict[str, Plain] = {
        "held_on": meeting.day.isoformat(),
        "days_off": off,
        "approved": meeting.moved_with_leave,
        "measured_from": "first_schedule" if set_day is None else "set_day",
    }
    required: dict[str, Plain] = {"day": meeting.first_on.isoformat() if set_day is None else set_day.day}
    required["window_days"] = int(window)
    facts = (*meeting.positions(*READS), *agreed)
    if off <= window or meeting.moved_with_leave:
        return kept(observed, required, facts)
    return broken(observed, required, facts, {**required, "approved": True})


READS = frozenset({MeetingScheduled, MeetingRescheduled, MeetingHeld})
MEETS_ON_ITS_DAY = Rule(
    code=RuleCode("R-DAY"),
    look=_look,
    reads=READS | {SetDayAgreed},
    suggests=(DeficiencyCode("D02"),),
    of_meetings=REGULAR,
    one_suffices=True,
)
