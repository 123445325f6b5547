"""`nenep user add|list|disable`: accounts, each of one person, and their roles."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import click

from domain.names import PersonId, Role, UnitId
from domain.person import Person
from domain.record import as_of
from web.commands.asking import PASSWORD_FILE, console, made_up, password_for
from web.commands.groups import group_in
from web.house import House
from web.settings import Settings
from web.wiring import opened_house
from workflows.desk import Thing
from workflows.requests.people import (
    EnterPerson,
    GrantRole,
    admit_user,
    bar_user,
    enter_person,
    grant_role,
    pseudonym,
    stream_of,
)
from workflows.requests.units import code_key


class Asked(NamedTuple):
    """What `user add` was given."""

    login: str
    role: str
    unit: str
    person: str | None
    name: str | None
    password_file: Path | None


def register(group: click.Group) -> None:
    users = group_in(group, "user", "Accounts, each of one person, and roles.")
    for command in (add, listed, disable):
        users.add_command(command)


@click.command()
@click.argument("login")
@click.option("--role", required=True, type=click.Choice([role.value for role in Role]))
@click.option("--unit", required=True, metavar="CODE")
@click.option("--person", metavar="ID", help="The pseudonym of someone who is known; otherwise a person is entered.")
@click.option("--name", help="Who is entered; the login stands for it when it is not given.")
@PASSWORD_FILE
def add(**given: Any) -> None:
    """Let someone sign in, or give a user a further role.

    Prints the login, the person, and the password where one was made up.
    """
    with opened_house(Settings.from_environment()) as here:
        click.echo("\t".join(_added(here, Asked(**given))))


def _added(here: House, asked: Asked) -> Iterator[str]:
    place = here.journal.holder(code_key(asked.unit))
    if place is None:
        raise click.UsageError(f"no unit bears the code {asked.unit}")
    known = here.accounts.named(asked.login)
    if known and asked.person not in (None, known.person):
        raise click.UsageError(f"{asked.login} is the account of {known.person}")
    secret = None if known else password_for(asked.login, asked.password_file)
    made = None if known or secret else made_up()
    who = known.person if known else admitted(here, asked.login, secret or made or "", _person(here, asked))
    grant_role(here.desk, console(here), Thing(stream_of(who)), GrantRole(Role(asked.role), UnitId(place)))
    yield from filter(None, (asked.login, who, made))


@click.command("list")
def listed() -> None:
    """Login, person, whether disabled, and the roles with the paths they reach."""
    with opened_house(Settings.from_environment()) as here:
        for account in here.accounts.all():
            roles = ", ".join(f"{held.role.value} {held.path}" for held in here.roles_of(account.person))
            click.echo("\t".join((account.login, account.person, "disabled" if account.disabled else "", roles)))


@click.command()
@click.argument("login")
def disable(login: str) -> None:
    """Bar an account and end its sessions."""
    with opened_house(Settings.from_environment()) as here:
        known = here.accounts.named(login)
        if known is None:
            raise click.UsageError(f"no account is named {login}")
        here.accounts.disable(login)
        if not any(one.person == known.person and not one.disabled for one in here.accounts.all()):
            bar_user(here.desk, console(here), Thing(stream_of(known.person)))


def admitted(here: House, login: str, secret: str, who: PersonId) -> PersonId:
    """An account for a person, and the fact that they may sign in."""
    here.accounts.admit(login, who, secret)
    if not as_of(Person(), here.journal.history(stream_of(who))).admitted:
        admit_user(here.desk, console(here), Thing(stream_of(who)))
    return who


def _person(here: House, asked: Asked) -> PersonId:
    if asked.person is None:
        hand = console(here)
        enter_person(here.desk, hand, EnterPerson(name=asked.name or asked.login))
        return pseudonym(hand.command)
    if not here.journal.history(stream_of(PersonId(asked.person))):
        raise click.UsageError(f"nobody is known as {asked.person}")
    return PersonId(asked.person)
