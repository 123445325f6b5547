"""R-RES: the resolution gives tasks with owner and deadline, and the tasks of last month's are reviewed."""

from math import ceil

from domain.calendar import months_on
from domain.cell_month import EVERY_KIND, REGULAR, Sight
from domain.events.meeting import MeetingHeld, ResolutionPassed
from domain.meeting_seen import MeetingSeen
from domain.names import DeficiencyCode, RuleCode
from domain.rules.rule import Finding, Parameters, Plain, Rule, judged, missing, number


def _look(sight: Sight, parameters: Parameters) -> Finding:
    """Reviews are counted over the month's meetings up to this one: a task may be reviewed at a thematic meeting."""
    meeting, _ = sight.held_meeting()
    before = [it for it in _of_last_month(sight) if it.resolution]
    given = sum(it.resolution.tasks for it in before if it.resolution)
    due = ceil(given * parameters["reviewed_percent"] / 100)
    required: dict[str, Plain] = {"tasks": number(parameters["tasks"]), "owner_and_due": True, "reviewed": due}
    facts = (*(at for it in before for at in it.positions(ResolutionPassed)), *meeting.positions(*READS))
    resolution = meeting.resolution
    if resolution is None:
        return missing(sight, "resolution", required, facts)
    reviewed = sum(it.resolution.reviewed for it in sight.month.held(EVERY_KIND) if it.resolution)
    whole = resolution.whole == resolution.tasks
    observed: dict[str, Plain] = {"tasks": resolution.tasks, "owner_and_due": whole, "reviewed": reviewed}
    enough = resolution.tasks >= parameters["tasks"] and reviewed >= due
    return judged(whole and enough, {**observed, "to_review": given}, required, facts)


def _of_last_month(sight: Sight) -> tuple[MeetingSeen, ...]:
    last = months_on(sight.month.month, -1)
    month = None if last is None else sight.months().get(last)
    return () if month is None else month.held(EVERY_KIND)


READS = frozenset({MeetingHeld, ResolutionPassed})
RESOLUTION_GIVES_AND_REVIEWS_TASKS = Rule(
    code=RuleCode("R-RES"),
    look=_look,
    reads=READS,
    suggests=(DeficiencyCode("D11"),),
    of_meetings=REGULAR,
    looks_back=1,
)
