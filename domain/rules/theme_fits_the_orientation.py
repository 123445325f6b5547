"""R-TOPIC: the theme fits the yearly orientation; a person judges: whoever visited the meeting."""

from domain.cell_month import THEMATIC, Sight
from domain.events.meeting import MeetingHeld, MeetingScheduled
from domain.events.visit import VisitMade, VisitMoved
from domain.names import DeficiencyCode, RuleCode
from domain.rules.rule import Finding, Judge, Parameters, Plain, Rule, judged, not_applicable, unknown

MATCHED: dict[str, Plain] = {"matched": True}


def _look(sight: Sight, _: Parameters) -> Finding:
    """Unknown for as long as no visitor has said; of several, one who saw that it does not fit counts."""
    if sight.month.silent:
        return unknown("nothing_recorded")
    held = sight.month.held(THEMATIC)
    if not held:
        return not_applicable("no_thematic_meeting")
    facts = tuple(position for meeting in held for position in meeting.positions(MeetingScheduled, MeetingHeld))
    there = {meeting.id for meeting in held}
    said = [v for v in sight.month.own_visits if v.theme_fits is not None and (v.meeting is None or v.meeting in there)]
    if not said:
        return unknown("no_orientation", MATCHED, facts)
    facts += tuple(position for visit in said for position in visit.positions(VisitMade))
    fits = all(visit.theme_fits for visit in said)
    return judged(fits, {"matched": fits}, MATCHED, tuple(sorted(facts)))


THEME_FITS_THE_ORIENTATION = Rule(
    code=RuleCode("R-TOPIC"),
    look=_look,
    reads=frozenset({MeetingScheduled, MeetingHeld, VisitMade, VisitMoved}),
    judge=Judge.PERSON,
    suggests=(DeficiencyCode("D20"),),
)
