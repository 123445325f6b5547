"""`nenep erase`: the keys of a person and of the texts about the person are destroyed; that it was done is recorded."""

import sys

import click

from domain.names import PersonId
from web.commands.asking import console
from web.erasure import concerned, erase
from web.house import House
from web.settings import Settings
from web.wiring import opened_house
from workflows.requests.people import stream_of


def register(group: click.Group) -> None:
    group.add_command(erase_person)


@click.command("erase")
@click.argument("person")
@click.option("--basis", required=True, help="The request or decision on which it is done.")
@click.option("--yes", is_flag=True, help="Do not ask.")
def erase_person(person: str, basis: str, yes: bool) -> None:
    """Destroy the key of PERSON (a pseudonym or a login) and the keys of the texts about the person.

    Shows those texts first; prints how many were destroyed. The history stays whole.
    """
    with opened_house(Settings.from_environment()) as here:
        who = _known(here, person)
        for text in concerned(here, who):
            click.echo(f"{text.position}\t{text.text}", err=True)
        if not yes and sys.stdin.isatty():
            click.confirm(f"{who}?", abort=True, err=True)
        click.echo(erase(here, console(here), who, basis))


def _known(here: House, named: str) -> PersonId:
    account = here.accounts.named(named)
    who = account.person if account else PersonId(named)
    if not here.journal.history(stream_of(who)):
        raise click.ClickException(f"{named}: no such person")
    return who
