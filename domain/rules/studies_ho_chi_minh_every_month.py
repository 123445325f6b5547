"""R-05: a Hồ Chí Minh study item is on the agenda each month (Chỉ thị 05-CT/TW)."""

from domain.cell_month import EVERY_KIND, Sight
from domain.events.meeting import MeetingHeld
from domain.names import DeficiencyCode, ItemTag, RuleCode
from domain.rules.rule import Finding, Parameters, Rule, judged, number, unknown


def _look(sight: Sight, parameters: Parameters) -> Finding:
    """Any meeting of the month may hold it, the thematic one too."""
    meeting, held = sight.held_meeting()
    facts, required = meeting.positions(MeetingHeld), {"items": number(parameters["items"])}
    if not held.items:
        return unknown("no_items", required, facts)
    items = sum(item.tag is ItemTag.HO_CHI_MINH_STUDY for item in held.items)
    return judged(items >= parameters["items"], {"items": items}, required, facts)


STUDIES_HO_CHI_MINH_EVERY_MONTH = Rule(
    code=RuleCode("R-05"),
    look=_look,
    reads=frozenset({MeetingHeld}),
    suggests=(DeficiencyCode("D17"),),
    of_meetings=EVERY_KIND,
    one_suffices=True,
)
