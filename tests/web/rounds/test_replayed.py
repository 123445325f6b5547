"""However often the round dies, and however many go round at once, what it records is what one quiet night records."""

import random
import threading
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import groupby
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from domain.calendar import VIETNAM
from domain.events.fact import Fact
from domain.events.month import DeficiencyProposed, MonthClosed
from domain.events.notice import DailyRoundMade, TaskEscalated, TaskReminded
from domain.events.remediation import EffectivenessCheckAsked
from tests.bloc import Watch, settings_in
from tests.web.demo.conftest import SMALL, OpenSeals
from web.daily_round import go_round
from web.demo.country import Country
from web.demo.papers import keep_papers
from web.files import store_at
from web.house import House
from web.wiring import migrate, open_house
from workflows.desk import Desk
from workflows.journal.conflicts import Conflict
from workflows.journal.journal import Command

BY_THE_ROUND = (MonthClosed, DeficiencyProposed, EffectivenessCheckAsked)
"""The demo plays these itself; here the rounds record them."""
DEATHS = 0.15
Streams = dict[UUID, list[object]]


class Died(BaseException):
    """The process is gone."""


class DyingJournal:
    """A journal whose process may die before it records, in the middle, or before it could tell."""

    def __init__(self, journal: Any, dice: random.Random) -> None:
        self._journal, self._dice = journal, dice

    def __getattr__(self, name: str) -> Any:
        return getattr(self._journal, name)

    def record(self, *what: Any, **how: Any) -> Any:
        self._perhaps_die()
        receipt = self._journal.record(*what, **how)
        self._perhaps_die()
        return receipt

    def record_many(self, commands: Iterable[Command]) -> int:
        asked = list(commands)
        if asked and self._dice.random() < DEATHS:
            self._journal.record_many(asked[: self._dice.randrange(len(asked))])
            raise Died
        facts: int = self._journal.record_many(asked)
        self._perhaps_die()
        return facts

    def _perhaps_die(self) -> None:
        if self._dice.random() < DEATHS:
            raise Died


def told_by_day(papers: Path) -> list[tuple[date, list[Command]]]:
    """The demo's commands, day by day."""
    country = Country(SMALL, OpenSeals(), keep_papers(store_at(str(papers))))
    commands = [one._replace(recorded_at=None) for scene in country.scenes() for one in scene]
    by_day = groupby(commands, key=lambda one: one.hand.at.astimezone(VIETNAM).date())
    return [(day, list(theirs)) for day, theirs in by_day]


def by_people(command: Command) -> Command:
    """Without what follows by itself: the rounds record that."""
    own = tuple(one for one in command.writings if not any(isinstance(fact, BY_THE_ROUND) for fact in one.facts))
    return command._replace(writings=own)


class Telling:
    """A house in which the demo's people act day by day, and what is done of their nights."""

    def __init__(self, folder: Path, houses: int) -> None:
        settings = settings_in(folder)
        migrate(settings)
        self.watch = Watch(datetime.combine(SMALL.on, time(6), VIETNAM))
        self.houses = [open_house(settings, self.watch) for _ in range(houses)]
        self.fell = 0

    def act(self, commands: list[Command]) -> None:
        """What conflicts with what the rounds recorded was a word too late: it falls, in every telling alike."""
        for command in filter(lambda one: one.writings, map(by_people, commands)):
            try:
                self.houses[0].journal.record_many([command])
            except Conflict:
                self.fell += 1

    def begin(self, commands: list[Command]) -> None:
        """The years before, at once."""
        self.houses[0].journal.record_many(commands)
        self.houses[0].catch_up()

    def streams(self) -> Streams:
        """Every stream's facts, which name the facts they looked at by their streams, not by their places."""
        records = list(self.houses[0].journal.since(0, 10**7))
        places = {one.position: (one.stream, one.version) for one in records}
        found: Streams = {}
        for one in records:
            found.setdefault(one.stream, []).append(placed(one.fact, places))
        return found

    def close(self) -> None:
        for house in self.houses:
            house.close()


def placed(fact: Fact, places: dict[int, tuple[UUID, int]]) -> object:
    if isinstance(fact, MonthClosed | DeficiencyProposed):
        return replace(fact, looked_at=()), {places[position] for position in fact.looked_at}
    return fact


def days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(n) for n in range((last - first).days + 1))


def tell(telling: Telling, acts: list[tuple[date, list[Command]]], first: date, last: date) -> Iterator[date]:
    """The people's days, one after the other; each night is for whoever asks."""
    telling.begin([command for day, commands in acts if day < first for command in commands])
    by_day = dict(acts)
    for day in days(first, last):
        telling.watch.on(day, time(0, 30))
        yield day
        telling.act(by_day.get(day, []))
        telling.houses[0].catch_up()


def one_quiet_night_after_the_other(telling: Telling, acts: Any, first: date, last: date) -> Streams:
    for night in tell(telling, acts, first, last):
        go_round(telling.houses[0], night)
    return telling.streams()


def dying_and_two_at_once(telling: Telling, acts: Any, span: tuple[date, date], seed: int) -> Streams:
    """Nights before days on which nobody acts may be missed whole."""
    dice, busy = random.Random(seed), {day for day, _ in acts}
    for night in tell(telling, acts, *span):
        missed = night not in busy and night != span[1] and dice.random() < 0.4
        if not missed:
            workers = [
                threading.Thread(target=until_done, args=(house, night, random.Random(dice.random())))
                for house in telling.houses
            ]
            for worker in workers:
                worker.start()
            for worker in workers:
                worker.join()
    return telling.streams()


def until_done(house: House, night: date, dice: random.Random) -> None:
    while True:
        dying: Any = DyingJournal(house.journal, dice)
        try:
            go_round(replace(house, journal=dying, desk=Desk(dying, house.keys)), night)
        except Died:
            continue
        return


STRETCH = (date(2026, 11, 3), date(2026, 11, 13))
YEAR = (date(2020, 2, 1), date(2021, 1, 31))


@pytest.mark.parametrize("span", [STRETCH, pytest.param(YEAR, marks=pytest.mark.long)], ids=["eleven days", "a year"])
def test_deaths_and_two_at_once_record_what_quiet_nights_record(span: tuple[date, date], tmp_path: Path) -> None:
    acts = told_by_day(tmp_path / "papers")
    quiet, stormy = Telling(tmp_path / "quiet", 1), Telling(tmp_path / "stormy", 2)
    expected = one_quiet_night_after_the_other(quiet, acts, *span)
    found = dying_and_two_at_once(stormy, acts, span, seed=20261125)
    assert found.keys() == expected.keys()
    assert {stream: facts for stream, facts in found.items() if facts != expected[stream]} == {}
    told = [fact for facts in expected.values() for fact in facts]
    kinds = {type(fact[0] if isinstance(fact, tuple) else fact) for fact in told}
    assert {MonthClosed, DailyRoundMade, TaskReminded, TaskEscalated} <= kinds
    assert quiet.fell == stormy.fell
    quiet.close()
    stormy.close()
