"""A supervision of the foreign-owned cell and of a party body, brought as far as a test needs it, past the web."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from domain.names import DeficiencyCode, Severity
from projections.supervisions import SupervisionState
from tests.bloc import Bloc
from tests.web.inspection.a_case import made
from workflows.desk import Thing
from workflows.journal.journal import Receipt
from workflows.requests import supervision_results as results
from workflows.requests import supervisions as asks

MATTER, TERM = "Nền nếp sinh hoạt chi bộ", date(2026, 12, 30)
TERM_OF_REPORTS = date(2026, 11, 9)
QUOTE = "Ba kỳ họp dưới 90 phút."


def supervised(bloc: Bloc, upto: SupervisionState, *codes: str) -> UUID:
    """Proposed, and led as far as this state; the cell alone has reported on itself."""
    subjects = tuple(bloc.unit(code) for code in codes or ("FDI", "DB1"))
    team = (bloc.person("inspector1"), bloc.person("inspector2"))
    proposed = asks.ProposeSupervision(subjects, MATTER, "2026", team)
    supervision = made(bloc.ask(asks.propose_supervision, "inspector1", proposed))
    for state, (by, ask, asked) in steps(bloc).items():
        if list(SupervisionState).index(state) <= list(SupervisionState).index(upto):
            bloc.ask(ask, by, Thing(supervision), asked)
            if state is SupervisionState.ANNOUNCED and upto is not state:
                own = asks.ReportOnItself("Chi bộ họp đủ kỳ.", bloc.unit("FDI"))
                bloc.ask(asks.report_on_itself, "secretary1", Thing(supervision), own)
    return supervision


def steps(bloc: Bloc) -> dict[SupervisionState, tuple[str, Callable[..., Receipt], object]]:
    """Each state by the request that leads to it."""
    limits = (results.Concluded(DeficiencyCode("D06"), QUOTE, Severity.MODERATE, bloc.unit("FDI")),)
    day = lambda n: date(2026, 11, n)  # noqa: E731
    return {
        SupervisionState.DECIDED: ("inspector1", asks.decide_supervision, asks.DecideSupervision("1-QĐ", day(2))),
        SupervisionState.ANNOUNCED: (
            "inspector1",
            asks.announce_supervision,
            asks.AnnounceSupervision("2-TB", day(3), (), TERM_OF_REPORTS),
        ),
        SupervisionState.WORKING: ("inspector1", asks.hold_session, asks.HoldSession("3-BB", day(10))),
        SupervisionState.DRAFTED: ("inspector1", asks.draft_report, asks.DraftReport("4-BC", day(11), "Dự thảo.")),
        SupervisionState.CONFERRED: ("inspector1", asks.hold_conference, asks.HoldConference("5-BB", day(12))),
        SupervisionState.CONCLUDED: (
            "inspector1",
            results.conclude_supervision,
            results.ConcludeSupervision("6-TB", day(13), TERM, limits),
        ),
    }
