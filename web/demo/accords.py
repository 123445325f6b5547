"""Agreements with owners: dialogues, drafts under negotiation, regulations in force, broken, ending, expired, ended."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from domain.accord import ENTERPRISES
from domain.accord_names import ClauseAnswer, ClauseKind, Counterpart, DialogueOutcome
from domain.calendar import VIETNAM
from domain.names import Attribute, UnitId
from domain.record import Hand
from web.demo import texts_of_accords as texts
from web.demo.scene import Scene
from workflows.desk import Thing
from workflows.reactions.close_months_that_ended import BY_ITSELF
from workflows.requests import accords as asks

if TYPE_CHECKING:
    from web.demo.shape import PlannedUnit
    from web.demo.stage import Story

DAY = timedelta(days=1)
A_YEAR, TWO_YEARS = 365, 730


class Fate(StrEnum):
    """How far a regulation of the demo comes."""

    TALKED = "talked"
    NEGOTIATED = "negotiated"
    SIGNABLE = "signable"
    KEPT = "kept"
    BROKEN = "broken"
    MENDED = "mended"
    ENDING = "ending"
    EXPIRED = "expired"
    ENDED = "ended"


class Planned(NamedTuple):
    """A cell's road to a regulation: what becomes of it, and so many days before the end it begins."""

    fate: Fate
    days: int


ROADS = (
    *(Planned(Fate.KEPT, days) for days in (340, 300, 260, 220, 180, 140)),
    *(Planned(Fate.BROKEN, days) for days in (320, 200)),
    *(Planned(Fate.MENDED, days) for days in (310, 240)),
    *(Planned(Fate.ENDING, days) for days in (360, 350)),
    Planned(Fate.ENDED, 250),
    Planned(Fate.SIGNABLE, 40),
    *(Planned(Fate.NEGOTIATED, days) for days in (35, 28)),
    *(Planned(Fate.TALKED, days) for days in (60, 20, 15)),
)
IN_THE_ARTICLES_YEAR = 4
"""So many regulations of 2020, one year each: they have expired since."""


class Agreeing:
    """Begins the roads, each in an enterprise cell of its own as far as there are cells."""

    def __init__(self, scene: Scene) -> None:
        self.scene, self.stage = scene, scene.stage

    def stories(self) -> Iterator[Story]:
        cells = [cell for cell in self.scene.bloc.cells if cell.type in ENTERPRISES]
        self.scene.dice("accords").shuffle(cells)
        first = self.scene.cast.first_cell
        cells = [first, *(cell for cell in cells if cell != first)] if first in cells else cells
        horizon = self.scene.span.horizon.date()
        roads = [Planned(Fate.BROKEN, 130), *ROADS]
        begins = self.scene.span.months[0]
        few = len(cells) < len(roads)
        for cell, road in zip(cells, roads[:: 5 if few else 1], strict=False):
            yield RoadStory(self.scene, cell, road.fate, horizon - road.days * DAY).story()
        for n, cell in enumerate(reversed(cells[len(cells) // 2 :][:IN_THE_ARTICLES_YEAR])):
            if not few:
                yield RoadStory(self.scene, cell, Fate.EXPIRED, date(int(begins[:4]), 3 + n, 9)).story()


class RoadStory:
    """One cell and its owner."""

    def __init__(self, scene: Scene, cell: PlannedUnit, fate: Fate, begins: date) -> None:
        self.scene, self.stage, self.cell, self.fate, self.begins = scene, scene.stage, cell, fate, begins
        self.act = f"accord {cell.code} {begins.year}"
        self.chance = scene.dice(self.act)
        self.regulation = Thing(self.stage.made_by(f"{self.act} drafted", "regulation"))

    def story(self) -> Story:
        yield self._at(0)
        self._talk()
        if self.fate is Fate.TALKED:
            return
        yield self._at(7)
        self._draft()
        yield self._at(16)
        yield from self._negotiate()
        if self.fate in (Fate.NEGOTIATED, Fate.SIGNABLE):
            return
        yield self._at(24)
        self._sign()
        yield from self._goes_on()

    def _goes_on(self) -> Story:
        yield self._at(60)
        self._find_kept(1, "first look")
        if self.fate in (Fate.BROKEN, Fate.MENDED):
            yield self._at(120)
            broken = asks.FindClauseBroken(self._today, self.chance.choice(texts.BREACHES))
            asks.find_clause_broken(self.stage.desk, self._hand("broken"), self.regulation, 2, broken)
        if self.fate is Fate.MENDED:
            yield self._at(140)
            self._find_kept(2, "mended")
        if self.fate in (Fate.KEPT, Fate.ENDING, Fate.EXPIRED):
            yield self._at(130)
            self._find_kept(2, "second look")
            asked = asks.ReviewRegulation(self._today, self.chance.choice(texts.REVIEWS))
            asks.review_regulation(self.stage.desk, self._hand("reviewed"), self.regulation, asked)
        if self.fate is Fate.ENDED:
            yield self._at(150)
            ended = asks.EndRegulation(self._today, texts.ENDED)
            asks.end_regulation(self.stage.desk, self._hand("ended"), self.regulation, ended)
        if self.fate in (Fate.ENDING, Fate.EXPIRED):
            yield from self._runs_out()

    def _runs_out(self) -> Story:
        """The daily round calls for renewal, and says when it is over."""
        until = self.begins + 24 * DAY + self._term * DAY
        yield datetime.combine(until - 60 * DAY, time(0, 20), VIETNAM)
        asks.call_for_renewal(self.stage.desk, self._itself("renewal", until), self.regulation)
        if self.fate is Fate.EXPIRED:
            yield datetime.combine(until + DAY, time(0, 20), VIETNAM)
            asks.expire_regulation(self.stage.desk, self._itself("expired", until), self.regulation)

    @property
    def _term(self) -> int:
        return A_YEAR if self.fate in (Fate.ENDING, Fate.EXPIRED) else TWO_YEARS

    @property
    def _today(self) -> date:
        return self.stage.now.astimezone(VIETNAM).date()

    def _at(self, days: int) -> datetime:
        return datetime.combine(self.begins + days * DAY, time(9, self.chance.randrange(50)), VIETNAM)

    def _hand(self, act: str) -> Hand:
        return self.stage.hand(self.scene.secretary(self.cell), f"{self.act} {act}")

    def _itself(self, act: str, until: date) -> Hand:
        return self.stage.hand(BY_ITSELF, f"{self.act} {act} {until}")

    def _talk(self) -> None:
        open_still = self.fate in (Fate.TALKED, Fate.NEGOTIATED)
        outcome = DialogueOutcome.GOES_ON if open_still else DialogueOutcome.AGREED
        who = self.chance.choice((Counterpart.OWNER, Counterpart.MANAGEMENT))
        asked = asks.HoldDialogue(self._unit, self._today, who, outcome, self.chance.choice(texts.TALKS))
        asks.hold_dialogue(self.stage.desk, self._hand("talked"), asked)

    def _draft(self) -> None:
        kinds = [ClauseKind.ROOM, ClauseKind.HOURS, ClauseKind.ALLOWANCE]
        if Attribute.SHIFT_WORK in self.cell.attributes:
            kinds.insert(2, ClauseKind.SHIFT_COVER)
        clauses = tuple(asks.ClauseDrafted(kind, texts.CLAUSES[kind]) for kind in kinds)
        self.clauses = len(clauses)
        asks.draft_regulation(self.stage.desk, self._hand("drafted"), asks.DraftRegulation(self._unit, clauses))

    def _negotiate(self) -> Story:
        for n in range(1, self.clauses + 1):
            last = n == self.clauses
            answer = ClauseAnswer.REFUSED if last and self.chance.random() < 0.4 else ClauseAnswer.AGREED
            if last and self.fate is Fate.NEGOTIATED:
                answer = ClauseAnswer.COUNTERED
            wording = texts.COUNTERED if answer is ClauseAnswer.COUNTERED else None
            asked = asks.NegotiateClause(answer, self._today, wording)
            asks.negotiate_clause(self.stage.desk, self._hand(f"answered {n}"), self.regulation, n, asked)
        yield self.stage.now

    def _sign(self) -> None:
        number = f"{self.chance.randint(1, 9):02d}-QC/CB-DN"
        asked = asks.SignRegulation(number, self._today, self._today, self._today + self._term * DAY)
        asks.sign_regulation(self.stage.desk, self._hand("signed"), self.regulation, asked)

    def _find_kept(self, clause: int, act: str) -> None:
        asked = asks.FindClauseKept(self._today)
        asks.find_clause_kept(self.stage.desk, self._hand(act), self.regulation, clause, asked)

    @property
    def _unit(self) -> UnitId:
        return self.stage.unit(self.cell.code)
