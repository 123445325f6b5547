"""What a closed month recorded never changes; where later facts give otherwise, a person says what stands."""

from datetime import date, datetime, timedelta
from uuid import UUID

import pytest

from domain.names import ItemTag, MeetingKind
from tests.bloc import ZONE, Bloc
from tests.web.api.test_the_story import done, refused
from tests.web.inspection.a_case import made, short_meeting
from tests.web.pages import Pages
from web.daily_round import go_round
from workflows.desk import Thing
from workflows.requests.meetings import HoldMeeting, ItemHeld, ScheduleMeeting, hold_meeting, schedule_meeting

CLOSING = date(2026, 11, 6)
MONTH = "/cells/FDI/months/2026-10"
LATE = {
    "sections": ["Đồng chí bí thư thông báo tình hình."],
    "read_back": True,
    "adopted": True,
    "signed": True,
    "filed_at": "2026-10-06T08:00:00+07:00",
}
DERIVED = {"stands": "derived", "reason": "Biên bản có dấu ngày 06/10, nộp giấy, nhập muộn."}
RECORDED = {"stands": "recorded", "reason": "Biên bản nhập sau, không rõ ngày."}


@pytest.fixture
def bloc(bloc: Bloc) -> Bloc:
    """October is closed without minutes; they come in on paper afterwards."""
    meeting = short_meeting(bloc)
    scheduled(bloc, "DB1.2")
    held_on_time(bloc)
    go_round(bloc.house, CLOSING)
    answer = bloc.api("secretary1").post(f"/meetings/{meeting}/minutes", LATE)
    assert answer.status_code == 200, answer.text
    return bloc


def differing(bloc: Bloc, login: str = "inspector1") -> list[dict[str, object]]:
    items: list[dict[str, object]] = done(bloc.api(login).get("/compliance/differing"))["items"]
    return items


def verdict(bloc: Bloc, rule: str = "R-MIN") -> tuple[object, object, object]:
    """What was recorded, what a person let stand, what the facts give."""
    told = done(bloc.api("inspector1").get(f"{MONTH}/verdicts"))
    derived = {one["rule"]: one["verdict"] for one in told["items"]}
    return told["recorded"][rule], (told["rejudged"] or {}).get(rule), derived[rule]


def kept(bloc: Bloc) -> int:
    """How often the rule on minutes counts as kept in October."""
    query = {"from": "2026-10", "to": "2026-10", "under": "FDI", "group_by": "rule"}
    items = done(bloc.api("inspector1").get("/compliance", **query))["items"]
    return sum(one["kept"] for one in items if one["rule"] == "R-MIN")


def test_a_month_that_later_facts_turn_is_listed_with_both_verdicts(bloc: Bloc) -> None:
    assert differing(bloc) == [
        {
            "cell": "FDI",
            "month": "2026-10",
            "closed_on": "2026-11-06",
            "stands": {"R-MIN": "broken"},
            "derived": {"R-MIN": "kept"},
        }
    ]
    page = bloc.browser("inspector1").get("/months").text
    assert "Chi bộ Công ty TNHH Dệt may Hoa Sen" in page
    assert "R-MIN" in page


def test_until_a_person_says_otherwise_what_was_recorded_counts(bloc: Bloc) -> None:
    assert verdict(bloc) == ("broken", None, "kept")
    assert kept(bloc) == 0


def test_a_person_may_let_stand_what_the_facts_give_and_what_was_recorded_stays_to_be_seen(bloc: Bloc) -> None:
    answer = done(bloc.api("inspector1").post(f"{MONTH}/rejudge", DERIVED))
    assert (answer["rejudged"]["R-MIN"], answer["differs"]) == ("kept", False)
    assert verdict(bloc) == ("broken", "kept", "kept")
    assert (kept(bloc), differing(bloc)) == (1, [])


def test_or_what_was_recorded_and_then_it_is_off_the_list_until_something_else_comes_in(bloc: Bloc) -> None:
    done(bloc.api("inspector1").post(f"{MONTH}/rejudge", RECORDED))
    assert verdict(bloc) == ("broken", "broken", "kept")
    assert (kept(bloc), differing(bloc)) == (0, [])
    (meeting,) = [one["id"] for one in done(bloc.api("inspector1").get("/meetings", unit="FDI"))["items"]]
    told = {"held_at": "2026-10-03T08:00:00+07:00", "minuted": True}
    answer = bloc.api("secretary1").post(f"/meetings/{meeting}/pre-meeting", told)
    assert answer.status_code == 200, answer.text
    assert [one["month"] for one in differing(bloc)] == ["2026-10"]


def test_a_month_that_agrees_or_is_not_closed_is_not_judged_again(bloc: Bloc) -> None:
    done(bloc.api("inspector1").post(f"{MONTH}/rejudge", DERIVED))
    refused(bloc.api("inspector1").post("/cells/DB1.3/months/2026-10/rejudge", DERIVED), "NothingToRejudge")
    assert bloc.api("inspector1").post("/cells/DB1.3/months/2026-11/rejudge", DERIVED).status_code == 404


@pytest.mark.parametrize("login", ["secretary1", "overseer1", "auditor", "leader"])
def test_only_the_inspection_committee_judges_again(bloc: Bloc, login: str) -> None:
    assert bloc.api(login).post(f"{MONTH}/rejudge", DERIVED).status_code in (403, 404)
    assert bloc.api("admin").get("/compliance/differing").status_code == 403


def test_a_secretary_sees_the_months_of_the_own_cell_alone(bloc: Bloc) -> None:
    assert [one["cell"] for one in differing(bloc, "secretary1")] == ["FDI"]
    assert differing(bloc, "secretary2") == []


def test_on_the_page_both_are_shown_and_a_decision_is_taken_with_its_reason(bloc: Bloc) -> None:
    inspector = Pages(bloc.browser("inspector1"))
    page = "/units/FDI/months/2026-10"
    assert "Xem lại tháng đã khép" in inspector.get(page).text
    assert inspector.post(f"{page}/rejudge", DERIVED).status_code == 303
    after = inspector.get(page).text
    assert DERIVED["reason"] in after
    assert "Lê Thị Mai" in after
    assert "Xem lại tháng đã khép" not in after


def test_what_is_newly_broken_is_proposed_to_people_and_nothing_twice(bloc: Bloc) -> None:
    held(bloc, "DB1.2", scheduled_of(bloc, "DB1.2"), lasting=50)
    before = proposed(bloc)
    assert "D06" not in before
    done(bloc.api("inspector1").post("/cells/DB1.2/months/2026-10/rejudge", DERIVED))
    assert {code: proposed(bloc).count(code) for code in before} == dict.fromkeys(before, 1)
    assert "D06" in proposed(bloc)


def scheduled(bloc: Bloc, cell: str) -> UUID:
    start = datetime(2026, 10, 5, 16, tzinfo=ZONE)
    asked = ScheduleMeeting(MeetingKind.REGULAR, start.date(), start, "Phòng họp", bloc.unit(cell))
    return made(bloc.ask(schedule_meeting, "overseer1", asked))


def scheduled_of(bloc: Bloc, cell: str) -> UUID:
    items = done(bloc.api("inspector1").get("/meetings", unit=cell))["items"]
    return UUID(items[0]["id"])


def held(bloc: Bloc, cell: str, meeting: UUID, lasting: int) -> None:
    start = datetime(2026, 10, 5, 16, tzinfo=ZONE)
    items = (ItemHeld(ItemTag.PROFESSIONAL, 35),)
    told = HoldMeeting(
        start, start + timedelta(minutes=lasting), bloc.person("secretary2"), 12, 12, 0, 0, 6, items=items
    )
    bloc.ask(hold_meeting, "overseer1", Thing(meeting), told)


def held_on_time(bloc: Bloc) -> None:
    """A month of which nothing comes in later."""
    held(bloc, "DB1.3", scheduled(bloc, "DB1.3"), lasting=95)


def proposed(bloc: Bloc) -> list[str]:
    items = done(bloc.api("inspector1").get("/proposals", unit="DB1.2", limit=100))["items"]
    return [one["code"] for one in items]
