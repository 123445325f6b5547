"""One digest a working day to each who has an address; what the server does not take is tried again, never lost."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from domain.events.notice import Means, TaskReminded
from tests.bloc import Bloc, opened, settings_in
from tests.web.inspection.a_case import found
from tests.web.inspection.a_case import opened as case_opened
from tests.web.pages import Pages
from tests.web.rounds.mailbox import Mailbox, mail_server
from web.daily_round import go_round
from web.mail import post
from web.mail.post import Post, Posted
from web.mail.server import MailServer
from web.settings import Settings
from workflows.desk import Thing
from workflows.journal.read_log import ReadsSought
from workflows.requests.people import EnterPerson, amend_identity, stream_of

TERM, DAY_AFTER = date(2026, 12, 15), date(2026, 12, 16)
ADDRESS = "lan@hoasen.example"


@pytest.fixture
def mailbox() -> Iterator[tuple[str, Mailbox]]:
    with mail_server() as served:
        yield served


@pytest.fixture
def here(mailbox: tuple[str, Mailbox], bloc_as_founded: Path, tmp_path: Path) -> Iterator[Bloc]:
    """A house with a mail server; the foreign-owned cell's secretary has an address and owes two plans."""
    shutil.copytree(bloc_as_founded, tmp_path / "house")
    with opened(replace(settings_in(tmp_path / "house"), mail_url=mailbox[0])) as bloc:
        known = EnterPerson("Hoàng Thị Lan", "0912345678", ADDRESS)
        bloc.ask(amend_identity, "admin", Thing(stream_of(bloc.person("secretary1"))), known)
        for code in ("D06", "D05"):
            case_opened(bloc, found(bloc, code))
        yield bloc


def by_mail(bloc: Bloc) -> list[TaskReminded]:
    facts = [record.fact for record in bloc.house.journal.since(0, 10_000)]
    return [fact for fact in facts if isinstance(fact, TaskReminded) and fact.means is Means.MAIL]


def send(bloc: Bloc, on: date, letters: Post | None = None) -> Posted:
    bloc.watch.on(on)
    go_round(bloc.house, on)
    return (letters or Post()).send(bloc.house, on)


def test_one_digest_tells_of_all_tasks_and_is_put_down_for_each(here: Bloc, mailbox: tuple[str, Mailbox]) -> None:
    assert send(here, TERM) == Posted(1, None)
    (message,) = mailbox[1].to(ADDRESS)
    assert "2 việc" in message["Subject"]
    text = message.get_content()
    assert text.count("Chi bộ Công ty TNHH Dệt may Hoa Sen") == 2
    assert "https://nenep.khoi.example/notices" in text
    assert [(one.person, one.on) for one in by_mail(here)] == [(here.person("secretary1"), TERM)] * 2


def test_a_second_look_the_same_day_sends_nothing_and_the_next_day_nothing_old(
    here: Bloc, mailbox: tuple[str, Mailbox]
) -> None:
    send(here, TERM)
    before = here.recorded()
    assert Post().send(here.house, TERM).sent == 0
    assert here.recorded() == before
    assert send(here, DAY_AFTER).sent == 0
    assert len(mailbox[1].messages) == 1


def test_no_mail_comes_on_a_day_off_and_what_waited_comes_on_the_next_working_day(
    here: Bloc, mailbox: tuple[str, Mailbox]
) -> None:
    here.watch.on(TERM)
    go_round(here.house, TERM)
    assert Post().send(here.house, date(2026, 12, 19)).sent == 0
    assert Post().send(here.house, date(2026, 12, 20)).sent == 0
    assert Post().send(here.house, date(2026, 12, 21)).sent == 1


def test_a_digest_sent_again_because_the_process_died_bears_the_same_name(
    here: Bloc, mailbox: tuple[str, Mailbox], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Died(BaseException):
        pass

    def die(*_: object) -> None:
        raise Died

    with monkeypatch.context() as dying:
        dying.setattr(post, "mailed", die)
        with pytest.raises(Died):
            send(here, TERM)
    assert by_mail(here) == []
    assert Post().send(here.house, TERM).sent == 1
    first, again = mailbox[1].to(ADDRESS)
    assert first["Message-ID"] == again["Message-ID"]
    assert here.person("secretary1") not in first["Message-ID"]


def test_a_server_that_is_away_is_said_and_nothing_is_lost(here: Bloc, mailbox: tuple[str, Mailbox]) -> None:
    away = replace(here.house, settings=replace(here.house.settings, mail_url="smtp://127.0.0.1:9"))
    here.watch.on(TERM)
    go_round(here.house, TERM)
    posted = Post().send(away, TERM)
    assert (posted.sent, posted.trouble) == (0, "ConnectionRefusedError")
    assert by_mail(here) == []
    assert Post().send(here.house, TERM).sent == 1


def test_a_server_that_is_busy_is_asked_again(here: Bloc, mailbox: tuple[str, Mailbox]) -> None:
    letters = Post()
    mailbox[1].busy = True
    assert send(here, TERM, letters) == Posted(0, "451")
    mailbox[1].busy = False
    assert letters.send(here.house, TERM) == Posted(1, None)


def test_an_address_that_the_server_refuses_keeps_nobody_else_waiting(here: Bloc, mailbox: tuple[str, Mailbox]) -> None:
    known = EnterPerson("Vũ Minh Khánh", None, "khanh@khoi.example")
    here.ask(amend_identity, "admin", Thing(stream_of(here.person("overseer1"))), known)
    mailbox[1].refuses.add("khanh@khoi.example")
    letters = Post()
    assert send(here, date(2026, 12, 29), letters) == Posted(1, "550")
    assert [message["To"] for message in mailbox[1].messages] == [ADDRESS]
    assert letters.send(here.house, date(2026, 12, 29)) == Posted(0, None)


def test_mail_speaks_the_language_its_person_chose(here: Bloc, mailbox: tuple[str, Mailbox]) -> None:
    assert Pages(here.browser("secretary1")).post("/preferences", {"language": "en"}).status_code == 303
    send(here, TERM)
    assert "2 tasks" in mailbox[1].messages[0]["Subject"]


def test_no_name_stands_in_a_message_and_no_address_in_a_fact_or_a_log(
    here: Bloc, mailbox: tuple[str, Mailbox], capsys: pytest.CaptureFixture[str]
) -> None:
    send(here, TERM)
    whole = mailbox[1].messages[0].get_content() + mailbox[1].messages[0]["Subject"]
    assert "Lan" not in whole
    assert b"hoasen.example" not in b"".join(here.house.journal.export())
    said = capsys.readouterr()
    assert ADDRESS not in said.out + said.err


def test_that_an_address_was_read_is_put_down(here: Bloc, mailbox: tuple[str, Mailbox]) -> None:
    send(here, TERM)
    (line,) = here.house.reads.lines(ReadsSought(of=here.person("secretary1")))
    assert (line.read.reader, line.read.place) == ("nenep", "mail")


@pytest.mark.parametrize("wrong", ["mail.example", "http://mail.example", "smtp://", "smtp://mail.example?tls=none"])
def test_an_address_of_no_mail_server_is_named_before_anything_starts(wrong: str) -> None:
    with pytest.raises(ValueError, match="tls"):
        MailServer.at(wrong)


def test_an_address_holds_port_sender_and_secret() -> None:
    server = MailServer.at("smtps://nenep:m%C3%A2t@mail.example?from=nenep@khoi.example")
    assert (server.port, server.safe, server.user, server.password) == (465, True, "nenep", "mât")
    assert server.domain == "khoi.example"


def test_settings_without_a_server_send_nothing(bloc: Bloc) -> None:
    assert Settings.mail_url == ""
    assert Post().send(bloc.house, TERM) == Posted(0, None)
