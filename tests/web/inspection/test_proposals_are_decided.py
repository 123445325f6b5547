"""The rules propose, a person decides: with reasons, one month of a cell at a time."""

from uuid import uuid4

import pytest

from domain.deficiency import Deficiency
from domain.record import as_of
from projections.proposals import ProposalState, proposal_by_id
from tests.bloc import Bloc
from tests.web.inspection.a_case import proposed
from tests.web.pages import Pages

CONFIRMED = {"severity": "moderate", "quote": "Buổi họp chỉ 50 phút.", "causes": ["C7", "C9"]}


def state(bloc: Bloc, proposal: object) -> ProposalState:
    with bloc.house.reading() as db:
        found = proposal_by_id(db, proposal)  # type: ignore[arg-type]
    assert found is not None
    return found.state


def test_a_proposal_says_by_which_rule_what_was_required_and_what_was_seen(bloc: Bloc) -> None:
    page = bloc.browser("inspector1").get(f"/proposals/{proposed(bloc)['D06'].proposal}").text
    for said in ("R-DUR", "HD42-2025", "HD 42-HD/BTCTW", "Thời lượng (phút): 90", "Thời lượng (phút): 50"):
        assert said in page


def test_the_proposals_of_a_cells_month_are_one_row_of_the_queue(bloc: Bloc) -> None:
    many = proposed(bloc)
    page = bloc.browser("inspector1").get("/decisions?kind=decide_proposal").text
    assert page.count("Chi bộ Công ty TNHH Dệt may Hoa Sen</small>") == 1
    assert f"{len(many)} khuyết điểm được đề xuất" in page


def test_confirming_makes_a_deficiency_and_goes_on_to_the_next_proposal(bloc: Bloc) -> None:
    many = proposed(bloc)
    first, *others = (one.proposal for one in many.values())
    answer = Pages(bloc.browser("inspector1")).post(f"/proposals/{first}/confirm", {**CONFIRMED, "_version": "1"})
    assert answer.status_code == 303
    assert answer.location == f"/proposals/{others[0]}"
    assert state(bloc, first) is ProposalState.CONFIRMED


def test_a_confirmed_proposal_is_a_deficiency_with_its_causes(bloc: Bloc) -> None:
    proposal = proposed(bloc)["D06"].proposal
    Pages(bloc.browser("inspector1")).post(f"/proposals/{proposal}/confirm", CONFIRMED)
    with bloc.house.reading() as db:
        found = proposal_by_id(db, proposal)
    assert found is not None
    assert found.deficiency is not None
    assert as_of(Deficiency(), bloc.house.journal.history(found.deficiency)).causes == ("C7", "C9")


def test_a_proposal_is_not_dismissed_without_a_reason(bloc: Bloc) -> None:
    proposal = proposed(bloc)["D06"].proposal
    head = bloc.recorded()
    answer = Pages(bloc.browser("inspector1")).post(f"/proposals/{proposal}/dismiss", {"reason": " "})
    assert answer.status_code == 422
    assert bloc.recorded() == head


def test_a_dismissal_keeps_its_reason(bloc: Bloc) -> None:
    proposal = proposed(bloc)["D05"].proposal
    Pages(bloc.browser("inspector1")).post(f"/proposals/{proposal}/dismiss", {"reason": "Họp ngắn, ít người kịp nói."})
    assert state(bloc, proposal) is ProposalState.DISMISSED


def test_a_proposal_is_decided_once(bloc: Bloc) -> None:
    proposal, inspector = proposed(bloc)["D06"].proposal, Pages(bloc.browser("inspector1"))
    inspector.post(f"/proposals/{proposal}/confirm", CONFIRMED)
    again = inspector.post(f"/proposals/{proposal}/dismiss", {"reason": "Thôi"})
    assert again.status_code == 409
    assert "ProposalAlreadyDecided" in again.text


def test_the_same_form_sent_twice_confirms_once(bloc: Bloc) -> None:
    proposal, inspector = proposed(bloc)["D06"].proposal, Pages(bloc.browser("inspector1"))
    sent = {**CONFIRMED, "_command": str(uuid4()), "_version": "1"}
    inspector.post(f"/proposals/{proposal}/confirm", sent)
    head = bloc.recorded()
    assert inspector.post(f"/proposals/{proposal}/confirm", sent).status_code == 303
    assert bloc.recorded() == head


@pytest.mark.parametrize("login", ["leader", "auditor", "overseer1"])
def test_who_only_reads_is_offered_no_decision(bloc: Bloc, login: str) -> None:
    page = bloc.browser(login).get(f"/proposals/{proposed(bloc)['D06'].proposal}").text
    assert "R-DUR" in page
    assert 'id="confirm"' not in page


def test_a_secretary_is_not_told_of_proposals(bloc: Bloc) -> None:
    assert bloc.browser("secretary1").get(f"/proposals/{proposed(bloc)['D06'].proposal}").status_code == 404


def test_after_some_are_confirmed_a_case_is_opened_from_them(bloc: Bloc) -> None:
    many, inspector = proposed(bloc), Pages(bloc.browser("inspector1"))
    for code in ("D06", "D10"):
        inspector.post(f"/proposals/{many[code].proposal}/confirm", CONFIRMED)
    assert "Đã xác nhận 2 khuyết điểm của tháng này" in inspector.get(f"/proposals/{many['D05'].proposal}").text
