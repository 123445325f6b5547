"""`nenep journal verify`: whether the chain is whole. The tree, checkpoints and proofs come with a later release."""

import sys

import click

from web.commands.groups import group_in
from web.settings import Settings
from web.wiring import opened_house


def register(group: click.Group) -> None:
    group_in(group, "journal", "The journal and its proof.").add_command(verify)


@click.command()
def verify() -> None:
    """Compute the whole chain again; names the first wrong position and ends with status 1 where it is broken."""
    with opened_house(Settings.from_environment()) as here:
        found = here.journal.verify()
    click.echo("\t".join(str(part) for part in found))
    sys.exit(0 if found.whole else 1)
