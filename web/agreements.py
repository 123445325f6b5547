"""What the fields of a request must say together: counts that add up, one of two, an end after its beginning.

A disagreement is filed under the field that a person would put right.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from typing import Any

from domain import catalogue
from domain.names import DeficiencyCode, RollStatus, UnitKind
from web.forms import fault
from web.references import resolver
from workflows.requests.accords import DraftRegulation
from workflows.requests.committees import ReviewCommittee
from workflows.requests.deficiencies import AnalyseCauses, RecordDeficiency
from workflows.requests.duties import AcknowledgeDutyRules, IssueDutyRules
from workflows.requests.meetings import HoldMeeting, RescheduleMeeting, ScheduleMeeting
from workflows.requests.minutes import FileMinutes, PassResolution
from workflows.requests.oversight import AcceptProposed, IssueGuidance
from workflows.requests.regularity import AssessResults, IssueOrientation, ProposeCalendar
from workflows.requests.remediations import SubmitPlan
from workflows.requests.supervision_results import Concluded, ConcludeSupervision
from workflows.requests.supervisions import ProposeSupervision
from workflows.requests.supports import DiagnoseOrganisation, PlanSupport
from workflows.requests.training import PlanCourse
from workflows.requests.units import FillOffice, SplitUnit
from workflows.requests.verdicts_on_cases import VerifyResults
from workflows.requests.visits import MakeVisit, PlanVisit

LONGEST_MEETING = timedelta(hours=24)
Disagreement = tuple[str, str, dict[str, object]]
Check = Callable[[Any], Iterator[Disagreement]]


def disagreements(asked: object) -> dict[str, list[Any]]:
    """Every disagreement of a request, by field, in the language of the answer."""
    found: dict[str, list[Any]] = {}
    for name, code, values in CHECKS.get(type(asked), _agrees)(asked):
        found.setdefault(name, []).extend(fault(code, **values).messages)
    return found


def _agrees(_: object) -> Iterator[Disagreement]:
    return iter(())


def _scheduled(asked: ScheduleMeeting) -> Iterator[Disagreement]:
    yield from _one_of(asked, "cell", "body")
    yield from _is_a_cell(asked)
    if asked.starts_at.date() != asked.on:
        yield "starts_at", "another_day", {}


def _rescheduled(asked: RescheduleMeeting) -> Iterator[Disagreement]:
    if asked.starts_at is not None and asked.starts_at.date() != asked.on:
        yield "starts_at", "another_day", {}


def _held(asked: HoldMeeting) -> Iterator[Disagreement]:
    if asked.present + asked.excused + asked.unexcused != asked.obliged:
        yield "present", "do_not_add_up", {"obliged": asked.obliged}
    if asked.speakers > asked.present:
        yield "speakers", "more_than_present", {"present": asked.present}
    if (asked.new_speakers or 0) > asked.speakers:
        yield "new_speakers", "more_than_speakers", {"speakers": asked.speakers}
    yield from _lasted(asked)
    if asked.roll:
        yield from _called(asked)


def _lasted(asked: HoldMeeting) -> Iterator[Disagreement]:
    lasted = asked.ended_at - asked.started_at
    if not timedelta() < lasted <= LONGEST_MEETING:
        yield "ended_at", "ends_before_it_begins" if lasted <= timedelta() else "longer_than_a_day", {}
    elif sum(item.minutes for item in asked.items) > lasted // timedelta(minutes=1):
        yield "items", "longer_than_the_meeting", {"minutes": lasted // timedelta(minutes=1)}


def _called(asked: HoldMeeting) -> Iterator[Disagreement]:
    counted = {
        RollStatus.PRESENT: asked.present,
        RollStatus.EXCUSED: asked.excused,
        RollStatus.UNEXCUSED: asked.unexcused,
    }
    statuses = [line.status for line in asked.roll]
    if any(statuses.count(status) != count for status, count in counted.items()):
        yield "roll", "roll_disagrees", {}
    if len({line.member for line in asked.roll}) != len(asked.roll):
        yield "roll", "called_twice", {}
    if any(line.reason is not None and line.status is RollStatus.PRESENT for line in asked.roll):
        yield "roll", "reason_of_the_present", {}


def _voted(asked: PassResolution) -> Iterator[Disagreement]:
    if asked.votes_for > asked.votes_all:
        yield "votes_for", "more_than_all_votes", {"votes_all": asked.votes_all}


def _found(asked: RecordDeficiency) -> Iterator[Disagreement]:
    yield from _one_of(asked, "unit", "target")


def _visited(asked: PlanVisit) -> Iterator[Disagreement]:
    yield from _one_of(asked, "cell", "body")
    yield from _is_a_cell(asked)


def _observed(asked: MakeVisit) -> Iterator[Disagreement]:
    for seen in asked.observations:
        good, bad = seen.code in catalogue.strengths(), DeficiencyCode(seen.code) in catalogue.deficiencies()
        if not (good if seen.positive else bad):
            yield "observations", "observation", {"seen": seen.code}


def _verified(asked: VerifyResults) -> Iterator[Disagreement]:
    if bool(asked.results) == (asked.sound is not None):
        yield "results", "one_of_two", {"first": "results", "second": "sound"}


def _limited(asked: Concluded) -> Iterator[Disagreement]:
    yield from _one_of(asked, "unit", "target")


def _proposed(asked: ProposeSupervision) -> Iterator[Disagreement]:
    """A body or an office is supervised in a unit that is named."""
    yield from _some("subjects")(asked)
    if {target.unit for target in asked.against} - set(asked.subjects):
        yield "against", "not_a_subject", {}


def _concluded(asked: ConcludeSupervision) -> Iterator[Disagreement]:
    if asked.report_by < asked.date_:
        yield "report_by", "before_its_document", {}


def _seated(asked: FillOffice) -> Iterator[Disagreement]:
    if asked.until is not None and asked.until < asked.from_:
        yield "until", "ends_before_it_begins", {}


def _lasts(asked: PlanCourse) -> Iterator[Disagreement]:
    if asked.until < asked.on:
        yield "until", "ends_before_it_begins", {}


def _reviewed(asked: ReviewCommittee) -> Iterator[Disagreement]:
    if asked.filled > asked.seats:
        yield "filled", "more_than_seats", {"seats": asked.seats}


def _signed(asked: AcknowledgeDutyRules) -> Iterator[Disagreement]:
    if asked.acknowledged > asked.obliged:
        yield "acknowledged", "more_than_obliged", {"obliged": asked.obliged}


def _issued(asked: IssueDutyRules) -> Iterator[Disagreement]:
    if asked.in_force < asked.dated:
        yield "in_force", "force_before_its_date", {}


def _some(name: str) -> Check:
    def check(asked: object) -> Iterator[Disagreement]:
        if not getattr(asked, name):
            yield name, "at_least_one", {}

    return check


def _one_of(asked: object, first: str, second: str) -> Iterator[Disagreement]:
    if (getattr(asked, first) is None) == (getattr(asked, second) is None):
        yield first, "one_of_two", {"first": first, "second": second}


def _is_a_cell(asked: ScheduleMeeting | PlanVisit | AcceptProposed) -> Iterator[Disagreement]:
    if asked.cell is not None and resolver().state_of(asked.cell).kind is not UnitKind.CELL:
        yield "cell", "not_a_cell", {}


CHECKS: Mapping[type[Any], Check] = {
    ScheduleMeeting: _scheduled,
    RescheduleMeeting: _rescheduled,
    HoldMeeting: _held,
    PassResolution: _voted,
    RecordDeficiency: _found,
    PlanVisit: _visited,
    MakeVisit: _observed,
    AcceptProposed: _is_a_cell,
    IssueGuidance: _some("addressees"),
    VerifyResults: _verified,
    ConcludeSupervision: _concluded,
    FillOffice: _seated,
    DraftRegulation: _some("clauses"),
    ProposeCalendar: _some("entries"),
    IssueOrientation: _some("themes"),
    AssessResults: _some("targets"),
    FileMinutes: _some("sections"),
    AnalyseCauses: _some("causes"),
    SubmitPlan: _some("steps"),
    SplitUnit: _some("into"),
    ProposeSupervision: _proposed,
    Concluded: _limited,
    PlanCourse: _lasts,
    ReviewCommittee: _reviewed,
    AcknowledgeDutyRules: _signed,
    IssueDutyRules: _issued,
    DiagnoseOrganisation: _some("weaknesses"),
    PlanSupport: _some("milestones"),
}
