"""Sends what people were told: one digest a working day to each with an address, recorded once the server took it."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from uuid import uuid5

from domain.names import PersonId
from projections.notices import Notice, mailed_on, to_mail
from projections.unit_tree import units_by_id
from web.house import House
from web.mail.digest import MESSAGES, Addressee, Told, digest
from web.mail.server import MailRefused, MailServer, MailServerAway, Send
from web.rounds.errand import hand_on
from workflows.journal.conflicts import StaleVersion
from workflows.journal.entry import micros
from workflows.journal.reads import Read, ReadKind, Way
from workflows.reactions.close_months_that_ended import BY_ITSELF
from workflows.requests.notices import mailed

Waiting = dict[PersonId, list[Notice]]
TRIES = 5
PLACE = "mail"
"""What the read log says where an address was read to write to it."""


@dataclass
class Posted:
    """How many digests the server took, and what went wrong: a word, never an address."""

    sent: int = 0
    trouble: str | None = None


@dataclass
class Post:
    """Those who cannot be written to on a day: they have no address, or the server does not take it."""

    unreachable: set[tuple[PersonId, date]] = field(default_factory=set)

    def send(self, here: House, on: date) -> Posted:
        """Send what waits; on days off nothing. What could not be sent waits on."""
        posted = Posted()
        if not here.settings.mail_url or not here.workdays.calendar().works(on):
            return posted
        waiting = self._waiting(here, on)
        addressees = self._addressees(here, on, waiting)
        if addressees:
            try:
                self._send_all(here, on, [(to, waiting[to.person]) for to in addressees], posted)
            except MailServerAway as away:
                posted.trouble = away.why
        return posted

    def _waiting(self, here: House, on: date) -> Waiting:
        """What each person was not mailed of yet, whoever got a digest today left out."""
        with here.reading() as db:
            had = mailed_on(db, on)
            by_person = groupby(to_mail(db), key=lambda one: one.person)
            everyone = {person: list(theirs) for person, theirs in by_person}
        return {one: told for one, told in everyone.items() if one not in had and (one, on) not in self.unreachable}

    def _addressees(self, here: House, on: date, waiting: Iterable[PersonId]) -> list[Addressee]:
        """Addresses are read from who persons are, and each such read is put down."""
        people = sorted(waiting)
        at = micros(here.now())
        here.reads.note(Read(at, BY_ITSELF, person, PLACE, ReadKind.IDENTITY, Way.MAIL) for person in people)
        known = here.keys.identities(people) if people else {}
        addresses = {one: json.loads(text).get("email") for one, text in known.items() if isinstance(text, str)}
        self.unreachable.update((person, on) for person in people if not addresses.get(person))
        spoken = here.accounts.languages.of(people)
        language = here.settings.language
        return [Addressee(one, addresses[one], spoken.get(one, language)) for one in people if addresses.get(one)]

    def _send_all(self, here: House, on: date, letters: list[tuple[Addressee, list[Notice]]], posted: Posted) -> None:
        server = MailServer.at(here.settings.mail_url)
        with here.reading() as db:
            units = units_by_id(db, {one.unit for _, notices in letters for one in notices})
        told = Told(on, here.now(), here.workdays.calendar(), units)
        with server.session() as send:
            for to, notices in letters:
                try:
                    send_one(here, send, server, (to, notices, told))
                    posted.sent += 1
                except MailRefused as refused:
                    posted.trouble = f"{refused.code}"
                    if refused.for_good:
                        self.unreachable.add((to.person, on))


def send_one(here: House, send: Send, server: MailServer, letter: tuple[Addressee, list[Notice], Told]) -> None:
    """Hand in a digest, then put down that it was taken; between the two nothing may come."""
    to, notices, told = letter
    send(digest(server, to, notices, told))
    hand = hand_on(here, told.on)._replace(command=uuid5(MESSAGES, f"{to.person} {told.on}"))
    for left in reversed(range(TRIES)):
        try:
            mailed(here.desk, hand, told.on, [one.notice for one in notices])
            return
        except StaleVersion:  # read at this very moment: look again
            if not left:
                raise
