"""The read log: who looked at what, when and by which way; that it was read is put down first."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated
from uuid import UUID

import msgspec
from marshmallow import ValidationError

from domain.names import PersonId
from web import moment, policy
from web.acts import Act
from web.api.lists import MOST, list_of
from web.api.operations import Answer, gives, room
from web.forms import fault
from web.house import house_today
from web.reads.noting import read_now
from workflows.journal.entry import micros
from workflows.journal.entry import moment as moment_of
from workflows.journal.read_log import ReadsSought
from workflows.journal.reads import ReadKind, ReadLine, Way
from workflows.requests.shapes import Within, Words

rooms = room("reads", "Who looked at personal data, at a case, at what was taken out, or at this log.")


class ReadShown(msgspec.Struct, frozen=True):
    """A line: `of` is a person, a case, or the name of what was taken out; `hash` is over it and all before it."""

    number: int
    at: datetime
    reader: str
    of: str
    kind: ReadKind
    way: Way
    place: str
    hash: str


READS = list_of(ReadShown, "ReadList")


@dataclass(frozen=True, kw_only=True)
class LinesSought:
    """By whom, of what, in which time; so many, before a line (`cursor`), the newest first."""

    reader: PersonId | None = None
    person: PersonId | None = None
    case: UUID | None = None
    kind: ReadKind | None = None
    from_: datetime | None = None
    to: datetime | None = None
    limit: Annotated[int, Within(1, MOST)] = 50
    cursor: Annotated[str, Words(1, 18, one_line=True)] | None = None


@rooms.get("/reads")
@policy.needs(Act.READ_HISTORY, of=policy.anywhere)
@gives(READS, seeks=LinesSought)
def list_reads(asked: LinesSought) -> Answer:
    """The lines of the read log, the newest first; `total` is not counted."""
    sought = _sought(asked)
    read_now(ReadKind.READS, sought.of or sought.reader or "")
    lines = house_today().reads.lines(sought, asked.limit + 1)
    shown, more = lines[: asked.limit], len(lines) > asked.limit
    following = str(shown[-1].number) if more else None
    return Answer(READS(items=tuple(map(_shown, shown)), next=following, total=None))


def _sought(asked: LinesSought) -> ReadsSought:
    then = moment.asked()
    ends = [micros(when) for when in (asked.to, then and then.when) if when]
    return ReadsSought(
        of=str(asked.case) if asked.case else asked.person,
        reader=asked.reader,
        kind=asked.kind,
        since=micros(asked.from_) if asked.from_ else None,
        until=min(ends, default=None),
        before=_before(asked.cursor),
    )


def _before(cursor: str | None) -> int | None:
    if cursor is None:
        return None
    if not (cursor.isascii() and cursor.isdigit()):
        raise ValidationError({"cursor": fault("cursor").messages})
    return int(cursor)


def _shown(line: ReadLine) -> ReadShown:
    read = line.read
    return ReadShown(
        line.number, moment_of(read.at), read.reader, read.of, read.kind, read.way, read.place, line.hash.hex()
    )
