"""The reaction that moves steps by themselves, at work: it hears the journal from its mark on, in bounded batches.

Stopped anywhere and started again it misses nothing, and moves nothing twice: each request has an id of its own that
comes from the fact, and the mark moves only when all that followed from the facts before it was recorded.
"""

import sys
import threading
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from domain.events import CATALOGUE
from domain.record import Hand, Record, as_of
from domain.refusals import StepDoesNotMove
from domain.remediation import Remediation
from projections.audit_trail import Heard
from projections.following import Mark
from projections.reading import Reader
from projections.sheet import where_it_broke
from projections.steps_waiting import Waiting, cases_at_work, facts_for_steps
from workflows.desk import Desk, Thing
from workflows.journal.conflicts import StaleVersion
from workflows.reactions.close_months_that_ended import BY_ITSELF
from workflows.reactions.move_steps_that_facts_satisfy import HEARD, Furthering, furtherings
from workflows.requests.furthering import further_step
from workflows.solutions.editions import handbook

NAME = "move_steps_that_facts_satisfy"
TOPICS = tuple(sorted(topic for topic, fact in CATALOGUE.items() if fact in HEARD))
BATCH = 500
"""Facts heard at once."""
QUIET = 1_000
"""Positions without anything to do after which the mark is written all the same."""


class StepsMoved:
    """Hears what was recorded and views have read, and lets the steps move that it satisfies."""

    def __init__(self, reading: Reader, desk: Desk, now: Callable[[], datetime], batch: int = BATCH) -> None:
        self.reading, self.desk, self.now, self.batch = reading, desk, now, batch
        self.mark = Mark(reading.engine, NAME)
        self.asleep = False
        """Where another process of the house does this."""
        self._one_at_a_time = threading.Lock()
        self._here = threading.local()
        self._heard = 0

    def catch_up(self, upto: int) -> int:
        """Hear everything up to a position; how many steps that moved. What it records itself does not call it."""
        if self.asleep or getattr(self._here, "at_work", False):
            return 0
        with self._one_at_a_time:
            self._here.at_work = True
            try:
                return self._hear(upto)
            finally:
                self._here.at_work = False

    def after_a_write(self, upto: int) -> int:
        """The same, for whoever has just recorded something: their write stands, whatever goes wrong with the steps.

        That is said, and the mark stays where it was, so that the next write and the daily round try again.
        """
        try:
            return self.catch_up(upto)
        except Exception as wrong:  # noqa: BLE001  # it is not the writer's fault, and not lost
            print(f"steps that move by themselves: {where_it_broke(wrong)}", file=sys.stderr, flush=True)  # noqa: T201
            return 0

    def _hear(self, upto: int) -> int:
        """Batch by batch. Another that was first with the mark has heard the same, under the same ids."""
        made, mark = 0, self.mark.heard()
        after = max(mark, self._heard)
        while after < upto:
            with self.reading() as db:
                facts = facts_for_steps(db, TOPICS, after, self.batch)
                waiting = cases_at_work(db, list({fact.unit for fact in facts})) if facts else []
            moves, last = self._move(facts, waiting), facts[-1].position if len(facts) == self.batch else upto
            if moves or last - mark >= QUIET:
                mark = last if self.mark.move(mark, last) else self.mark.heard()
            made, after = made + moves, last
        self._heard = after
        return made

    def _move(self, facts: list[Heard], waiting: list[Waiting]) -> int:
        records = self.desk.journal.at(fact.position for fact in facts) if waiting else {}
        of_unit: defaultdict[UUID, list[Record[Any]]] = defaultdict(list)
        for fact in facts if waiting else ():
            of_unit[fact.unit].append(records[fact.position])
        return sum(self._furthered(one, of_unit[one.unit]) for one in waiting)

    def _furthered(self, one: Waiting, facts: Iterable[Record[Any]]) -> int:
        told, book = list(facts), handbook(self.desk.journal)
        while True:
            state = as_of(Remediation(), self.desk.journal.history(one.case))
            try:
                return sum(self._ask(asked) for asked in furtherings(one.case, state, told, book))
            except StaleVersion:  # a person recorded something of the case meanwhile: look again
                continue

    def _ask(self, asked: Furthering) -> int:
        hand = Hand(BY_ITSELF, self.now(), asked.command, None, asked.fact.correlation, asked.fact.position)
        try:
            further_step(self.desk, hand, Thing(asked.case), asked.happened)
        except StepDoesNotMove:  # the case went on between the look and the request
            return 0
        return 1
