"""Duties are kept apart by person, whatever role, whose name or which order they come by."""

from typing import Any
from uuid import uuid4

import pytest

from domain.names import Role
from tests.bloc import Bloc
from tests.web.api.asked import BASIS, FOUND, made, opened, plan, refused

AGAINST_US = {
    "target": {"kind": "body", "id": "KHOI/inspection_committee"},
    "code": "D12",
    "source": {"kind": "document", "id": "01-TB/KHOI"},
    "quote": "Chưa sâu sát",
    "severity": "minor",
    "causes": ["C4"],
}
AGAINST_AN_OVERSEER = AGAINST_US | {"target": {"kind": "office", "id": "FDI/committee/overseer"}}


def test_a_secretary_who_became_an_inspector_decides_nothing_about_their_own_remedy(bloc: Bloc) -> None:
    inspector, secretary = bloc.api("inspector1"), bloc.api("secretary1")
    found = made(inspector.post("/deficiencies", FOUND))
    case = opened(inspector, found)
    assert secretary.post(f"/remediations/{case}/plan", plan(found)).status_code == 200
    bloc.give_role("secretary1", Role.INSPECTOR, "KHOI")
    refused(secretary.post(f"/remediations/{case}/approve"), "OwnPlanDecided")
    refused(secretary.post(f"/remediations/{case}/return", {"reason": "chưa rõ"}), "OwnPlanDecided")
    refused(secretary.post(f"/deficiencies/{found}/withdraw", {"reason": "không có"}), "DroppedFromInside")
    for_another = {"On-Behalf-Of": "inspector2"}
    refused(secretary.post(f"/remediations/{case}/approve", headers=for_another), "OwnPlanDecided")


def test_an_auditor_takes_nothing_back(bloc: Bloc) -> None:
    found = made(bloc.api("inspector1").post("/deficiencies", FOUND))
    before = bloc.recorded()
    assert bloc.api("auditor").post(f"/deficiencies/{found}/withdraw", {"reason": "x"}).status_code == 403
    assert bloc.recorded() == before


@pytest.mark.parametrize(("against", "who"), [(AGAINST_US, "inspector1"), (AGAINST_AN_OVERSEER, "overseer1")])
def test_nobody_takes_back_a_finding_against_themselves(bloc: Bloc, against: dict[str, Any], who: str) -> None:
    found = made(bloc.api("auditor").post("/deficiencies", against))
    assert bloc.api(who).post(f"/deficiencies/{found}/withdraw", {"reason": "x"}).status_code in {403, 404}
    assert bloc.api("leader").post(f"/deficiencies/{found}/withdraw", {"reason": "nhầm"}).status_code == 200


def test_a_case_with_a_finding_against_the_inspectors_is_the_leaders_whatever_stands_beside_it(bloc: Bloc) -> None:
    auditor, leader = bloc.api("auditor"), bloc.api("leader")
    bloc.give_role("leader", Role.INSPECTOR, "KHOI")
    other = made(auditor.post("/deficiencies", FOUND | {"unit": "KHOI"}))
    ours = made(auditor.post("/deficiencies", AGAINST_US))
    case = opened(leader, other, ours)
    refusal = bloc.api("inspector1").post(f"/remediations/{case}/comment", {"text": "biết"})
    assert refusal.status_code == 200
    assert bloc.api("inspector1").post(f"/remediations/{case}/close", {"reason": "xong"}).status_code == 403
    assert leader.post(f"/remediations/{case}/close", {"reason": "xong"}).status_code == 409


def test_a_deficiency_is_taken_up_once_however_often_it_is_named(bloc: Bloc) -> None:
    inspector = bloc.api("inspector1")
    found = made(inspector.post("/deficiencies", FOUND))
    asked = {"deficiencies": [found, found], "due": "2026-12-10", "basis": BASIS}
    case = inspector.get(f"/remediations/{made(inspector.post('/remediations', asked))}").json
    assert case["deficiencies"] == [found]


def test_a_key_used_by_another_person_or_at_another_address_is_refused(bloc: Bloc) -> None:
    key = {"Idempotency-Key": str(uuid4())}
    made(bloc.api("inspector1").post("/deficiencies", FOUND, headers=key))
    before = bloc.recorded()
    for who, path, body in (
        ("inspector2", "/deficiencies", FOUND),
        ("inspector1", "/deficiencies", FOUND | {"quote": "khác"}),
        ("inspector1", "/meetings", {}),
    ):
        assert bloc.api(who).post(path, body, headers=key).status_code in {403, 422}
    assert bloc.recorded() == before
