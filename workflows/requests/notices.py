"""What people do with notices: they read them; and that one was mailed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from domain.notice import Notice
from domain.record import Hand
from domain.refusals import NothingToRead
from workflows.desk import Desk, Opened, request


@dataclass(frozen=True)
class ReadNotices:
    """The notices seen, which are the caller's own."""

    notices: tuple[UUID, ...]


@request
def read_notices(desk: Desk, hand: Hand, asked: ReadNotices) -> tuple[Any, ...]:
    """Put down that notices were seen; what was read before stays as it is."""
    read = [opened.writes(notice.read(hand)) for notice, opened in _unlike(desk, asked.notices, "seen")]
    if not read:
        raise NothingToRead
    return tuple(read)


def mailed(desk: Desk, hand: Hand, on: date, notices: Iterable[UUID]) -> None:
    """The mail server took a digest: each reminder in it was told by mail. Doing it again changes nothing."""
    told = [opened.writes(notice.mail(on)) for notice, opened in _unlike(desk, tuple(notices), "mailed")]
    if told:
        desk.journal.record(hand, *told)


def _unlike(desk: Desk, notices: tuple[UUID, ...], what: str) -> list[tuple[Notice, Opened]]:
    return [one for one in desk.open_all(Notice(), notices).values() if not getattr(one[0], what)]
