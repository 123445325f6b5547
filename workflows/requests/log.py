"""What is put down about the log itself: a new signing key, a restore to an earlier point, the read log's head."""

from datetime import date
from typing import Any
from uuid import UUID, uuid5

from domain.events.log import LogContinued, LogKeyReplaced, ReadsCounted
from domain.record import Hand
from workflows.desk import Desk, request
from workflows.journal.journal import Writing

LOG = uuid5(UUID(int=0), "log")
"""Where the facts about the log are, found without asking anyone."""


@request
def put_down_new_key(desk: Desk, hand: Hand, before: str, after: str) -> tuple[Any, ...]:
    """Another key signs from here on."""
    return (Writing(LOG, len(desk.journal.history(LOG)), (LogKeyReplaced(before, after),)),)


@request
def put_down_continuation(desk: Desk, hand: Hand, checkpoint: str, signed_by: str) -> tuple[Any, ...]:
    """The log goes on under another name; its first fact names the last checkpoint under the old one."""
    return (Writing(LOG, len(desk.journal.history(LOG)), (LogContinued(checkpoint, signed_by),)),)


def reads_stream(day: date) -> UUID:
    """Where a day's heads of the read log are."""
    return uuid5(LOG, f"reads {day}")


@request
def put_down_reads(desk: Desk, hand: Hand, day: date, head: ReadsCounted) -> tuple[Any, ...]:
    """How far the read log has come."""
    stream = reads_stream(day)
    return (Writing(stream, len(desk.journal.history(stream)), (head,)),)
