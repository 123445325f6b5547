"""The register of deficiencies: everything that narrows it stands in the address."""

import json
import re
from datetime import date
from html import unescape

import pytest

from tests.bloc import Bloc
from tests.web.inspection.a_case import found, opened, proposed, short_meeting
from tests.web.pages import Pages
from web.daily_round import go_round


def codes(page: str) -> list[str]:
    return re.findall(r'/deficiencies/[0-9a-f-]{36}">(D\d\d)', page)


def seen(bloc: Bloc, query: str, login: str = "inspector1") -> list[str]:
    answer = bloc.browser(login).get(f"/deficiencies?{query}")
    assert answer.status_code == 200
    return codes(answer.text)


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", ["D05", "D06"]),
        ("code=D06", ["D06"]),
        ("state=in_remediation", ["D06"]),
        ("severity=serious", []),
        ("type=foreign_owned_enterprise", ["D05", "D06"]),
        ("type=agency", []),
        ("text=hoa+sen", ["D05", "D06"]),
        ("text=điện+lực", []),
        ("unit=FDI&which=open", ["D05", "D06"]),
        ("overdue=true", []),
        ("which=closed", []),
        ("which=all", ["D05", "D06"]),
        ("age=8", []),
        ("younger=7", ["D05", "D06"]),
        ("state=&code=&text=", ["D05", "D06"]),
    ],
)
def test_filters_stand_in_the_address(bloc: Bloc, query: str, shown: list[str]) -> None:
    opened(bloc, found(bloc))
    found(bloc, "D05")
    assert sorted(seen(bloc, query)) == shown


def test_the_list_is_sorted_as_asked(bloc: Bloc) -> None:
    for code in ("D06", "D01", "D10"):
        found(bloc, code)
    assert seen(bloc, "sort=code") == ["D01", "D06", "D10"]
    assert seen(bloc, "sort=-code") == ["D10", "D06", "D01"]


@pytest.mark.parametrize(
    "query", ["state=lost", "code=D99", "age=-1", "age=soon", "unit=NOWHERE", "colour=red", "sort=x"]
)
def test_a_filter_that_means_nothing_is_said_to_be_wrong(bloc: Bloc, query: str) -> None:
    assert bloc.browser("inspector1").get(f"/deficiencies?{query}").status_code == 422


def test_a_cursor_that_no_list_made_is_said_to_be_wrong(bloc: Bloc) -> None:
    assert bloc.browser("inspector1").get("/deficiencies?cursor=abc").status_code == 422


def test_who_oversees_a_cell_sees_that_cells_alone(bloc: Bloc) -> None:
    found(bloc)
    assert seen(bloc, "", "overseer1") == ["D06"]
    assert seen(bloc, "", "secretary2") == []


def test_a_view_is_saved_with_its_filters(bloc: Bloc) -> None:
    pages = Pages(bloc.browser("inspector1"))
    pages.post("/account/views", {"name": "Vốn nước ngoài", "url": "/deficiencies?type=foreign_owned_enterprise"})
    assert 'href="/deficiencies?type=foreign_owned_enterprise"' in pages.get("/overview").text


def test_several_of_one_unit_are_taken_up_in_one_case(bloc: Bloc) -> None:
    one, other = found(bloc), found(bloc, "D05")
    page = bloc.browser("inspector1").get(f"/cases/new?deficiency={one}&deficiency={other}").text
    assert page.count(" checked>") == 2


def test_what_a_case_holds_is_not_taken_up_again(bloc: Bloc) -> None:
    deficiency = found(bloc)
    opened(bloc, deficiency)
    assert bloc.browser("inspector1").get(f"/cases/new?deficiency={deficiency}").status_code == 422


def test_a_case_is_opened_with_a_term_that_a_document_sets(bloc: Bloc) -> None:
    deficiency, pages = found(bloc), Pages(bloc.browser("inspector1"))
    sent = {"deficiencies": str(deficiency), "basis-number": "05-TB/UBKT", "basis-date": "18/11/2026"}
    assert 'data-fault="due"' in pages.post("/cases/new", sent).text
    answer = pages.post("/cases/new", {**sent, "due": "2026-12-15"})
    assert answer.status_code == 303
    assert answer.location.startswith("/cases/")


def test_who_found_the_page_but_may_not_open_cases_opens_none(bloc: Bloc) -> None:
    sent = {"deficiencies": str(found(bloc)), "basis-number": "5", "basis-date": "2026-11-18", "due": "2026-12-15"}
    assert Pages(bloc.browser("overseer1")).post("/cases/new", sent).status_code == 403


@pytest.mark.parametrize(
    ("target", "status"), [("FDI", 303), ("FDI/committee", 303), ("FDI/committee/overseer", 303), ("FDI/nobody", 422)]
)
def test_a_finding_is_against_a_unit_a_body_or_an_office(bloc: Bloc, target: str, status: int) -> None:
    sent = {"target": target, "code": "D04", "severity": "minor", "quote": "Mờ nhạt", "source-kind": "document"}
    answer = Pages(bloc.browser("inspector1")).post("/deficiencies/new", {**sent, "source-id": "12-TB"})
    assert answer.status_code == status


def test_a_comparison_is_not_offered_as_a_finding(bloc: Bloc) -> None:
    page = bloc.browser("inspector1").get("/deficiencies/new?unit=FDI").text
    assert 'value="D12"' in page
    assert 'value="D13"' not in page


def test_who_may_find_nowhere_near_the_unit_is_refused(bloc: Bloc) -> None:
    sent = {
        "target": "DB2.1",
        "code": "D04",
        "severity": "minor",
        "quote": "x",
        "source-kind": "document",
        "source-id": "1",
    }
    assert Pages(bloc.browser("overseer1")).post("/deficiencies/new", sent).status_code == 403


def test_a_month_shows_what_is_derived_today_beside_what_closing_it_recorded(bloc: Bloc) -> None:
    proposed(bloc)
    page = bloc.browser("auditor").get("/units/FDI/months/2026-10").text
    assert "Tháng đã khép ngày 06/11/2026 theo bộ quy tắc HD42-2025" in page
    assert page.count("<details") >= 19


@pytest.mark.parametrize("month", ["2026-13", "october", "0000-01"])
def test_a_month_that_is_none_is_not_found(bloc: Bloc, month: str) -> None:
    assert bloc.browser("auditor").get(f"/units/FDI/months/{month}").status_code == 404


def november_ends_in_silence(bloc: Bloc) -> None:
    """One cell met, the others recorded nothing at all."""
    bloc.watch.on(date(2026, 12, 7))
    short_meeting(bloc, date(2026, 11, 23))
    assert go_round(bloc.house, date(2026, 12, 7)).closed > 1


def test_silence_has_a_colour_of_its_own(bloc: Bloc) -> None:
    november_ends_in_silence(bloc)
    page = bloc.browser("inspector1").get("/overview").text
    assert '<path class="ks"' in page


def test_the_map_may_be_read_as_a_table(bloc: Bloc) -> None:
    november_ends_in_silence(bloc)
    page = bloc.browser("inspector1").get("/overview?view=table").text
    assert "im lặng" in page
    assert "maptable" in page


def columns(bloc: Bloc, login: str) -> set[str]:
    """What stands on the map."""
    walk = re.search(r'data-heat="([^"]+)"', bloc.browser(login).get("/overview").text)
    assert walk is not None
    return {column["name"] for column in json.loads(unescape(walk.group(1)))["columns"]}


def test_who_looks_after_cells_has_a_column_a_cell_and_who_looks_after_the_bloc_one_an_organisation(bloc: Bloc) -> None:
    november_ends_in_silence(bloc)
    assert columns(bloc, "overseer1") > {"Chi bộ Thanh tra", "Chi bộ Văn phòng Sở"}
    assert "Đảng bộ Sở Tư pháp" in columns(bloc, "inspector1")
    assert "Chi bộ Thanh tra" not in columns(bloc, "inspector1")
