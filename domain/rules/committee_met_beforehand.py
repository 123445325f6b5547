"""R-PRE: the cell committee met before the meeting (họp chi ủy trước), with minutes."""

from domain.calendar import local_time
from domain.cell_month import EVERY_KIND, Sight
from domain.events.meeting import CommitteeMetBeforehand, MeetingHeld
from domain.events.unit import AttributesDeclared, UnitRegistered
from domain.names import DeficiencyCode, RuleCode
from domain.rules.rule import Finding, Parameters, Plain, Rule, judged, missing, not_applicable

REQUIRED: dict[str, Plain] = {"held_before": True, "minuted": True}


def _look(sight: Sight, _: Parameters) -> Finding:
    """A cell with a secretary only has no committee to meet."""
    meeting, held = sight.held_meeting()
    cell = sight.month.cell
    if not cell.has_committee_on(meeting.day):
        marked = cell.marked_on(meeting.day)
        return not_applicable("no_committee", () if marked is None else (marked.position,))
    facts = meeting.positions(CommitteeMetBeforehand, MeetingHeld)
    if meeting.beforehand is None:
        return missing(sight, "pre_meeting", REQUIRED, facts)
    before = local_time(meeting.beforehand.held_at) <= local_time(held.started_at)
    observed = {"held_before": before, "minuted": meeting.beforehand.minuted}
    return judged(before and meeting.beforehand.minuted, observed, REQUIRED, facts)


COMMITTEE_MET_BEFOREHAND = Rule(
    code=RuleCode("R-PRE"),
    look=_look,
    reads=frozenset({CommitteeMetBeforehand, MeetingHeld, AttributesDeclared, UnitRegistered}),
    suggests=(DeficiencyCode("D09"),),
    of_meetings=EVERY_KIND,
)
