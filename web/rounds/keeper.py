"""Keeps the daily round going while the house is served: whoever holds the lease goes round, the others stand by."""

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import uuid4

from domain.reminding import terms
from projections.sheet import where_it_broke
from web.daily_round import Done, Interrupted, go_round, was_made
from web.house import House
from web.mail.post import Post, Posted
from web.problems import of_conflict
from web.reads.counting import count_reads
from web.sealed import newest
from web.stamping import NotStamped, stamp
from web.witness.asking import show
from workflows.journal.conflicts import HistoryContradicted
from workflows.journal.tree import Kept

LEASE, SEALING, COUNTING = "daily round", "sealing", "counting reads"


def written(wrong: HistoryContradicted) -> str:
    """What contradicts, in the word that a lease bears."""
    return f"{wrong.size} {wrong.root} {wrong.found}"


def contradicted(here: House) -> HistoryContradicted | None:
    """Why nothing is signed any more, if so: whoever holds the lease of sealing said it."""
    return read_contradiction(here.leases.said(SEALING))


def read_contradiction(said: str | None) -> HistoryContradicted | None:
    """What a lease's word says, if anything."""
    if not said:
        return None
    size, root, found = said.split(" ")
    return HistoryContradicted(int(size), root, int(found))


@dataclass(frozen=True)
class Pace:
    """Seconds: between two looks, for which a lease is held at a time, after which a failed mail is tried again."""

    look: float = 5.0
    lease: float = 10.0
    mail_again: float = 300.0


@dataclass
class Keeper:
    """One process's share in the round."""

    here: House
    pace: Pace = field(default_factory=Pace)
    holder: str = field(default_factory=lambda: str(uuid4()))
    post: Post = field(default_factory=Post)
    _mailed: date | None = None
    _mail_from: datetime | None = None
    _stamp_from: datetime | None = None
    _unseen: list[str] = field(default_factory=list)
    _ending: threading.Event = field(default_factory=threading.Event)

    def keep(self) -> None:
        """Look again and again until told to end; whatever goes wrong is said, and tried again."""
        while not self._ending.wait(self.pace.look):
            for duty in (self.read_on, self.look, self.seal, self.count_reads):
                self._attempt(duty)

    def _attempt(self, duty: Callable[[], None]) -> None:
        """One duty that goes wrong does not keep the others from being done."""
        try:
            duty()
        except Interrupted:
            return
        except Exception as wrong:  # noqa: BLE001  # the thread lives on: the next look may find the cause gone
            self._say(where_it_broke(wrong))

    def end(self) -> None:
        self._ending.set()

    def seal(self) -> None:
        """Sign what was recorded since, if no other process is at it; then show it to the witnesses."""
        if not self.here.leases.take(SEALING, self.holder, self.pace.lease):
            return
        try:
            signed = newest(self.here)
        except HistoryContradicted as wrong:
            self._contradicted(wrong)
            return
        if self.here.leases.said(SEALING) is not None:
            self.here.leases.note(SEALING, None)
        if signed is not None and self.here.settings.witnesses:
            self._show(signed)
        if signed is not None and self.here.settings.timestamp_url:
            self._stamp(signed)

    def read_on(self) -> None:
        """Embedded, whoever records reads the views on; where that went wrong, they are read on here."""
        if self.here.settings.embedded and any(view.lag for view in self.here.views.status()):
            self.here.catch_up()

    def count_reads(self) -> None:
        """Each hour the read log's head enters the journal, if no other process is at it."""
        if self.here.leases.take(COUNTING, self.holder, self.pace.lease):
            count_reads(self.here)

    def _contradicted(self, wrong: HistoryContradicted) -> None:
        """It stands where every process and page sees it until it is settled, and is said once."""
        told = written(wrong)
        if self.here.leases.said(SEALING) != told:
            self.here.leases.note(SEALING, told)
            print(f"sealing: {of_conflict(wrong).detail}", file=sys.stderr, flush=True)  # noqa: T201  # as below

    def _show(self, signed: Kept) -> None:
        """To the witnesses; what goes wrong with one is said once."""
        trouble = show(self.here, signed, self.here.settings.witnesses)
        if trouble != self._unseen:
            self._unseen = trouble
            for one in trouble:
                self._say(f"witness: {one}")

    def _stamp(self, signed: Kept) -> None:
        """By the authority of time stamps; where it is away, again after a while."""
        now = self.here.now()
        if self._stamp_from is not None and now < self._stamp_from:
            return
        try:
            stamp(self.here, signed)
            self._stamp_from = None
        except (NotStamped, OSError) as wrong:
            self._stamp_from = now + timedelta(seconds=self.pace.mail_again)
            self._say(f"time stamp: {wrong}")

    def look(self) -> None:
        """Go round, and send, if the day calls for it and no other process is at it."""
        today = self.here.now().date()
        if was_made(self.here, today) and not self._mail_calls(today):
            return
        with self.leading() as leads:
            if leads is None:
                return
            if not was_made(self.here, today):
                go_round(self.here, today, leads.is_set)
            if self._mail_calls(today):
                self._send(today)

    def do(self, on: date) -> tuple[Done, Posted] | None:
        """Go round for a day and send, at once; None where another process is at it."""
        with self.leading() as leads:
            if leads is None:
                return None
            done = go_round(self.here, on, leads.is_set)
            return done, self._noted(self.post.send(self.here, on))

    @contextmanager
    def leading(self) -> Iterator[threading.Event | None]:
        """Hold the lease, renewed beside the work; the event is cleared where it is lost; None: another holds it."""
        if not self.here.leases.take(LEASE, self.holder, self.pace.lease):
            yield None
            return
        leads, over = threading.Event(), threading.Event()
        leads.set()
        beat = threading.Thread(target=self._beat, args=(leads, over), daemon=True)
        beat.start()
        try:
            yield leads
        finally:
            over.set()
            beat.join()
            self.here.leases.give_back(LEASE, self.holder)

    def _beat(self, leads: threading.Event, over: threading.Event) -> None:
        while not over.wait(self.pace.lease / 3):
            try:
                kept = self.here.leases.take(LEASE, self.holder, self.pace.lease)
            except Exception:  # noqa: BLE001  # a lease that cannot be renewed is lost
                kept = False
            if not kept:
                leads.clear()
                return

    def _mail_calls(self, today: date) -> bool:
        now = self.here.now()
        waits = self._mail_from is not None and now < self._mail_from
        is_time = now.hour >= terms().mail_hour and not waits
        return bool(self.here.settings.mail_url) and self._mailed != today and is_time

    def _send(self, today: date) -> None:
        posted = self._noted(self.post.send(self.here, today))
        if posted.trouble is None:
            self._mailed, self._mail_from = today, None
        else:
            self._mail_from = self.here.now() + timedelta(seconds=self.pace.mail_again)

    def _noted(self, posted: Posted) -> Posted:
        """What went wrong with mail is said, and stands where every process sees it."""
        if posted.trouble:
            self._say(f"mail: {posted.trouble}")
        else:
            self.here.leases.note(LEASE, None)
        return posted

    def _say(self, what: str) -> None:
        print(f"daily round: {what}", file=sys.stderr, flush=True)  # noqa: T201  # nobody asked: it is said here
        try:
            self.here.leases.note(LEASE, what)
        except Exception as away:  # noqa: BLE001  # where the database is away, it cannot be put down either
            print(f"daily round: {where_it_broke(away)}", file=sys.stderr, flush=True)  # noqa: T201


def keep_rounds(here: House) -> tuple[Keeper, threading.Thread]:
    """Keep the round in a thread of its own, which ends with the process at the latest."""
    keeper = Keeper(here)
    thread = threading.Thread(target=keeper.keep, name="daily round", daemon=True)
    thread.start()
    return keeper, thread


@contextmanager
def rounds_kept(here: House) -> Iterator[None]:
    """Keep the round as long as what is inside goes on."""
    keeper, thread = keep_rounds(here)
    try:
        yield
    finally:
        keeper.end()
        thread.join(timeout=30)
