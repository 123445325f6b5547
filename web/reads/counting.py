"""The read log's head in the journal, hour by hour; and the read log held against those heads."""

from collections.abc import Iterator
from datetime import timedelta
from typing import NamedTuple
from uuid import uuid4

from domain.events.log import ReadsCounted
from domain.record import Hand, Record
from projections.audit_trail import TOPICS, Sought, history
from projections.listing import Part
from projections.ranges import ROOT
from web.house import House
from workflows.reactions.close_months_that_ended import BY_ITSELF
from workflows.requests.log import put_down_reads

AN_HOUR = timedelta(hours=1)
SOUGHT = Sought([TOPICS[ReadsCounted]], unitless=True)


class ReadsChecked(NamedTuple):
    """How many lines the read log has, how many heads it was held against, and the first line that is wrong."""

    lines: int
    heads: int
    wrong_from: int | None


def count_reads(here: House) -> bool:
    """Put the head down, where an hour has passed and somebody has read since; whether that was so."""
    here.reads.flush()
    now, head, newest = here.now(), here.reads.head(), _newest(here)
    fact = ReadsCounted(head.number, head.hash.hex())
    if head.number == 0 or (newest and (newest.fact == fact or now - newest.occurred_at < AN_HOUR)):
        return False
    put_down_reads(here.desk, Hand(BY_ITSELF, now, uuid4()), now.date(), fact)
    return True


def check_reads(here: House) -> ReadsChecked:
    """Compute the chain again, and hold it against every head that the journal knows."""
    here.reads.flush()
    heads = {one.fact.number: bytes.fromhex(one.fact.hash) for one in _heads(here)}
    head = here.reads.head()
    return ReadsChecked(head.number, len(heads), here.reads.wrong_from(head, heads))


def _newest(here: House) -> Record[ReadsCounted] | None:
    return next(_heads(here, 1), None)


def _heads(here: House, at_once: int = 1_000) -> Iterator[Record[ReadsCounted]]:
    """The heads in the journal, the newest first."""
    part: Part | None = Part(limit=at_once, counted=False)
    while part:
        with here.reading() as db:
            listed = history(db, [ROOT], SOUGHT, part)
        yield from here.journal.at(line.position for line in listed.items).values()
        part = part._replace(cursor=listed.next) if listed.next else None
