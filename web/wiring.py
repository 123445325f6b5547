"""The composition root: the only place that joins the floors. `open_house` gives every room what it works with."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from uuid import UUID

from domain.events.calendar import CalendarFact
from domain.names import PersonId, Role
from domain.record import Hand
from projections import VIEWS, emergency_accesses, roles_held
from projections.database import prepare, view_engine
from projections.reading import Reader, Reading
from projections.replica import Replica
from projections.rights import must_be_ready, rights
from projections.runner import Runner
from web.accounts.accounts import Accounts
from web.accounts.tables import RIGHTS as ACCOUNTS_RIGHTS
from web.accounts.turn import turn
from web.acts import Held
from web.house import Clock, House
from web.settings import Settings
from web.steps_moved import StepsMoved
from web.workdays import Workdays
from workflows.desk import Desk
from workflows.journal import following
from workflows.journal.journal import Answered, Journal, Receipt, Writing
from workflows.journal.keys import migrate_keys, open_keys
from workflows.journal.leases import Leases, migrate_leases
from workflows.journal.log_key import make_log_key
from workflows.journal.migration import migrate as migrate_journal
from workflows.journal.read_log import ReadLog, migrate_reads
from workflows.journal.sealing import Sealer
from workflows.journal.web_role import JOURNAL_RIGHTS, KEYS_RIGHTS, READ_LOG_RIGHTS, grant


class JournalInTheHouse(Journal):
    """Whoever records sees it at once: names and views read on before the receipt is given."""

    and_then: Callable[[], object]
    and_when_a_day_is_declared: Callable[[], None]

    def record(self, hand: Hand, *writings: Writing, **how: object) -> Receipt:
        receipt = super().record(hand, *writings, **how)  # type: ignore[arg-type]  # passed on as they came
        self.and_then()
        if any(isinstance(fact, CalendarFact) for writing in writings for fact in writing.facts):
            self.and_when_a_day_is_declared()
        return receipt

    def of_command(self, command: UUID) -> Answered | None:
        """Who asks again finds the views read on too: they may not have been, where the first answer was lost."""
        answered = super().of_command(command)
        if answered is not None:
            self.and_then()
        return answered


def wall_clock() -> datetime:
    """The time of day: the only clock there is."""
    return datetime.now(UTC)


def migrate(settings: Settings) -> None:
    """Make or bring up every table; several processes at once may, one does it and the others wait."""
    with turn(settings.database_url):
        bring_up(settings)


def bring_up(settings: Settings) -> None:
    """Every table, made or brought up by whoever holds the turn."""
    migrate_journal(settings.database_url)
    migrate_keys(settings.keys_url)
    migrate_reads(settings.read_log_url)
    migrate_leases(settings.database_url)
    engine = view_engine(settings.database_url)
    prepare(engine, VIEWS)
    engine.dispose()
    accounts = Accounts.at(settings.database_url)
    accounts.migrate()
    accounts.close()


def grant_web_role(settings: Settings, role: str) -> None:
    """Let a role of the server serve and work, and alter no fact; raises `RoleMissing` or `RoleMayAlterFacts`."""
    grant(settings.database_url, role, {**JOURNAL_RIGHTS, **ACCOUNTS_RIGHTS, **rights(VIEWS)})
    grant(settings.keys_url, role, KEYS_RIGHTS)
    grant(settings.read_log_url, role, READ_LOG_RIGHTS)


def open_house(settings: Settings, clock: Clock = wall_clock) -> House:
    """Open what is there; raises `DatabaseNotReady` or `ViewsNotReady` where `nenep init` has not brought it up."""
    journal = JournalInTheHouse(settings.database_url)
    keys = open_keys(settings.keys_url, settings.master_key_file, make=settings.embedded)
    views = Runner(view_engine(settings.database_url), journal, VIEWS)
    must_be_ready(views.engine, VIEWS)
    reading = Reader(views.engine)

    def caught_up() -> int:
        following.catch_up(keys, journal)
        return views.catch_up()

    def roles_of(person: PersonId) -> tuple[Held, ...]:
        with reading() as db:
            return _held_by(db, person, clock())

    desk = Desk(journal, keys)
    steps = StepsMoved(Reader(views.engine), desk, clock)
    journal.and_then = lambda: steps.after_a_write(caught_up())
    caught_up()
    accounts = Accounts.at(settings.database_url)
    reads, workdays = ReadLog(settings.read_log_url), Workdays(reading, clock)
    journal.and_when_a_day_is_declared = workdays.forget
    also = (roles_of, reads, workdays, Leases(settings.database_url), steps, _sealer(settings, journal, clock))
    return House(settings, clock, accounts, journal, keys, views, desk, reading, *also, _replica(settings))


def _replica(settings: Settings) -> Replica | None:
    """Where pages are read, if it is not the database itself."""
    if not settings.read_url:
        return None
    return Replica(Reader(view_engine(settings.read_url)), [view.name for view in VIEWS])


def _held_by(db: Reading, person: PersonId, now: datetime) -> tuple[Held, ...]:
    """The roles of today; of an administrator, what an emergency access lets them read for a while too."""
    held = tuple(Held(one.role, one.path) for one in roles_held.roles_of(db, person))
    if all(one.role is not Role.ADMINISTRATOR for one in held):
        return held
    emergency = emergency_accesses.standing(db, person, now)
    return held + tuple(Held(Role.ADMINISTRATOR, path, until) for path, until in emergency)


def _sealer(settings: Settings, journal: Journal, clock: Clock) -> Sealer:
    """The embedded run makes its signing key; elsewhere it is put where the sealer runs."""
    if settings.embedded:
        make_log_key(settings.log_key_file)
    return Sealer(journal.tree, settings.log_key_file, clock)


@contextmanager
def opened_house(settings: Settings, clock: Clock = wall_clock) -> Iterator[House]:
    """A house for the length of a command."""
    here = open_house(settings, clock)
    try:
        yield here
    finally:
        here.close()
