"""Solution 7 by API: from a dialogue with the owner to meetings on their day after the signing."""

from datetime import date
from typing import Any

from domain.names import Role
from tests.bloc import Api, Bloc
from tests.web.api.asked import MEETING, made, refused, scheduled
from web.daily_round import go_round

REGULATIONS = "/solutions/7/regulations"
DRAFT = {
    "cell": "FDI",
    "clauses": [
        {"kind": "room", "wording": "Phòng họp tầng 2"},
        {"kind": "hours", "wording": "Chiều ngày 05"},
        {"kind": "allowance", "wording": "0,3 mức lương cơ sở"},
    ],
}
SIGNED = {
    "number": "01-QC",
    "signed_on": "2026-09-20",
    "in_force_from": "2026-09-20",
    "in_force_until": "2026-12-31",
}


def done(answer: Any) -> Any:
    assert answer.status_code == 200, answer.text
    return answer.json


def measure(api: Api, code: str) -> tuple[int | None, int | None]:
    told = done(api.get("/solutions/7"))["measure"][code]
    return told["part"], told["whole"]


def owed(api: Api, *kinds: str) -> list[tuple[str, str | None]]:
    tasks = done(api.get("/tasks"))["items"]
    return [(task["kind"], task["due"]) for task in tasks if task["kind"] in kinds]


def answered(api: Api, regulation: str, *answers: str) -> None:
    for n, answer in enumerate(answers, start=1):
        done(api.post(f"{REGULATIONS}/{regulation}/clauses/{n}/answer", {"answer": answer, "on": "2026-09-15"}))


def test_from_a_dialogue_to_a_regulation_that_brings_meetings_on_their_day(bloc: Bloc) -> None:
    secretary, leader = bloc.api("secretary1"), bloc.api("leader")
    bloc.watch.on(date(2026, 9, 20))
    assert measure(leader, "enterprises_with_regulation")[0] == 0
    talked = {"cell": "FDI", "on": "2026-09-10", "counterpart": "owner", "outcome": "agreed", "note": "Đồng ý bàn"}
    made(secretary.post("/solutions/7/dialogues", talked))
    regulation = made(secretary.post(REGULATIONS, DRAFT))
    assert owed(secretary, "negotiate_regulation", "sign_regulation") == [("negotiate_regulation", None)]
    answered(secretary, regulation, "agreed", "countered", "refused")
    refused(secretary.post(f"{REGULATIONS}/{regulation}/sign", SIGNED), "ClausesRemain")
    answered(secretary, regulation, "agreed", "agreed")
    assert owed(secretary, "negotiate_regulation", "sign_regulation") == [("sign_regulation", None)]
    signed = done(secretary.post(f"{REGULATIONS}/{regulation}/sign", SIGNED))
    assert (signed["state"], signed["agreed"]) == ("in_force", ["room", "hours"])
    part, whole = measure(leader, "enterprises_with_regulation")
    assert (part, whole) == (1, 6)
    assert measure(leader, "on_time_after_signing") == (None, None)
    bloc.watch.on(date(2026, 10, 6))
    meeting = scheduled(secretary, **MEETING)
    held = {"started_at": "2026-10-05T14:00", "ended_at": "2026-10-05T15:40", "chair": "secretary1", "obliged": 20}
    counts = {"present": 20, "excused": 0, "unexcused": 0, "speakers": 9, "items": []}
    done(secretary.post(f"/meetings/{meeting}/hold", held | counts))
    assert measure(leader, "on_time_after_signing") == (1, 1)


def test_a_broken_clause_leads_to_a_task_until_it_is_kept_again(bloc: Bloc) -> None:
    secretary, regulation = _in_force(bloc)
    bloc.watch.on(date(2026, 11, 6))
    clause = f"{REGULATIONS}/{regulation}/clauses/1"
    told = done(secretary.post(f"{clause}/broken", {"on": "2026-11-05", "note": "Phòng bị lấy làm kho"}))
    assert (told["broken"], told["breaches"][0]["note"]) == ([1], "Phòng bị lấy làm kho")
    assert owed(secretary, "mend_clause") == [("mend_clause", "2026-12-05")]
    assert done(secretary.get(REGULATIONS, broken="true"))["total"] == 1
    assert measure(bloc.api("leader"), "clauses_kept") == (0, 1)
    done(secretary.post(f"{REGULATIONS}/{regulation}/clauses/2/kept", {"on": "2026-11-06"}))
    assert measure(bloc.api("leader"), "clauses_kept") == (1, 2)
    done(secretary.post(f"{clause}/kept", {"on": "2026-11-06"}))
    assert owed(secretary, "mend_clause") == []


def test_a_regulation_that_ends_soon_becomes_a_task_and_expires_by_itself_once(bloc: Bloc) -> None:
    """Days that nobody asked about are caught up: the renewal is asked for again before the prolonged end."""
    secretary, regulation = _in_force(bloc)
    bloc.watch.on(date(2026, 11, 10))
    go_round(bloc.house, date(2026, 11, 10))
    go_round(bloc.house, date(2026, 11, 10))
    assert owed(secretary, "renew_regulation") == [("renew_regulation", "2026-12-31")]
    assert done(secretary.get(REGULATIONS, ending_by="2026-12-31"))["total"] == 1
    prolonged = {"on": "2026-11-10", "in_force_until": "2027-01-31"}
    done(secretary.post(f"{REGULATIONS}/{regulation}/prolong", prolonged))
    assert owed(secretary, "renew_regulation") == []
    bloc.watch.on(date(2027, 2, 1))
    go_round(bloc.house, date(2027, 2, 1))
    assert go_round(bloc.house, date(2027, 2, 1)).asked == 0
    secretary = bloc.api("secretary1")
    told = done(secretary.get(f"{REGULATIONS}/{regulation}"))
    assert (told["state"], told["ended_on"], told["version"]) == ("expired", "2027-01-31", 9)
    assert made(secretary.post(REGULATIONS, DRAFT)) != regulation


def test_only_enterprise_cells_agree_with_an_owner_one_regulation_at_a_time(bloc: Bloc) -> None:
    secretary = bloc.api("secretary1")
    bloc.give_role("secretary1", Role.SECRETARY, "DB1")
    for code in ("DB1.1", "DB1"):
        refused(secretary.post(REGULATIONS, DRAFT | {"cell": code}), "NotAnEnterpriseCell")
    made(secretary.post(REGULATIONS, DRAFT))
    refused(secretary.post(REGULATIONS, DRAFT), "RegulationUnderWay")


def test_a_regulation_is_read_where_its_cell_stands(bloc: Bloc) -> None:
    _, regulation = _in_force(bloc)
    told = done(bloc.api("leader").get(f"{REGULATIONS}/{regulation}"))
    assert told["clauses"]["clauses"][0] == {"kind": "room", "wording": "Phòng họp tầng 2"}
    assert bloc.api("secretary2").get(f"{REGULATIONS}/{regulation}").status_code == 403
    assert done(bloc.api("secretary2").get(REGULATIONS))["total"] == 0


def _in_force(bloc: Bloc) -> tuple[Api, str]:
    """Signed on 20 September with room and hours agreed."""
    secretary = bloc.api("secretary1")
    bloc.watch.on(date(2026, 9, 20))
    regulation = made(secretary.post(REGULATIONS, DRAFT))
    answered(secretary, regulation, "agreed", "agreed", "refused")
    done(secretary.post(f"{REGULATIONS}/{regulation}/sign", SIGNED))
    return secretary, regulation
