"""R-TCP: ideology and self-criticism have their time on the agenda of the regular meeting."""

from domain.cell_month import REGULAR, Sight
from domain.events.meeting import MeetingHeld
from domain.names import DeficiencyCode, ItemTag, RuleCode
from domain.rules.rule import Finding, Parameters, Rule, judged, number, unknown


def _look(sight: Sight, parameters: Parameters) -> Finding:
    """The minutes of both kinds of item together."""
    meeting, held = sight.held_meeting()
    facts, required = meeting.positions(MeetingHeld), {"minutes": number(parameters["minutes"])}
    if not held.items:
        return unknown("no_items", required, facts)
    ideology = sum(item.minutes for item in held.items if item.tag is ItemTag.IDEOLOGY)
    criticism = sum(item.minutes for item in held.items if item.tag is ItemTag.CRITICISM)
    observed = {"minutes": ideology + criticism, "ideology": ideology, "criticism": criticism}
    return judged(ideology + criticism >= parameters["minutes"], observed, required, facts)


IDEOLOGY_AND_CRITICISM_HAVE_THEIR_TIME = Rule(
    code=RuleCode("R-TCP"),
    look=_look,
    reads=frozenset({MeetingHeld}),
    suggests=(DeficiencyCode("D07"), DeficiencyCode("D16")),
    of_meetings=REGULAR,
)
