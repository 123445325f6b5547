"""The page of an entry says what the fact changed: each row before, struck out, and after; the API says the same."""

from datetime import date

import pytest
from lxml.html import fromstring

from domain.events.remediation import PlanApproved, RemediationOpened
from domain.events.unit import OfficeFilled, UnitRenamed
from tests.bloc import PEOPLE
from tests.web.inspection.a_case import found, opened, planned
from tests.web.pages import Pages
from web.erasure import erase
from workflows.desk import Thing
from workflows.requests.remediations import approve_plan
from workflows.requests.units import RenameUnit, rename_unit


@pytest.fixture
def auditor(bloc):
    return Pages(bloc.browser("auditor"))


def changed(page):
    """Each register with its fields, before and after."""
    for section in fromstring(page).xpath('//section[@class="change"]'):
        names = section.xpath("./dl/dt")
        sides = section.xpath("./dl/dd")
        told = {
            name.text_content(): tuple(side.findtext(f".//{tag}") for tag in ("del", "ins"))
            for name, side in zip(names, sides, strict=True)
        }
        yield " ".join(section.find("h3").text_content().split()), told


def fact_of(bloc, stream, kind):
    return next(record for record in bloc.house.journal.history(stream) if isinstance(record.fact, kind))


def test_a_plan_approved_moves_the_case_and_hands_the_turn_to_the_unit(bloc, auditor):
    case = opened(bloc, found(bloc, "D01"))
    planned(bloc, case)
    bloc.ask(approve_plan, "inspector1", Thing(case))
    position = fact_of(bloc, case, PlanApproved).position
    told = dict(changed(auditor.get(f"/history/{position}").text))
    assert told["Vụ việc khắc phục khác đi"]["Tình trạng"] == ("Chờ duyệt kế hoạch", "Đang khắc phục")
    assert told["Việc cần làm: Duyệt kế hoạch không còn"]["Vai trò"] == ("Ủy ban Kiểm tra", None)


def test_a_case_opened_tells_of_its_deficiencies_too(bloc, auditor):
    case = opened(bloc, found(bloc, "D01"))
    position = fact_of(bloc, case, RemediationOpened).position
    titles = [title for title, _ in changed(auditor.get(f"/history/{position}").text)]
    assert titles[0] == "Vụ việc khắc phục mới hiện ra"
    assert any(title.startswith("Hạn chế trong vụ việc") for title in titles)


def test_the_api_tells_the_same_rows(bloc):
    bloc.ask(rename_unit, "admin", Thing(bloc.unit("FDI")), RenameUnit("Chi bộ Hoa Sen", date(2026, 11, 1)))
    position = fact_of(bloc, bloc.unit("FDI"), UnitRenamed).position
    answer = bloc.api("auditor").get(f"/history/{position}/changes")
    assert answer.status_code == 200
    (row,) = answer.json["changes"]
    assert (row["of"], row["before"]["name"], row["after"]["name"]) == (
        "units",
        "Chi bộ Công ty TNHH Dệt may Hoa Sen",
        "Chi bộ Hoa Sen",
    )
    assert bloc.api("auditor").get("/history/999999/changes").status_code == 404


def test_a_row_names_persons_as_people_call_them_and_nobody_who_was_erased(bloc, auditor):
    filled = fact_of(bloc, bloc.unit("FDI"), OfficeFilled)
    (login,) = (login for login in PEOPLE if bloc.person(login) == filled.fact.person)

    def holder():
        told = changed(auditor.get(f"/history/{filled.position}").text)
        return next(fields["Người"] for title, fields in told if title.startswith("Chức vụ"))

    assert holder() == (None, PEOPLE[login][0])
    erase(bloc.house, bloc.hand("admin"), filled.fact.person, "Đơn của đương sự")
    assert holder() == (None, "[đã xóa theo yêu cầu]")
