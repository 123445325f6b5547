"""`nenep init`: make or bring up the database, register the Bloc, make the first administrator."""

from pathlib import Path
from typing import Any, NamedTuple

import click

from domain.names import Role, UnitId, UnitKind
from web.accounts.turn import turn
from web.commands.asking import PASSWORD_FILE, console, password_for
from web.commands.users import admitted
from web.house import House
from web.languages import gettext as _
from web.settings import Settings
from web.wiring import bring_up, grant_web_role, opened_house
from workflows.desk import Thing
from workflows.requests.people import EnterPerson, GrantRole, enter_person, grant_role, pseudonym, stream_of
from workflows.requests.units import RegisterUnit, UnitCode, code_key, register_unit

BLOC = "Đảng bộ Khối"


class Given(NamedTuple):
    """What `init` was told to begin with."""

    bloc: str | None
    code: str
    login: str
    password_file: Path | None


def register(group: click.Group) -> None:
    group.add_command(init)


@click.command()
@click.option("--bloc", metavar="NAME", help="Register the Bloc under this name.")
@click.option("--code", default="KHOI", show_default=True, help="The Bloc's code.")
@click.option("--login", default="admin", show_default=True, help="The first administrator's login.")
@PASSWORD_FILE
@click.option("--web-role", metavar="NAME", help="The database role of serve and work, which may alter no fact.")
def init(web_role: str | None, **given: Any) -> None:
    """Make or migrate the database; several at once: one does, the others wait.

    With --bloc, a password file or at a terminal it also registers the Bloc and makes the first administrator, where
    they are missing. Without any of them nothing is recorded: a history can then be imported.

    With --web-role, as the owner of the tables on PostgreSQL, it grants an existing role what serving and working
    need; say it again after each migration.
    """
    settings = Settings.from_environment()
    if web_role and settings.embedded:
        raise click.UsageError(_("--web-role cần PostgreSQL: SQLite không có vai trò cơ sở dữ liệu"))
    with turn(settings.database_url):
        bring_up(settings)
        if web_role:
            grant_web_role(settings, web_role)
        with opened_house(settings) as here:
            _begun(here, Given(**given))


def _begun(here: House, given: Given) -> None:
    """The Bloc and its first administrator, as far as they were asked for and are missing."""
    secret = None if here.accounts.all() else password_for(given.login, given.password_file)
    if given.bloc or secret:
        unit = _bloc(here, given.code, given.bloc or BLOC)
    if secret:
        _first_administrator(here, given.login, secret, unit)
    elif not here.accounts.all():
        click.echo("Nobody can sign in yet: give --password-file to make an administrator.", err=True)


def _bloc(here: House, code: str, name: str) -> UnitId:
    if (known := here.journal.holder(code_key(code))) is not None:
        return UnitId(known)
    receipt = register_unit(here.desk, console(here), RegisterUnit(UnitCode(code), name, UnitKind.BLOC))
    return UnitId(next(iter(receipt.versions)))


def _first_administrator(here: House, login: str, secret: str, unit: UnitId) -> None:
    hand = console(here)
    enter_person(here.desk, hand, EnterPerson(name=login))
    who = admitted(here, login, secret, pseudonym(hand.command))
    grant_role(here.desk, console(here), Thing(stream_of(who)), GrantRole(Role.ADMINISTRATOR, unit))
