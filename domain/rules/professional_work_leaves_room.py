"""R-MIX: professional work takes at most its share of the regular meeting's timed items."""

from domain.cell_month import REGULAR, Sight
from domain.events.meeting import MeetingHeld
from domain.names import DeficiencyCode, ItemTag, RuleCode
from domain.rules.rule import Finding, Parameters, Rule, broken, kept, number, unknown


def _look(sight: Sight, parameters: Parameters) -> Finding:
    meeting, held = sight.held_meeting()
    most, facts = parameters["professional_percent"], meeting.positions(MeetingHeld)
    required = {"percent": number(most)}
    timed = sum(item.minutes for item in held.items)
    if not timed:
        return unknown("no_items", required, facts)
    professional = sum(item.minutes for item in held.items if item.tag is ItemTag.PROFESSIONAL)
    percent = professional * 100 / timed
    observed = {"professional": professional, "timed": timed, "percent": round(percent, 1)}
    if percent <= most:
        return kept(observed, required, facts)
    return broken(observed, required, facts, {"professional": int(timed * most // 100)})


PROFESSIONAL_WORK_LEAVES_ROOM = Rule(
    code=RuleCode("R-MIX"),
    look=_look,
    reads=frozenset({MeetingHeld}),
    suggests=(DeficiencyCode("D14"),),
    of_meetings=REGULAR,
)
