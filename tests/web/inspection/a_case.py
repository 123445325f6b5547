"""A case of the foreign-owned cell, brought as far as a test needs it, past the web."""

from datetime import date, datetime, time, timedelta
from uuid import UUID

from domain.names import (
    CauseCode,
    Classification,
    DeficiencyCode,
    DeficiencyId,
    ItemTag,
    MeetingKind,
    RemediationId,
    Severity,
    SolutionCode,
    Source,
    SourceKind,
)
from projections.listing import Part
from projections.proposals import Proposal, Sought, proposals_in
from tests.bloc import ZONE, Bloc
from web.daily_round import go_round
from workflows.desk import Thing
from workflows.journal.journal import Receipt
from workflows.requests.deficiencies import RecordDeficiency, record_deficiency
from workflows.requests.meetings import HoldMeeting, ItemHeld, ScheduleMeeting, hold_meeting, schedule_meeting
from workflows.requests.remediations import (
    BasisNamed,
    FileEvidence,
    FinishStep,
    OpenRemediation,
    PlanLine,
    ReportResults,
    StepReported,
    SubmitPlan,
    approve_plan,
    file_evidence,
    finish_step,
    open_remediation,
    report_results,
    submit_plan,
)

CELL = "FDI"
TERM = date(2026, 12, 15)


def made(receipt: Receipt) -> UUID:
    return next(iter(receipt.versions))


def short_meeting(bloc: Bloc, on: date = date(2026, 10, 5)) -> UUID:
    """Fifty minutes, seven in ten there, one speaker, no notice."""
    start = datetime.combine(on, time(16), ZONE)
    asked = ScheduleMeeting(MeetingKind.REGULAR, on, start, "Nhà ăn", bloc.unit(CELL))
    meeting = made(bloc.ask(schedule_meeting, "secretary1", asked))
    items = (ItemHeld(ItemTag.PROFESSIONAL, 35),)
    held = HoldMeeting(start, start + timedelta(minutes=50), bloc.person("secretary1"), 20, 14, 4, 2, 1, items=items)
    bloc.ask(hold_meeting, "secretary1", Thing(meeting), held)
    return meeting


def proposed(bloc: Bloc) -> dict[str, Proposal]:
    """What the rules propose about a bad October, by deficiency."""
    short_meeting(bloc)
    go_round(bloc.house, date(2026, 11, 6))
    with bloc.house.reading() as db:
        found = proposals_in(db, ("/KHOI/FDI/",), Sought(), Part(limit=100)).items
    return {one.code: one for one in found}


def found(bloc: Bloc, code: str = "D06", by: str = "inspector1", causes: tuple[str, ...] = ("C7",)) -> DeficiencyId:
    """A finding of the cell."""
    source = Source(SourceKind.DOCUMENT, "12-TB")
    quote = f"Ghi trong kết luận: {code}"
    reasons = tuple(CauseCode(cause) for cause in causes)
    asked = RecordDeficiency(DeficiencyCode(code), source, quote, Severity.MODERATE, bloc.unit(CELL), causes=reasons)
    return DeficiencyId(made(bloc.ask(record_deficiency, by, asked)))


def opened(bloc: Bloc, *deficiencies: DeficiencyId) -> RemediationId:
    basis = BasisNamed("12-TB/UBKT", date(2026, 11, 18))
    asked = OpenRemediation(deficiencies or (found(bloc),), TERM, basis)
    return RemediationId(made(bloc.ask(open_remediation, "inspector1", asked)))


def held_by(bloc: Bloc, case: RemediationId) -> list[DeficiencyId]:
    first = bloc.house.journal.history(case)[0].fact
    return [limitation.deficiency for limitation in first.limitations]


def planned(bloc: Bloc, case: RemediationId) -> None:
    owner = bloc.person("secretary1")
    lines = tuple(
        PlanLine(held, SolutionCode("S4.1"), "Họp đủ 90 phút", date(2026, 12, 1), "Biên bản có giờ", owner)
        for held in held_by(bloc, case)
    )
    bloc.ask(submit_plan, "secretary1", Thing(case), SubmitPlan(lines))


def reported(bloc: Bloc, case: RemediationId) -> None:
    """Planned, approved, worked on and reported."""
    planned(bloc, case)
    bloc.ask(approve_plan, "inspector1", Thing(case))
    for step in range(1, len(held_by(bloc, case)) + 1):
        photo = FileEvidence(step, "ab" * 32, "biên bản.pdf", 1000, "application/pdf", Classification.NONE)
        bloc.ask(file_evidence, "secretary1", Thing(case), photo)
        bloc.ask(finish_step, "secretary1", Thing(case), step, FinishStep("Đã làm"))
    bloc.ask(report_results, "secretary1", Thing(case), ReportResults((StepReported(1, "Đã họp 95 phút"),)))
