"""R-THEM: at least one thematic meeting (sinh hoạt chuyên đề) a quarter, never instead of the regular one."""

from domain.calendar import ends_quarter, first_day, months_of_quarter
from domain.cell_month import REGULAR, THEMATIC, CellMonth, Sight
from domain.events.meeting import MeetingCancelled, MeetingHeld, MeetingRescheduled, MeetingScheduled
from domain.meeting_seen import MeetingSeen
from domain.names import DeficiencyCode, MeetingKind, RuleCode
from domain.rules.rule import Finding, Parameters, Rule, broken, kept, not_applicable, number, unknown


def _look(sight: Sight, parameters: Parameters) -> Finding:
    """Judged in the quarter's last month. Whether it was in the yearly plan is told once plans are recorded."""
    month = sight.month
    if not ends_quarter(month.month):
        return not_applicable("quarter_not_ended")
    in_sight = sight.months()
    months = [in_sight[name] for name in months_of_quarter(month.month) if name in in_sight]
    thematic = [meeting for each in months for meeting in each.held(THEMATIC)]
    counted = [meeting for each in months for meeting in _counted(each)]
    facts = tuple(position for meeting in thematic for position in meeting.positions(*READS))
    observed = {"meetings": len(counted), "instead_of_regular": len(thematic) - len(counted)}
    required = {"meetings": number(parameters["meetings"])}
    if len(counted) >= parameters["meetings"]:
        return kept(observed, required, facts)
    if not month.cell.exists_on(first_day(months_of_quarter(month.month)[0])):
        return not_applicable("not_there_all_quarter", facts)
    if month.silent or not month.closed:
        return unknown("nothing_recorded" if month.silent else "quarter_not_closed", required, facts)
    return broken(observed, required, facts)


def _counted(month: CellMonth) -> tuple[MeetingSeen, ...]:
    """A combined meeting counts; one that is thematic only counts beside the month's regular meeting."""
    if month.held(REGULAR):
        return month.held(THEMATIC)
    return month.held(frozenset({MeetingKind.COMBINED}))


READS = frozenset({MeetingScheduled, MeetingRescheduled, MeetingHeld, MeetingCancelled})
THEMATIC_MEETING_EVERY_QUARTER = Rule(
    code=RuleCode("R-THEM"),
    look=_look,
    reads=READS,
    suggests=(DeficiencyCode("D19"),),
    looks_back=2,
)
