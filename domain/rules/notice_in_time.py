"""R-NOTICE: members and the assigned superior are told of the meeting, and have its papers in time."""

from domain.calendar import local_day, local_time
from domain.cell_month import EVERY_KIND, Sight
from domain.events.meeting import MeetingHeld, NoticeSent, PapersPosted
from domain.meeting_seen import MeetingSeen
from domain.names import DeficiencyCode, RuleCode
from domain.rules.rule import Finding, Parameters, Plain, Rule, broken, kept, missing, number


def _look(sight: Sight, parameters: Parameters) -> Finding:
    """A notice counts when it was sent before the meeting began; papers count by calendar days before it."""
    meeting, held = sight.held_meeting()
    facts = meeting.positions(NoticeSent, PapersPosted, MeetingHeld)
    begins = local_time(held.started_at)
    in_time = [notice for notice in meeting.notices if local_time(notice.sent_at) <= begins]
    told = {"members": any(it.members for it in in_time), "superior": any(it.superior for it in in_time)}
    required: dict[str, Plain] = {"members": True, "superior": True}
    observed: dict[str, Plain] = dict(told)
    papers = parameters.get("papers_days")
    if papers is not None:
        required["papers_days"] = number(papers)
        observed["papers_days"] = _days_before(meeting)
        if meeting.papers_at is not None and (_days_before(meeting) or 0) < papers:
            return broken(observed, required, facts)
    return _settled(sight, observed, required, facts)


def _settled(sight: Sight, observed: dict[str, Plain], required: dict[str, Plain], facts: tuple[int, ...]) -> Finding:
    """Kept when all is there; what is not recorded yet may still come in until the grace day."""
    wanting = [what for what in required if observed[what] is None or observed[what] is False]
    if not wanting:
        return kept(observed, required, facts)
    nothing = wanting == list(required)
    found = missing(sight, "notice" if nothing or "papers_days" not in wanting else "papers", required, facts)
    would_suffice = {what: required[what] for what in wanting}
    return found._replace(observed={**observed, **found.observed}, would_suffice=would_suffice)


def _days_before(meeting: MeetingSeen) -> int | None:
    return None if meeting.papers_at is None else (meeting.day - local_day(meeting.papers_at)).days


NOTICE_IN_TIME = Rule(
    code=RuleCode("R-NOTICE"),
    look=_look,
    reads=frozenset({NoticeSent, PapersPosted, MeetingHeld}),
    suggests=(DeficiencyCode("D10"),),
    of_meetings=EVERY_KIND,
)
