"""As at any moment: an address with `as_at` shows what was known then, with the same pages, and records nothing.

`as_at` is a position of the journal or a time (ISO 8601; a day alone means its end). It fixes what was known and what
is "today"; who may see it is decided by today's roles and tree. Whatever the address named, links carry the position,
so that what they show never changes.
"""

from datetime import date, datetime, time
from typing import Any, NamedTuple

from flask import Flask, g, request
from marshmallow import ValidationError

from projections.marks import Mark, all_marks
from web.forms import fault
from web.house import House, house, house_today

UNTOUCHED = frozenset({"static", "accounts", "health", "log", "tokens"})
"""Rooms that are about now alone: signing in, what watches over the house, the log's own surface."""
UNTOUCHED_PAGES = frozenset({"audit.reads"})
READS = frozenset({"GET", "HEAD", "OPTIONS"})
NAME = "as_at"
AGAINST = "against"
OTHER = "nenep.other"
"""In the surroundings of the request that asks for the other moment: when the first one stands."""
"""The other moment, with which a page is compared (`web.comparing`)."""


class Moment(NamedTuple):
    """The last position that was recorded then, and when that was."""

    position: int
    when: datetime


class PastIsRead(Exception):
    """Somebody asked to record something in the past: what is over is read, not written."""


def init_app(app: Flask) -> None:
    """Take the moment up from the address, and let every address made here carry it on."""
    app.before_request(_take_up)
    app.url_defaults(_carry)
    app.jinja_env.globals.update(moment_asked=asked, log_marks=_marks)


def asked() -> Moment | None:
    """The moment that this request is about; None: now."""
    found: Moment | None = g.get("moment")
    return found


class Around(NamedTuple):
    """The log's marks, and the nearest before and after the moment."""

    all: list[Mark]
    before: Mark | None
    after: Mark | None


def _marks() -> Around:
    """One query; asked where a past moment is shown."""
    found = asked()
    with house_today().reading() as db:
        listed = all_marks(db)
    here = found.position if found else 2**62
    before = [mark for mark in listed if mark.position < here]
    after = [mark for mark in listed if mark.position > here]
    return Around(listed, before[-1] if before else None, after[0] if after else None)


def _take_up() -> None:
    text = request.args.get(NAME) or request.form.get(NAME)
    if not text or not is_of_then():
        return
    if request.method not in READS:
        raise PastIsRead
    g.moment = found = moment_of(house_today(), text)
    g.house_then = house_today().as_at(*found)


def is_of_then() -> bool:
    """Whether the room that is asked has a past, and somebody known asks."""
    return bool(request.endpoint) and _has_a_past(request.endpoint) and g.get("caller") is not None


def names() -> tuple[str, ...]:
    """What an address calls its moments; they are no part of what it asks."""
    return (NAME, AGAINST) if comparing() else (NAME,)


def comparing() -> bool:
    """Whether this page is laid beside itself as at another moment."""
    return g.get("against") is not None


def later_of_both() -> datetime:
    """The page's moment, or of two that are compared the later one: what both show should be of the same days."""
    own, against = house().now(), g.get("against")
    whens: list[datetime] = [own, request.environ.get(OTHER, own), against.when if against else own]
    return max(whens).astimezone(house().settings.zone)


def moment_of(here: House, text: str, field: str = NAME) -> Moment:
    """The moment that a text names; raises `ValidationError` for the field where it names none that has been."""
    try:
        return _named(here, text)
    except ValidationError as wrong:
        raise ValidationError({field: wrong.messages}) from None


def _named(here: House, text: str) -> Moment:
    if text.isascii() and text.isdigit():
        return _at_position(here, int(text) if len(text) < 19 else 2**62)
    when = _time(here, text)
    if when > here.now():
        raise _fault("moment_to_come")
    position = here.journal.position_at(when)
    if position == 0:
        raise _fault("before_the_first")
    return Moment(position, when)


def _at_position(here: House, position: int) -> Moment:
    record = here.journal.at([position]).get(position)
    if record is None:
        raise _fault("no_such_position", last=here.journal.head())
    return Moment(position, record.recorded_at)


def _time(here: House, text: str) -> datetime:
    """A day alone means its end, by the house's zone; a time without a zone is the house's."""
    try:
        if len(text) == len("2026-05-31"):
            ends = datetime.combine(date.fromisoformat(text), time.max, here.settings.zone)
            return min(ends, here.now()) if ends.date() == here.now().date() else ends
        when = datetime.fromisoformat(text.replace(" ", "+"))
    except ValueError:
        raise _fault("as_at") from None
    return when if when.tzinfo else when.replace(tzinfo=here.settings.zone)


def _fault(code: str, **values: object) -> ValidationError:
    return ValidationError(fault(code, **values).messages)


def _carry(endpoint: str, values: dict[str, Any]) -> None:
    """Links lead on in the same past, compared with the same; `as_at=None` leads back to now."""
    for name, found in ((NAME, asked()), (AGAINST, g.get("against"))):
        if found is not None and _has_a_past(endpoint):
            values.setdefault(name, found.position)


def _has_a_past(endpoint: str | None) -> bool:
    return _room(endpoint) not in UNTOUCHED and endpoint not in UNTOUCHED_PAGES


def _room(endpoint: str | None) -> str:
    return (endpoint or "static").partition(".")[0]
