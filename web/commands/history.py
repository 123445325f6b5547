"""`nenep import history`, `nenep export history`: facts in and out, one JSON object a line."""

import sys
from typing import BinaryIO

import click

from web.commands.asking import read_at_console
from web.commands.groups import group_in
from web.settings import Settings
from web.wiring import opened_house


def register(group: click.Group) -> None:
    group_in(group, "import", "Bring facts or registers in.").add_command(bring_in)
    group_in(group, "export", "Take facts out.").add_command(take_out)


@click.command("history")
@click.argument("file", type=click.File("rb"))
def bring_in(file: BinaryIO) -> None:
    """Append the facts of FILE, one JSON object a line; an export gives the same positions, times and hashes."""
    with opened_house(Settings.from_environment()) as here:
        facts = here.journal.import_entries(file)
        here.catch_up()
    click.echo(facts)


@click.command("history")
@click.option("--from", "first", type=click.IntRange(min=1), default=1, help="First position.")
@click.option("--to", "last", type=click.IntRange(min=1), help="Last position.")
def take_out(first: int, last: int | None) -> None:
    """Write the facts between two positions to standard output; protected texts stay sealed."""
    out = sys.stdout.buffer
    with opened_house(Settings.from_environment()) as here:
        read_at_console(here, "export history")
        for line in here.journal.export(first, last or here.journal.head()):
            out.write(line.rstrip(b"\n") + b"\n")
    out.flush()
