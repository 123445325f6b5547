"""The fifth solution by API, from start to effect: questions, speakers, proposals, self-training, contributions."""

from datetime import date

from tests.bloc import Bloc
from tests.web.api.asked import made, refused
from tests.web.solutions.test_awareness_by_api import figure, ok, owed

SET_FOR = {"cell": "FDI", "kind": "regular", "on": "2026-11-05", "starts_at": "2026-11-05T14:00", "place": "Phòng họp"}
HELD = {
    "started_at": "2026-11-05T14:00",
    "ended_at": "2026-11-05T16:00",
    "chair": "secretary1",
    "obliged": 20,
    "present": 18,
    "excused": 2,
    "unexcused": 0,
    "speakers": 9,
    "new_speakers": 3,
    "items": [{"tag": "criticism", "minutes": 20}, {"tag": "core_task", "minutes": 60}],
}


def measured(bloc: Bloc, code: str) -> tuple[int, int]:
    measure = bloc.api("leader").get("/solutions/5", under="FDI").json["measure"][code]
    return measure["part"], measure["whole"]


def test_questions_are_sent_beforehand_and_more_members_speak(bloc: Bloc) -> None:
    secretary = bloc.api("secretary1")
    meeting = made(secretary.post("/meetings", SET_FOR))
    late = {"sent_at": "2026-11-05T15:00", "questions": 3}
    refused(secretary.post(f"/meetings/{meeting}/questions", late), "NoticeAfterTheMeeting")
    assert (
        ok(secretary.post(f"/meetings/{meeting}/questions", late | {"sent_at": "2026-11-03T08:00"}))["questions"] == 3
    )
    ok(secretary.post(f"/meetings/{meeting}/hold", HELD))
    codes = ("questions_sent", "members_speaking", "new_speakers", "criticism_held")
    assert [measured(bloc, code) for code in codes] == [(1, 1), (9, 18), (3, 9), (1, 1)]


def test_a_proposal_is_owed_an_answer_and_one_answered_late_is_not_in_time(bloc: Bloc) -> None:
    secretary, proposals = bloc.api("secretary1"), "/solutions/5/members-proposals"
    asked = {"unit": "FDI", "what": "Xin bố trí phòng họp riêng.", "on": "2026-11-05", "answer_by": "2026-11-25"}
    first, second = (made(secretary.post(proposals, asked)) for _ in range(2))
    assert "answer_members_proposal" in owed(bloc, "secretary1")
    answer = {"text": "Đã thống nhất với công ty.", "on": "2026-11-18"}
    early = answer | {"on": "2026-11-04"}
    refused(secretary.post(f"{proposals}/{first}/answer", early), "AnsweredBeforeItWasRaised")
    assert ok(secretary.post(f"{proposals}/{first}/answer", answer))["answered"]["text"] == answer["text"]
    refused(secretary.post(f"{proposals}/{first}/answer", answer), "MembersProposalAlreadyAnswered")
    assert measured(bloc, "proposals_answered_in_time") == (1, 1)
    bloc.watch.on(date(2026, 11, 27))
    ok(bloc.api("secretary1").post(f"{proposals}/{second}/answer", answer | {"on": "2026-11-27"}))
    assert measured(bloc, "proposals_answered_in_time") == (1, 2)
    assert "answer_members_proposal" not in owed(bloc, "secretary1")


def test_nothing_says_who_raised_a_proposal(bloc: Bloc) -> None:
    secretary, proposals = bloc.api("secretary1"), "/solutions/5/members-proposals"
    asked = {"unit": "FDI", "what": "Xin bố trí phòng họp.", "on": "2026-11-05", "answer_by": "2026-11-25"}
    assert secretary.post(proposals, asked | {"person": "secretary1"}).status_code == 422
    assert "person" not in ok(secretary.get(f"{proposals}/{made(secretary.post(proposals, asked))}"))


def test_self_training_is_planned_done_and_measured(bloc: Bloc) -> None:
    secretary, trainings = bloc.api("secretary1"), "/solutions/5/self-trainings"
    asked = {"unit": "FDI", "person": "secretary1", "text": "Nói ngắn, đúng việc.", "due": "2026-11-30"}
    training = made(secretary.post(trainings, asked))
    assert ok(secretary.post(f"{trainings}/{training}/finish", {"on": "2026-11-20"}))["state"] == "done"
    refused(secretary.post(f"{trainings}/{training}/finish", {"on": "2026-11-20"}), "SelfTrainingAlreadyFinished")
    assert measured(bloc, "self_training_done") == (1, 1)
    assert figure(bloc, "units_committed") == (0, 1)


def test_contributions_are_counted(bloc: Bloc) -> None:
    secretary, contributions = bloc.api("secretary1"), "/solutions/5/contributions"
    asked = {"unit": "FDI", "on": "2026-11-05", "members": 4, "form": "at_the_meeting"}
    assert secretary.post(contributions, asked | {"on": "2026-12-01"}).status_code == 422
    refused(secretary.post(contributions, asked | {"members": 0}), "NobodyAcknowledged")
    assert ok(secretary.get(f"{contributions}/{made(secretary.post(contributions, asked))}"))["members"] == 4
    assert [one["form"] for one in ok(secretary.get(contributions))["items"]] == ["at_the_meeting"]
