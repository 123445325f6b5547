"""An administrator reads no cases; in an emergency for a while, with a reason, and the inspection committee is told."""

import re
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from domain.events.emergency_access import EmergencyAccessOpened
from domain.names import BodyKind, Role, Target, TargetKind, UnitId
from projections.audit_trail import TOPICS, unusual
from tests.bloc import Bloc
from tests.web.api.asked import made
from tests.web.api.test_the_story import done, refused
from tests.web.inspection.a_case import opened as case_opened
from tests.web.pages import Pages
from web.acts import Act, Held, Place, may
from web.rounds.remind import remind
from workflows.journal.read_log import ReadsSought
from workflows.journal.reads import ReadKind, Way

REASON = "Sự cố lưu trữ: phải xem vụ việc có mất minh chứng không, theo yêu cầu của UBKT."
ASKED = {"unit": "KHOI", "reason": REASON, "minutes": 30}
PATH = "/emergency-accesses"


@pytest.fixture
def case(bloc: Bloc) -> str:
    return str(case_opened(bloc))


def taken(bloc: Bloc, **changed: object) -> str:
    return made(bloc.api("admin").post(PATH, ASKED | changed))


def reads(bloc: Bloc, login: str, case: str) -> int:
    return bloc.browser(login).get(f"/cases/{case}").status_code


def test_an_administrator_reads_no_case_without_it(bloc: Bloc, case: str) -> None:
    assert reads(bloc, "admin", case) == 404
    assert bloc.api("admin").get(f"/remediations/{case}").status_code == 404


def test_while_it_lasts_the_administrator_reads_and_each_look_is_recorded(bloc: Bloc, case: str) -> None:
    taken(bloc)
    assert reads(bloc, "admin", case) == 200
    bloc.house.reads.flush()
    (line, *_) = bloc.house.reads.lines(ReadsSought(of=case), 10)
    assert (line.read.reader, line.read.way) == (bloc.person("admin"), Way.EMERGENCY)
    assert "truy cập khẩn cấp" in bloc.browser("auditor").get(f"/reads?of={case}").text
    (shown, *_) = done(bloc.api("auditor").get("/reads", case=case, kind="case"))["items"]
    assert shown["way"] == "emergency"


def test_lists_read_by_it_are_recorded_too_and_what_administrators_read_anyway_is_not(bloc: Bloc, case: str) -> None:
    taken(bloc)
    for page in ("/cases", "/register"):
        assert bloc.browser("admin").get(page).status_code == 200
    bloc.house.reads.flush()
    read = [line.read for line in bloc.house.reads.lines(ReadsSought(reader=bloc.person("admin"), kind=ReadKind.OTHER))]
    assert [(one.place, one.way) for one in read] == [("/cases", Way.EMERGENCY)]


def test_who_opens_a_case_is_refused_and_offered_an_emergency_access_that_leads_back_to_it(
    bloc: Bloc, case: str
) -> None:
    admin = Pages(bloc.browser("admin"))
    refusal = admin.get(f"/cases/{case}")
    assert refusal.status_code == 404
    assert "Quản trị viên không đọc vụ việc" in refusal.text
    (form,) = re.findall(r'action="(/emergency-access[^"]*)"', refusal.text)
    answer = admin.post(form, ASKED)
    assert answer.headers["Location"] == f"/cases/{case}"
    assert admin.get(f"/cases/{case}").status_code == 200
    assert "/emergency-access?case=" not in bloc.browser("secretary2").get(f"/cases/{case}").text


def test_the_refusal_does_not_tell_whether_there_is_such_a_case(bloc: Bloc, case: str) -> None:
    known, unknown = (bloc.browser("admin").get(f"/cases/{one}") for one in (case, UUID(int=1)))
    assert known.status_code == unknown.status_code == 404
    assert ("Mở truy cập khẩn cấp" in known.text) is ("Mở truy cập khẩn cấp" in unknown.text) is True


def test_a_past_moment_is_read_by_the_rights_of_today(bloc: Bloc, case: str) -> None:
    access = taken(bloc)
    then = bloc.house.journal.head()
    assert bloc.browser("admin").get(f"/cases/{case}?as_at={then}").status_code == 200
    done(bloc.api("admin").post(f"{PATH}/{access}/end"))
    assert bloc.browser("admin").get(f"/cases/{case}?as_at={then}").status_code == 404


def test_it_reads_what_is_against_the_inspection_committee_too() -> None:
    place = Place("/KHOI/", Target(TargetKind.BODY, UnitId("KHOI"), BodyKind.INSPECTION_COMMITTEE))
    standing = Held(Role.ADMINISTRATOR, "/KHOI/", datetime(2026, 11, 20, tzinfo=UTC))
    assert may([standing], Act.READ_CASE, place)
    assert not any(may([standing], act, place) for act in Act if not act.reads)


def test_the_committee_gets_a_notice(bloc: Bloc) -> None:
    access = taken(bloc)
    remind(bloc.house, bloc.watch.now.date())
    told = done(bloc.api("inspector1").get("/notices"))["items"]
    assert [one["about"] for one in told if one["task"] == "review_emergency_access"] == [access]


def test_it_is_over_when_its_time_is(bloc: Bloc, case: str) -> None:
    taken(bloc)
    bloc.watch.now += timedelta(minutes=29)
    assert reads(bloc, "admin", case) == 200
    bloc.watch.now += timedelta(minutes=1)
    assert reads(bloc, "admin", case) == 404


def test_who_took_it_may_give_it_up_before(bloc: Bloc, case: str) -> None:
    access = taken(bloc)
    done(bloc.api("admin").post(f"{PATH}/{access}/end"))
    assert reads(bloc, "admin", case) == 404
    refused(bloc.api("admin").post(f"{PATH}/{access}/end"), "EmergencyAccessOver")


def test_it_lets_nobody_change_anything_or_read_the_history(bloc: Bloc, case: str) -> None:
    taken(bloc)
    admin = bloc.api("admin")
    for act in ("approve", "close", "comment"):
        assert admin.post(f"/remediations/{case}/{act}", {"text": "x", "reason": "x"}).status_code in (403, 422)
    assert admin.post(f"/remediations/{case}/comment", {"text": "x"}).status_code == 403
    assert admin.get("/history").status_code == 403


def test_without_a_reason_or_for_more_than_an_hour_it_is_refused(bloc: Bloc) -> None:
    admin = bloc.api("admin")
    assert admin.post(PATH, {"unit": "KHOI", "reason": " "}).status_code == 422
    refused(admin.post(PATH, ASKED | {"minutes": 61}), "EmergencyAccessTooLong")
    refused(admin.post(PATH, ASKED | {"minutes": 4}), "EmergencyAccessTooLong")


@pytest.mark.parametrize("login", ["secretary1", "overseer1", "inspector1", "leader", "auditor"])
def test_only_administrators_take_it(bloc: Bloc, login: str) -> None:
    assert bloc.api(login).post(PATH, ASKED).status_code == 403


def test_the_inspection_committee_is_told_until_it_has_reviewed_it(bloc: Bloc) -> None:
    access = taken(bloc)
    inspector = bloc.api("inspector1")
    (task,) = [one for one in done(inspector.get("/tasks"))["items"] if one["kind"] == "review_emergency_access"]
    assert task["about"] == access
    page = bloc.browser("inspector1").get(f"/emergency-access/{access}").text
    assert REASON in page
    answer = done(
        inspector.post(f"{PATH}/{access}/review", {"justified": True, "note": "Có công văn của tổ kỹ thuật."})
    )
    assert answer["justified"] is True
    assert answer["reviewed"]["note"] == "Có công văn của tổ kỹ thuật."
    assert not [one for one in done(inspector.get("/tasks"))["items"] if one["kind"] == "review_emergency_access"]
    refused(
        bloc.api("inspector2").post(f"{PATH}/{access}/review", {"justified": False, "note": "x"}),
        "EmergencyAccessAlreadyReviewed",
    )


def test_nobody_reviews_their_own(bloc: Bloc) -> None:
    bloc.give_role("admin", Role.INSPECTOR, "KHOI")
    access = taken(bloc)
    refused(
        bloc.api("admin").post(f"{PATH}/{access}/review", {"justified": True, "note": "x"}), "ReviewsOwnEmergencyAccess"
    )


def test_auditors_see_it_among_what_is_out_of_the_usual(bloc: Bloc) -> None:
    taken(bloc)
    since = bloc.house.now() - timedelta(days=1)
    with bloc.house.reading() as db:
        found = unusual(db, ("/KHOI/",), [TOPICS[EmergencyAccessOpened]], since)
    assert found.by_topic == {"EmergencyAccessOpened.v1": 1}
    assert "EmergencyAccessOpened" in bloc.browser("auditor").get("/integrity").text


def test_on_the_pages_it_is_taken_shown_everywhere_ended_and_reviewed(bloc: Bloc, case: str) -> None:
    admin, inspector = Pages(bloc.browser("admin")), Pages(bloc.browser("inspector1"))
    assert admin.post("/emergency-access", ASKED).status_code == 303
    listed = admin.get("/emergency-access").text
    (access,) = set(re.findall(r"/emergency-access/([0-9a-f-]{36})", listed))
    shown = admin.get("/users").text
    assert "Truy cập khẩn cấp đến" in shown
    assert "09:30" in shown
    assert "Truy cập khẩn cấp đến" not in inspector.get("/cases").text
    assert admin.post(f"/emergency-access/{access}/end", {"_version": "1"}).status_code == 303
    assert "Truy cập khẩn cấp đến" not in admin.get("/users").text
    told = {"justified": "false", "note": "Có thể chờ đến sáng.", "_version": "2"}
    assert inspector.post(f"/emergency-access/{access}/review", told).status_code == 303
    assert "Có thể chờ đến sáng." in admin.get(f"/emergency-access/{access}").text


def test_secretaries_do_not_see_who_took_it(bloc: Bloc) -> None:
    access = taken(bloc)
    assert bloc.browser("secretary1").get("/emergency-access").status_code == 403
    assert bloc.api("secretary1").get(f"{PATH}/{access}").status_code in (403, 404)


def test_erasing_the_administrator_takes_the_reason_along(bloc: Bloc) -> None:
    access = taken(bloc)
    bloc.house.keys.erase(bloc.person("admin"))
    assert REASON not in bloc.browser("inspector1").get(f"/emergency-access/{access}").text
