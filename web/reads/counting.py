"""The read log's head in the journal, hour by hour; and the read log held against those heads."""

from datetime import timedelta
from typing import NamedTuple
from uuid import uuid4

from domain.events.log import ReadsCounted
from domain.record import Hand
from projections.audit_trail import TOPICS, Sought, history
from projections.listing import Part
from projections.ranges import ROOT
from web.house import House
from workflows.reactions.close_months_that_ended import BY_ITSELF
from workflows.requests.log import put_down_reads, reads_stream

AN_HOUR = timedelta(hours=1)


class ReadsChecked(NamedTuple):
    """How many lines the read log has, how many heads it was held against, and the first line that is wrong."""

    lines: int
    heads: int
    wrong_from: int | None


def count_reads(here: House) -> bool:
    """Put the head down, where an hour has passed and somebody has read since; whether that was so."""
    now = here.now()
    earlier = here.journal.history(reads_stream(now.date()))
    here.reads.flush()
    head = here.reads.head()
    if head.number == 0 or (earlier and now - earlier[-1].occurred_at < AN_HOUR):
        return False
    fact = ReadsCounted(head.number, head.hash.hex())
    if earlier and earlier[-1].fact == fact:
        return False
    put_down_reads(here.desk, Hand(BY_ITSELF, now, uuid4()), now.date(), fact)
    return True


def check_reads(here: House) -> ReadsChecked:
    """Compute the chain again, and hold it against every head that the journal knows."""
    here.reads.flush()
    heads = {head.number: bytes.fromhex(head.hash) for head in _heads(here)}
    return ReadsChecked(here.reads.head().number, len(heads), here.reads.wrong_from(heads))


def _heads(here: House) -> list[ReadsCounted]:
    found: list[ReadsCounted] = []
    sought, cursor = Sought([TOPICS[ReadsCounted]], unitless=True), None
    while True:
        with here.reading() as db:
            listed = history(db, [ROOT], sought, Part(None, cursor, 1_000, counted=False))
        found += [record.fact for record in here.journal.at(line.position for line in listed.items).values()]
        if (cursor := listed.next) is None:
            return found
