"""Whatever goes wrong is told in a way its asker can use, and what was typed is kept."""

import re
from uuid import UUID

import pytest
from marshmallow import ValidationError

from domain.refusals import MeetingNotYetHeld, NotThere, StepsRemain
from web import policy
from web.policy import Act, Place
from workflows.desk import Thing
from workflows.journal.conflicts import ClaimTaken, CommandReused, DatabaseNotReady, JournalUnreachable, StaleVersion
from workflows.requests.people import EnterPerson, amend_identity, stream_of

EN = {"Accept-Language": "en"}


def sent(client, **form):
    """A page's form, with the page's own token."""
    token = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/sign-in").text).group(1)
    headers = {"HX-Request": "true"} if "_form" in form else {}
    return client.post("/pages/failing", data={"csrf_token": token, **form}, headers=headers)


@pytest.fixture
def failing(bloc):
    """The Bloc's house with a room in which anything may go wrong."""

    def fails(error):
        @policy.public
        def view():
            raise error

        bloc.app._got_first_request = False  # a room is added late
        for prefix in ("/api/v1", "/pages"):
            bloc.app.add_url_rule(f"{prefix}/failing", f"failing{prefix}", view, methods=["GET", "POST"])
        return bloc.app.test_client()

    return fails


def test_a_refusal_is_a_409_with_its_code_in_the_language_of_the_asker(failing):
    client = failing(MeetingNotYetHeld())
    said = client.get("/api/v1/failing", headers=EN)
    assert (said.status_code, said.mimetype) == (409, "application/problem+json")
    assert said.json["code"] == "MeetingNotYetHeld"
    assert said.json["detail"] == "The meeting has not taken place. Record that it was held first."
    assert said.json.keys() >= {"type", "title", "status", "code", "detail", "errors"}
    assert "chưa diễn ra" in client.get("/api/v1/failing").json["detail"]


def test_a_refusal_on_a_page_is_a_page(failing):
    said = failing(StepsRemain((2, 3))).get("/pages/failing")
    assert (said.status_code, said.mimetype) == (409, "text/html")
    assert "Còn việc chưa xong: 2, 3" in said.text


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (NotThere(), 404),
        (ClaimTaken("unit-code:X", UUID(int=1)), 409),
        (CommandReused(UUID(int=1)), 422),
        (JournalUnreachable(), 503),
        (DatabaseNotReady(0, 1), 503),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_the_journal_says_has_its_status(failing, error, status):
    said = failing(error).get("/api/v1/failing", headers=EN)
    assert said.status_code == status
    assert said.json["code"] == type(error).__name__
    assert "%(" not in said.json["detail"]


def test_malformed_input_is_told_field_by_field(failing):
    wrong = ValidationError(
        {"items": {0: {"minutes": ["Phải là một số."]}}, "on": ["Không có ngày này."], "_schema": ["x"]}
    )
    told = failing(wrong).get("/api/v1/failing").json
    assert told["status"] == 422
    assert [(one["field"], one["pointer"]) for one in told["errors"]] == [
        ("items.0.minutes", "#/items/0/minutes"),
        ("on", "#/on"),
        ("", "#/"),
    ]


def test_a_form_sent_in_place_is_answered_into_its_problem_slot(failing):
    client = failing(ValidationError({"speakers": ["Nhiều hơn số người dự."]}))
    said = sent(client, _form="hold", speakers="99")
    assert said.status_code == 422
    assert "<html" not in said.text
    assert 'data-fault="speakers"' in said.text


def test_without_script_the_typed_text_is_shown_again(failing):
    client = failing(ValidationError({"speakers": ["Nhiều hơn số người dự."]}))
    said = sent(client, note="Câu tôi đã gõ", password="secret", _version="3")
    assert said.status_code == 422
    assert "Câu tôi đã gõ" in said.text
    assert "secret" not in said.text


def test_a_stale_version_tells_who_recorded_what_meanwhile(bloc, failing):
    thing = Thing(stream_of(bloc.person("secretary1")), 1)
    with pytest.raises(StaleVersion) as stale:
        bloc.ask(amend_identity, "admin", thing, EnterPerson("Hoàng Thị Lan"))
    client = failing(stale.value)
    [first, *_] = client.get("/api/v1/failing").json["changes"]
    assert (first["fact"], first["by"]) == ("UserAdmitted", bloc.person("admin"))
    page = client.get("/pages/failing").text
    assert "Trần Thu Hà cho phép đăng nhập" in page


def test_a_fault_of_ours_is_told_without_its_insides(bloc, failing):
    bloc.app.config["PROPAGATE_EXCEPTIONS"] = False
    client = failing(ZeroDivisionError("the insides"))
    said = client.get("/api/v1/failing", headers=EN)
    assert (said.status_code, said.json["code"]) == (500, "InternalServerError")
    assert "insides" not in said.text + client.get("/pages/failing").text


def test_what_is_not_there_and_what_is_not_allowed(bloc):
    client = bloc.app.test_client()
    assert client.get("/api/v1/nowhere").json["status"] == 404
    wrong_way = client.put("/sign-in")
    assert wrong_way.status_code in {400, 405}
    assert client.post("/api/v1/sign-in", data={}).status_code == 404


def test_a_program_without_a_token_is_told_to_bring_one(bloc, failing):
    @policy.needs(Act.READ_CASE, of=lambda: Place("/KHOI/"))
    def view():
        return "case"

    bloc.app._got_first_request = False
    bloc.app.add_url_rule("/api/v1/a-case", "a_case", view)
    said = bloc.app.test_client().get("/api/v1/a-case")
    assert (said.status_code, said.headers["WWW-Authenticate"]) == (401, "Bearer")
    assert bloc.api("inspector1").get("/a-case").text == "case"
    assert bloc.api("secretary1").get("/a-case").status_code == 404
    assert bloc.api("admin").get("/a-case").status_code == 404


def test_too_much_at_once_is_told(bloc):
    client = bloc.app.test_client()
    said = client.post("/sign-in", data={"login": "x" * (25 * 1024 * 1024)})
    assert said.status_code == 413
