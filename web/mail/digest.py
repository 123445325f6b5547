"""What a digest says: the tasks one is reminded of, most urgent first, in one's language. No names stand in it."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from email.message import EmailMessage
from email.utils import format_datetime
from typing import NamedTuple
from uuid import UUID, uuid5

from domain.calendar import WorkCalendar
from domain.events.notice import Nearness
from domain.names import PersonId, UnitId
from projections.notices import Notice
from projections.unit_tree import Unit
from web.languages import gettext, speaking
from web.mail.server import MailServer
from web.wording import day, word

MESSAGES = UUID("6e656e65-7020-4461-8920-6d61696c7321")


class Addressee(NamedTuple):
    """Whom a digest goes to."""

    person: PersonId
    address: str
    language: str


class Told(NamedTuple):
    """What it is written from: the day and the moment, the calendar to count by, the units named."""

    on: date
    now: datetime
    calendar: WorkCalendar
    units: Mapping[UnitId, Unit]


def message_id(person: PersonId, on: date, domain: str) -> str:
    """The same for a person and a day, so that a digest sent twice is known as one."""
    return f"<{uuid5(MESSAGES, f'{person} {on}')}@{domain}>"


def digest(server: MailServer, to: Addressee, notices: list[Notice], told: Told) -> EmailMessage:
    """One message about all of a person's notices."""
    message = EmailMessage()
    message["From"], message["To"] = server.sender, to.address
    message["Date"] = format_datetime(told.now)
    message["Message-ID"] = message_id(to.person, told.on, server.domain)
    message["Auto-Submitted"] = "auto-generated"
    with speaking(to.language):
        message["Content-Language"] = to.language
        message["Subject"] = gettext("Nền nếp: %(n)s việc cần để ý, %(day)s", n=len(notices), day=day(told.on))
        message.set_content("\n".join(_lines(server, notices, told)))
    return message


def _lines(server: MailServer, notices: Iterable[Notice], told: Told) -> Iterator[str]:
    yield gettext("Những việc cần để ý ngày %(day)s:", day=day(told.on)) + "\n"
    for number, one in enumerate(notices, start=1):
        unit = told.units.get(one.unit)
        step = f" {one.n}" if one.n else ""
        yield f"{number}. {word('task_kind', one.task)}{step}" + (f", {unit.name}" if unit else "")
        yield f"   {_when(one, told)}\n"
    if server.site:
        yield gettext("Mở chương trình: %(address)s", address=f"{server.site}/notices") + "\n"
    yield gettext("Thư này do chương trình tự gửi, mỗi ngày làm việc nhiều nhất một thư; không cần trả lời.")


def _when(one: Notice, told: Told) -> str:
    days = told.calendar.working_days_between(told.on, one.due)
    if days < 0:
        said = gettext("quá hạn %(n)s ngày làm việc", n=-days)
    elif days == 0:
        said = gettext("đến hạn")
    else:
        said = gettext("còn %(n)s ngày làm việc", n=days)
    below = word("nearness", one.nearness) + ", " if one.nearness is Nearness.ESCALATED else ""
    return f"{below}{said}, " + gettext("hạn %(day)s", day=day(one.due))
