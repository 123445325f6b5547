"""What cannot be taken from a form is told by its field, records nothing, and stays typed in."""

import unicodedata

import pytest

from tests.bloc import Bloc
from tests.web.api.asked import FOUND, MEETING, made, scheduled
from tests.web.pages import Pages

FAULTY = ("chữ " * 30_000, "trước\0sau", "trước\x1bsau")


@pytest.mark.parametrize("typed", FAULTY, ids=("a hundred kilobytes", "a zero", "an escape"))
def test_a_faulty_text_comes_back_with_its_fault(bloc: Bloc, typed: str) -> None:
    meeting = scheduled(bloc.api("secretary1"))
    found = made(bloc.api("inspector1").post("/deficiencies", FOUND))
    forms = {
        "secretary1": {
            f"/meetings/{meeting}/cancel": {"reason": typed, "other": "được giữ lại"},
            f"/findings/{found}/contest": {"reason": typed, "other": "được giữ lại"},
        },
        "inspector1": {
            f"/deficiencies/{found}/withdraw": {"reason": typed, "other": "được giữ lại"},
            "/deficiencies/new": {
                "unit": "FDI",
                "code": "D06",
                "quote": typed,
                "severity": "minor",
                "other": "được giữ lại",
            },
        },
    }
    before, strange = bloc.recorded(), []
    for who, sent in forms.items():
        pages = Pages(bloc.browser(who))
        for path, form in sent.items():
            answer = pages.post(path, form)
            if answer.status_code != 422 or "được giữ lại" not in answer.text:
                strange.append((path, answer.status_code))
    assert strange == []
    assert bloc.recorded() == before


def test_an_unpaired_surrogate_in_a_form_breaks_nothing(bloc: Bloc) -> None:
    meeting, pages = scheduled(bloc.api("secretary1")), Pages(bloc.browser("secretary1"))
    token = pages.token
    sent = f"csrf_token={token}&reason=tr%ED%A0%80au&on=2026-10-06"
    answer = pages.client.post(
        f"/meetings/{meeting}/reschedule", data=sent, content_type="application/x-www-form-urlencoded"
    )
    assert answer.status_code in {303, 422}


def test_decomposed_vietnamese_is_one_with_composed(bloc: Bloc) -> None:
    pages = Pages(bloc.browser("secretary1"))
    place = unicodedata.normalize("NFD", "Hội trường Hoà Bình")
    answer = pages.post("/meetings", MEETING | {"place": place})
    assert answer.status_code == 303, answer.text[:400]
    listed = bloc.api("secretary1").get("/meetings").json["items"][0]
    assert listed["place"] == "Hội trường Hoà Bình"


def test_a_form_sent_twice_records_once(bloc: Bloc) -> None:
    pages = Pages(bloc.browser("secretary1"))
    form = MEETING | {"_command": "11111111-2222-4333-8444-555555555555"}
    first, second = (pages.post("/meetings", form) for _ in range(2))
    assert (first.status_code, second.status_code) == (303, 303)
    assert first.headers["Location"] == second.headers["Location"]
    assert bloc.api("secretary1").get("/meetings").json["total"] == 1


def test_a_stale_form_tells_what_changed_and_keeps_the_words(bloc: Bloc) -> None:
    meeting = scheduled(bloc.api("secretary1"))
    overseer = bloc.api("overseer1", **{"On-Behalf-Of": "secretary1"})
    assert overseer.post(f"/meetings/{meeting}/papers", {"posted_at": "2026-10-01T08:00"}).status_code == 200
    pages = Pages(bloc.browser("secretary1"))
    answer = pages.post(f"/meetings/{meeting}/cancel", {"reason": "Mất điện cả ngày", "_version": "1"})
    assert answer.status_code == 409
    assert "Mất điện cả ngày" in answer.text
    assert "Vũ Minh Khánh" in answer.text
