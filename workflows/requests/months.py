"""Closed months judged again by a person."""

from dataclasses import dataclass
from typing import Any

from domain.cell_month import Sight
from domain.judging import InForce
from domain.month_closing import ClosedMonth, Stands
from domain.record import Hand
from workflows.desk import Desk, Thing, request
from workflows.journal.journal import Writing
from workflows.reactions.close_months_that_ended import month_stream, proposal_stream
from workflows.requests.shapes import Text


@dataclass(frozen=True)
class RejudgeMonth:
    """What stands, and why."""

    stands: Stands
    reason: Text


def rejudge_month(desk: Desk, hand: Hand, seen: tuple[Sight, InForce], asked: RejudgeMonth) -> Any:
    """`seen`: the month as the facts of today show it, and the rule sets in force, which a view holds.

    It is no part of what was asked for: the same command sent again later, when more is known, gets its old answer.
    """
    sight, in_force = seen

    @request
    def rejudge_month(desk: Desk, hand: Hand, asked: RejudgeMonth) -> tuple[Any, ...]:
        cell, name = sight.month.cell.unit, sight.month.month
        month, opened = desk.open(ClosedMonth(), Thing(month_stream(cell, name)))
        reason = desk.seal(hand, "reason", asked.reason)
        rejudged, proposed = month.rejudge(sight, in_force, hand.today, (asked.stands, reason))
        streams = {one: proposal_stream(one.cell, one.month, one.code) for one in proposed}
        known = desk.journal.histories(streams.values())
        new = (Writing(streams[one], 0, (one,)) for one in proposed if not known[streams[one]])
        return (opened.writes(rejudged), *new)

    return rejudge_month(desk, hand, asked)
