"""Auditors read all of it, in order: who, for whom, when it happened, when it was entered, and its stored form."""

from datetime import date, datetime, time, timedelta

import pytest
from lxml.html import fromstring

from domain.events.month import MonthClosed
from domain.events.unit import OfficeFilled
from domain.names import MeetingKind
from projections.unit_tree import units_by_id
from tests.bloc import ZONE
from tests.web.inspection.a_case import found, made, opened, proposed
from tests.web.pages import Pages
from tests.web.solutions.a_plan import approved, met, month_closed
from workflows.desk import Thing
from workflows.requests.meetings import HoldMeeting, ScheduleMeeting, hold_meeting, schedule_meeting


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
    assert "Kết luận R-FREQ" in content
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


# Time of happening and time of entering


def test_several_kinds_of_facts_and_the_days_on_which_they_happened_narrow_it(bloc, auditor):
    proposed(bloc)
    both = fromstring(auditor.get("/history?fact=MonthClosed.v1&fact=DeficiencyProposed.v1").text)
    assert {row[1].text_content() for row in both.xpath("//tbody/tr")} == {
        "Khép tháng và kết luận theo quy tắc",
        "Đề xuất khuyết điểm theo quy tắc",
    }
    kinds = {line["fact"] for line in bloc.api("auditor").get("/history", fact="MonthClosed").json["items"]}
    assert kinds == {"MonthClosed"}
    assert "Không có mục nào như vậy" in auditor.get("/history?occurred_to=1999-01-01").text
    assert bloc.api("auditor").get("/history", occurred_to="1999-01-01").json["items"] == []
    assert bloc.api("auditor").get("/history", occurred_from="1999-01-01").json["items"] != []


def entered_late(bloc, day):
    """A meeting of a day whose holding is entered a month later."""
    start = datetime.combine(day, time(8), ZONE)
    asked = ScheduleMeeting(MeetingKind.REGULAR, day, start, "Phòng họp", bloc.unit("FDI"))
    meeting = made(bloc.ask(schedule_meeting, "secretary1", asked))
    bloc.watch.on(day + timedelta(days=30))
    held = HoldMeeting(start, start + timedelta(hours=2), bloc.person("secretary1"), 20, 19, 1, 0, 12)
    bloc.ask(hold_meeting, "secretary1", Thing(meeting), held)


def lists_of(page, link):
    """The lists of a page in which an entry stands."""
    return page.xpath(f'//section[.//a[@href="{link}"]]/@aria-label')


def test_what_was_known_on_a_day_is_told_apart_from_what_was_entered_later(bloc, auditor):
    day = bloc.house.now().date()
    entered_late(bloc, day)
    newest = bloc.house.journal.last()
    assert newest.occurred_at.date() == day < newest.recorded_at.date()
    auditor, days = Pages(bloc.browser("auditor")), (day, day + timedelta(days=30))
    before, after = (fromstring(auditor.get(f"/history/known?unit=FDI&on={on}").text) for on in days)
    here = f"/history/{newest.position}"
    assert lists_of(before, here) == ["Sau đó mới ghi"]
    assert lists_of(after, here) == ["Đã biết khi ấy"]
    assert "Không có tổ chức mang mã này" in auditor.get("/history/known?unit=NOWHERE").text


# Causes


def test_what_the_program_recorded_hangs_below_the_fact_that_set_it_off(bloc, auditor):
    case = approved(bloc, "S4.1", step="keep_the_calendar_three_months")
    met(bloc, date(2026, 12, 5))
    month_closed(bloc, 2026, 12)
    caused = next(record for record in bloc.house.journal.history(case) if record.causation)
    page = fromstring(Pages(bloc.browser("auditor")).get(f"/history/{caused.causation}").text)
    below = page.xpath('//ul[@class="tree"]//ul[@class="tree"]//a/@href')
    assert f"/history/{caused.position}" in below


def test_an_entry_leads_to_its_page_before_and_after_it(bloc, auditor):
    case = opened(bloc, found(bloc, "D01"))
    position = next(iter(bloc.house.journal.history(case))).position
    page = fromstring(auditor.get(f"/history/{position}").text)
    (link,) = page.xpath('//a[text()="Trước và sau sự kiện này"]/@href')
    assert link.startswith(f"/cases/{case}?")
    assert "data-compared" in auditor.get(link).text
