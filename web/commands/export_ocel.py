"""`nenep export ocel`: the history for process mining, as OCEL 2.0."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from domain.record import Record
from web.commands.asking import read_at_console
from web.commands.groups import group_in
from web.commands.new_file import new_file
from web.house import House
from web.languages import gettext as _
from web.ocel import json_log, sqlite_log
from web.ocel.told import HOUSE, Event, Kind, Thing, events, things
from web.settings import Settings
from web.wiring import opened_house

BATCH = 2_000


def register(group: click.Group) -> None:
    group_in(group, "export", "Take facts out.").add_command(ocel)


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def ocel(file: Path) -> None:
    """Write the history into FILE (.json or .sqlite): events, and the things and persons (by pseudonym) they concern.

    Prints how many events that made.
    """
    if file.suffix not in (".json", ".sqlite"):
        raise click.BadParameter(_("tên tệp kết thúc bằng .json hoặc .sqlite"), param_hint="FILE")
    with new_file(file, "FILE") as draft, opened_house(Settings.from_environment()) as here:
        read_at_console(here, "export ocel")
        count = written(here, draft)
    click.echo(count)


def written(here: House, file: Path) -> int:
    """The log into a file, by its ending; read twice, in the memory of a batch and of the persons there are."""
    people = {HOUSE}

    def objects() -> Iterator[Thing]:
        for thing in things(_history(here)):
            if thing.kind is Kind.PERSON:
                people.add(thing.id)
            yield thing

    def told() -> Iterator[Event]:
        return events(_history(here), people.__contains__)

    if file.suffix == ".sqlite":
        return sqlite_log.write(file, objects(), told)
    with file.open("w", encoding="utf-8") as out:
        return json_log.write(out, objects(), told)


def _history(here: House) -> Iterator[Record[Any]]:
    position = 0
    while batch := here.journal.since(position, BATCH):
        yield from batch
        position = batch[-1].position
