"""R-TOPIC: the theme fits the yearly orientation; a person judges."""

from domain.cell_month import THEMATIC, Sight
from domain.events.meeting import MeetingHeld, MeetingScheduled
from domain.names import DeficiencyCode, RuleCode
from domain.rules.rule import Finding, Judge, Parameters, Rule, not_applicable, unknown


def _look(sight: Sight, _: Parameters) -> Finding:
    """Unknown for as long as no orientation of themes is recorded."""
    if sight.month.silent:
        return unknown("nothing_recorded")
    held = sight.month.held(THEMATIC)
    if not held:
        return not_applicable("no_thematic_meeting")
    facts = tuple(position for meeting in held for position in meeting.positions(MeetingScheduled, MeetingHeld))
    return unknown("no_orientation", {"matched": True}, facts)


THEME_FITS_THE_ORIENTATION = Rule(
    code=RuleCode("R-TOPIC"),
    look=_look,
    reads=frozenset({MeetingScheduled, MeetingHeld}),
    judge=Judge.PERSON,
    suggests=(DeficiencyCode("D20"),),
)
