"""Fills an empty database with the demo: commands recorded in bulk, each after its keys; then views and accounts."""

import gc
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from functools import partial
from typing import NamedTuple

from domain.names import PersonId
from web.accounts.accounts import Accounts, LoginTaken
from web.demo.beside import Beside, views_beside
from web.demo.cast import LOGINS
from web.demo.country import Country
from web.demo.papers import keep_papers
from web.demo.wanted import Wanted, read_mark
from web.files import store_at
from web.settings import Settings
from web.wiring import migrate, opened_house
from workflows.journal import following
from workflows.journal.bulk_seals import open_bulk_seals
from workflows.journal.journal import BATCH, Command, Journal
from workflows.journal.keys import open_keys

PASSWORD = "nenep-demo"  # noqa: S105  # everyone knows it: it opens the demo alone
SELDOM = (300_000, 50, 100)
LARGEST_SCENE = 100
"""Commands told at one moment, at most."""
FACTS_OF_A_MONTH, FACTS_OF_A_CELL = 10.6, 10
"""About so many for each cell, to tell how far the loading has come."""
Said = Callable[[str, int], object]
"""Told what is going on, and how many facts are there by now."""


class NotEmpty(Exception):
    """The database holds a history that is not the demo's."""


class Filled(NamedTuple):
    """The demo that the database holds now, and whether it held all of it before."""

    demo: Wanted
    before: bool


def about(wanted: Wanted) -> int:
    """About how many facts it will be."""
    return round(wanted.cells * (FACTS_OF_A_CELL + FACTS_OF_A_MONTH * len(wanted.span.months)))


@contextmanager
def seldom_swept() -> Iterator[None]:
    """A history that is being told is nearly all kept: looking through it for garbage all the time costs an eighth."""
    usual = gc.get_threshold()
    gc.set_threshold(*SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def fill(settings: Settings, wanted: Wanted, said: Said) -> Filled:
    """Fill an empty database, or go on where an earlier run was interrupted; raises `NotEmpty`, `MonthNotOver`."""
    migrate(settings)
    with (
        closing(open_keys(settings.keys_url, settings.master_key_file, make=settings.embedded)) as keys,
        closing(Journal(settings.database_url)) as journal,
    ):
        begun = _begun(journal)
        demo = begun or wanted
        if begun and _is_whole(settings):
            return Filled(demo, before=True)
        with seldom_swept(), views_beside(settings, demo.cells) as beside:
            logins = _tell(Telling(settings, journal, demo), beside, said)
            said("names", following.catch_up(keys, journal))
            if beside:
                beside.finish(partial(said, "views"))
    with opened_house(settings, lambda: demo.span.horizon) as here:
        here.steps.catch_up(here.views.catch_up())
        for login, person in logins.items():
            with suppress(LoginTaken):
                here.accounts.admit(login, person, PASSWORD)
    return Filled(demo, before=False)


def _begun(journal: Journal) -> Wanted | None:
    """The demo that an earlier run began to tell here; None where nothing is recorded."""
    first = journal.at([1]).get(1)
    if first is None:
        return None
    answered = journal.of_command(first.command) if first.command else None
    begun = read_mark(answered.fingerprint) if answered else None
    if begun is None:
        raise NotEmpty
    return begun


def _is_whole(settings: Settings) -> bool:
    """Accounts come last: with all of them there, nothing is missing."""
    with closing(Accounts.at(settings.database_url)) as accounts:
        return set(LOGINS) <= {account.login for account in accounts.all()}


class Telling(NamedTuple):
    """Where which demo is told."""

    settings: Settings
    journal: Journal
    demo: Wanted


def _tell(telling: Telling, beside: Beside | None, said: Said) -> dict[str, PersonId]:
    """Record what is not recorded yet; who signs in. Keys are kept before the facts that hold their boxes."""
    settings, journal, demo = telling
    told, there = 0, journal.head()
    with closing(open_bulk_seals(settings.keys_url, settings.master_key_file)) as seals:
        country = Country(demo, seals, keep_papers(store_at(settings.files)))
        for commands in _transactions(country.scenes()):
            told += sum(len(writing.facts) for command in commands for writing in command.writings)
            if told <= there:
                seals.drop()
                continue
            seals.keep()
            journal.record_many(commands)
            said("recorded", told)
            if beside:
                beside.start(told)
        return country.logins


def _transactions(scenes: Iterator[list[Command]]) -> Iterator[list[Command]]:
    """Scenes together, no more than the journal records in one transaction: an interrupted run ends between two.

    What they hold is all that was sealed by then: the next scene is not played before these are recorded.
    """
    together: list[Command] = []
    for scene in scenes:
        assert len(scene) <= LARGEST_SCENE, scene
        together += scene
        if len(together) + LARGEST_SCENE > BATCH:
            yield together
            together = []
    yield together
