"""The next step is offered to those who lead a supervision; what is asked stands on the secretary's phone."""

from uuid import UUID

import pytest

from domain.events.remediation import RemediationOpened
from domain.events.supervision import FollowUpEnded, SupervisionConcluded, SupervisionProposed
from domain.record import as_of
from domain.supervision import Supervision
from projections.supervisions import SupervisionState as At
from tests.bloc import Bloc
from tests.web.inspection.a_supervision import QUOTE, TERM_OF_REPORTS, supervised
from tests.web.inspection.counting import counted
from tests.web.pages import Pages

NEXT = {
    At.PROPOSED: "decide",
    At.DECIDED: "announce",
    At.ANNOUNCED: "session",
    At.WORKING: "draft-report",
    At.DRAFTED: "conference",
    At.CONFERRED: "conclude",
}


def road(bloc: Bloc, supervision: UUID) -> Supervision:
    return as_of(Supervision(), bloc.house.journal.history(supervision))


@pytest.mark.parametrize(("at", "form"), NEXT.items())
def test_the_next_step_is_offered_to_inspectors_and_to_nobody_else(bloc: Bloc, at: At, form: str) -> None:
    address = f"/supervisions/{supervised(bloc, at)}"
    offered = f'<form class="form" id="{form}"'
    assert offered in bloc.browser("inspector2").get(address).text
    for login in ("leader", "auditor", "overseer1"):
        page = bloc.browser(login).get(address)
        assert (page.status_code, offered in page.text) == (200, False), login


def test_a_page_says_that_reports_are_missing_before_anyone_types(bloc: Bloc) -> None:
    address = f"/supervisions/{supervised(bloc, At.ANNOUNCED)}"
    assert 'id="session"' in bloc.browser("inspector1").get(address).text
    bloc.watch.on(TERM_OF_REPORTS)
    page = bloc.browser("inspector1").get(address).text
    assert "chưa báo cáo tự kiểm tra và chưa hết hạn" in page
    assert 'id="session"' not in page


def test_a_supervision_is_proposed_from_a_form_and_led_by_forms(bloc: Bloc) -> None:
    inspector = Pages(bloc.browser("inspector1"))
    assert 'value="FDI"' in inspector.get("/supervisions/new?unit=FDI").text
    form = {"subjects": ["FDI", "DB1", "", ""], "of": "", "subject_matter": "Nền nếp", "period": "2026"}
    refused = inspector.post("/supervisions/new", {**form, "team": bloc.person("overseer1")})
    assert refused.status_code == 409
    sent = inspector.post("/supervisions/new", {**form, "team": bloc.person("inspector1")})
    assert sent.status_code == 303
    supervision = UUID(sent.location.rpartition("/")[2])
    decided = {"number": "1-QĐ", "date": "2026-11-02", "lead": bloc.person("inspector2"), "_version": 1}
    assert inspector.post(f"/supervisions/{supervision}/decide", decided).status_code == 303
    assert road(bloc, supervision).lead == bloc.person("inspector2")


def test_a_supervision_of_inspection_committees_is_proposed_by_leaders(bloc: Bloc) -> None:
    form = {"subjects": "DB1", "of": "body/inspection_committee", "subject_matter": "Kiểm tra", "period": "2026"}
    form["team"] = bloc.person("leader")
    assert Pages(bloc.browser("inspector1")).post("/supervisions/new", form).status_code == 403
    sent = Pages(bloc.browser("leader")).post("/supervisions/new", form)
    history = bloc.house.journal.history(UUID(sent.location.rpartition("/")[2]))
    assert isinstance(history[0].fact, SupervisionProposed)
    assert [target.body for target in history[0].fact.against] == ["inspection_committee"]


def test_a_conclusion_quotes_limitations_and_each_subject_gets_its_case_with_one_press(bloc: Bloc) -> None:
    supervision, inspector = supervised(bloc, At.CONFERRED), Pages(bloc.browser("inspector1"))
    address = f"/supervisions/{supervision}"
    notice = {
        "number": "6-TB",
        "date": "2026-11-14",
        "report_by": "2026-12-30",
        **limitation(0, "FDI", "D06"),
        **limitation(1, "FDI/committee/overseer", "D12"),
        **limitation(2, "DB1", "D01", ""),
        "_version": len(bloc.house.journal.history(supervision)),
    }
    assert inspector.post(f"{address}/conclude", notice).status_code == 303
    concluded = bloc.house.journal.history(supervision)[-1].fact
    assert isinstance(concluded, SupervisionConcluded)
    page = inspector.get(address).text
    assert page.count(f'<blockquote class="quote">{QUOTE}') == len(concluded.deficiencies) == 2
    opening = {
        "deficiencies": list(map(str, concluded.deficiencies)),
        "basis-number": "6-TB",
        "basis-date": "2026-11-14",
        "due": "2026-12-30",
    }
    assert all(f'name="{name}" value=' in page for name in opening)
    case = UUID(inspector.post("/cases/new", opening).location.rpartition("/")[2])
    opened = bloc.house.journal.history(case)[0].fact
    assert isinstance(opened, RemediationOpened)
    assert (opened.due.isoformat(), opened.basis.number) == ("2026-12-30", "6-TB")
    assert "Giao khắc phục" not in inspector.get(address).text
    assert inspector.post(f"{address}/end", {}).status_code == 409


def limitation(n: int, target: str, code: str, quote: str = QUOTE) -> dict[str, str]:
    named = {"target": target, "code": code, "severity": "moderate", "quote": quote}
    return {f"deficiencies-{n}-{name}": value for name, value in named.items()}


def test_a_secretary_reports_and_explains_on_the_phone(bloc: Bloc) -> None:
    supervision, secretary = supervised(bloc, At.ANNOUNCED), Pages(bloc.browser("secretary1"))
    address = f"/supervised/{supervision}"
    assert address in secretary.get("/tasks").text
    assert 'action="' + address + '/self-report"' in secretary.get(address).text
    sent = {"text": "Họp đủ 12 kỳ.", "subject": "FDI", "_version": 3}
    assert secretary.post(f"{address}/self-report", sent).location == address
    assert "Họp đủ 12 kỳ." in secretary.get(address).text
    assert address not in secretary.get("/tasks").text
    other = Pages(bloc.browser("secretary2"))
    assert other.post(f"{address}/self-report", {"text": "x", "subject": "DB1"}).status_code in {403, 404}


def test_an_inspector_enters_what_came_on_paper_and_the_history_says_whose_hand_it_was(bloc: Bloc) -> None:
    supervision, inspector = supervised(bloc, At.ANNOUNCED), Pages(bloc.browser("inspector1"))
    paper = {"text": "Theo văn bản.", "subject": "DB1", "number": "8-BC", "date": "2026-11-05"}
    assert inspector.post(f"/supervisions/{supervision}/self-report", paper).status_code == 303
    assert bloc.house.journal.history(supervision)[-1].by == bloc.person("inspector1")
    assert bloc.unit("DB1") in road(bloc, supervision).reported


def test_follow_up_ends_from_the_page_when_nothing_was_found(bloc: Bloc) -> None:
    supervision, inspector = supervised(bloc, At.CONFERRED), Pages(bloc.browser("inspector1"))
    notice = {"number": "6-TB", "date": "2026-11-14", "report_by": "2026-12-30"}
    assert inspector.post(f"/supervisions/{supervision}/conclude", notice).status_code == 303
    assert inspector.post(f"/supervisions/{supervision}/end", {"number": "7-TB"}).status_code == 303
    assert isinstance(bloc.house.journal.history(supervision)[-1].fact, FollowUpEnded)
    listed = inspector.get("/supervisions").text, inspector.get("/supervisions?which=closed").text
    assert [str(supervision) in page for page in listed] == [False, True]


@pytest.mark.parametrize("at", [At.ANNOUNCED, At.CONCLUDED])
def test_a_supervision_is_shown_with_few_questions(bloc: Bloc, at: At) -> None:
    supervision = supervised(bloc, at)
    for login, address in (
        ("inspector1", f"/supervisions/{supervision}"),
        ("secretary1", f"/supervised/{supervision}"),
    ):
        browser = bloc.browser(login)
        with counted() as asked:
            assert browser.get(address).status_code == 200
        assert len(asked) <= 8, "\n".join(map(str, asked))
