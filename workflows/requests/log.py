"""What is put down about the log itself: a new signing key, and a restore to an earlier point."""

from typing import Any
from uuid import UUID, uuid5

from domain.events.log import LogContinued, LogKeyReplaced
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
