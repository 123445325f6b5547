"""Auditors read all of it, in order: who, for whom, when it happened, when it was entered, and its stored form."""

import pytest

from domain.events.month import MonthClosed
from domain.events.unit import OfficeFilled
from projections.unit_tree import units_by_id
from tests.web.inspection.a_case import proposed
from tests.web.pages import Pages


@pytest.fixture
def auditor(bloc):
    return Pages(bloc.browser("auditor"))


def test_the_newest_entries_come_first_and_lead_to_their_stored_form(bloc, auditor):
    newest = bloc.recorded()
    page = auditor.get("/history").text
    assert f'/history/{newest}"' in page
    entry = auditor.get(f"/history/{newest}").text
    assert bloc.house.journal.last().hash.hex() in entry


def test_history_is_filtered_by_fact_unit_actor_and_day(auditor):
    assert "Chi bộ Công ty TNHH Dệt may Hoa Sen" in auditor.get("/history?fact=UnitRegistered.v1&unit=FDI").text
    assert "Không có mục nào như vậy" in auditor.get("/history?unit=NOWHERE").text
    assert "Không có mục nào như vậy" in auditor.get("/history?actor=nobody-at-all").text
    assert "Không có mục nào như vậy" in auditor.get("/history?to=2019-01-01").text


def test_an_address_with_nonsense_in_it_is_no_fault_of_the_server(auditor):
    for query in ("from=31/02/2026", "stream=x", "correlation=1", "fact=Nothing.v9", "unit=%00"):
        assert auditor.get(f"/history?{query}").status_code < 500, query


def test_every_kind_of_entry_can_be_opened(bloc, auditor):
    for position in range(1, bloc.recorded() + 1, 7):
        assert auditor.get(f"/history/{position}").status_code == 200, position
    assert auditor.get("/history/999999").status_code == 404


def test_an_entry_names_units_and_persons_as_people_call_them(bloc, auditor):
    filled = next(r for r in bloc.house.journal.since(0, 1000) if isinstance(r.fact, OfficeFilled))
    page = auditor.get(f"/history/{filled.position}").text
    content = page[page.index('id="said"') : page.index('id="stored"')]
    assert bloc.house.keys.names({filled.fact.person})[filled.fact.person] in content
    assert str(filled.fact.person) not in content


def test_the_verdicts_of_a_closed_month_are_said_in_words(bloc, auditor):
    proposed(bloc)
    closed = next(r for r in bloc.house.journal.since(0, 1000) if isinstance(r.fact, MonthClosed))
    page = auditor.get(f"/history/{closed.position}").text
    content = page[page.index('id="said"') : page.index('id="stored"')]
    assert "kết luận R-FREQ" in content
    assert unit_name(bloc, closed.fact.cell) in content


def unit_name(bloc, unit):
    with bloc.house.reading() as db:
        return units_by_id(db, {unit})[unit].name


def test_the_chain_is_computed_again_on_demand(bloc, auditor):
    page = auditor.post("/integrity", {})
    assert "Nhật ký nguyên vẹn" in page.text


@pytest.mark.parametrize("login", ["secretary1", "admin", "overseer1"])
def test_history_is_not_for_secretaries_overseers_and_administrators(bloc, login):
    browser = bloc.browser(login)
    assert browser.get("/history").status_code in (403, 404)
    assert browser.get("/history/1").status_code in (403, 404)
