"""R-TOPIC: the theme fits the yearly orientation; persons judge: a superior, a visitor, else the unit that chose it."""

from domain.cell_month import THEMATIC, Sight
from domain.events.meeting import MeetingHeld, MeetingScheduled, ThemeJudged, ThemeMatched
from domain.events.visit import VisitMade, VisitMoved
from domain.meeting_seen import MeetingSeen
from domain.names import DeficiencyCode, RuleCode
from domain.rules.rule import Finding, Judge, Parameters, Plain, Rule, judged, not_applicable, unknown
from domain.visit_seen import VisitSeen

MATCHED: dict[str, Plain] = {"matched": True}
OF_THE_MEETING = (MeetingScheduled, MeetingHeld, ThemeMatched, ThemeJudged)


def _look(sight: Sight, _: Parameters) -> Finding:
    """Unknown for as long as nobody has said; of several words, one that it does not fit counts."""
    if sight.month.silent:
        return unknown("nothing_recorded")
    held = sight.month.held(THEMATIC)
    if not held:
        return not_applicable("no_thematic_meeting")
    visits = [visit for visit in sight.month.own_visits if visit.theme_fits is not None]
    there = [visit for visit in visits if visit.meeting is None or visit.meeting in {meeting.id for meeting in held}]
    said = [fits for meeting in held if (fits := _fits(meeting, there)) is not None]
    facts = [position for meeting in held for position in meeting.positions(*OF_THE_MEETING)]
    facts += [position for visit in there for position in visit.positions(VisitMade)]
    if not said:
        return unknown("no_orientation", MATCHED, tuple(sorted(facts)))
    return judged(all(said), {"matched": all(said)}, MATCHED, tuple(sorted(facts)))


def _fits(meeting: MeetingSeen, visits: list[VisitSeen]) -> bool | None:
    """The superior's word on the meeting, else its visitors', else the unit's own matching."""
    if meeting.theme_judged is not None:
        return meeting.theme_judged
    seen = [bool(visit.theme_fits) for visit in visits if visit.meeting in (None, meeting.id)]
    return all(seen) if seen else meeting.theme_matched or None


THEME_FITS_THE_ORIENTATION = Rule(
    code=RuleCode("R-TOPIC"),
    look=_look,
    reads=frozenset({*OF_THE_MEETING, VisitMade, VisitMoved}),
    judge=Judge.PERSON,
    suggests=(DeficiencyCode("D20"),),
)
