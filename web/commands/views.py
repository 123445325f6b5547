"""`nenep views`: how far the views have come, a rebuild beside them, and a comparison with one."""

import os
import sys

import click

from projections import VIEWS
from projections.rebuild import Rebuild
from projections.view import View
from web.accounts.turn import turn
from web.commands.folding_apart import fold_apart
from web.commands.groups import group_in
from web.settings import Settings
from web.wiring import opened_house


def register(group: click.Group) -> None:
    views = group_in(group, "views", "Status, rebuild and verification of the views.")
    for command in (status, rebuild, verify):
        views.add_command(command)


def _chosen(names: tuple[str, ...]) -> list[View]:
    known = {view.name: view for view in VIEWS}
    if strangers := [name for name in names if name not in known]:
        raise click.BadParameter(f"{', '.join(strangers)} ({', '.join(known)})")
    return [known[name] for name in names] or list(VIEWS)


def _said(reached: int) -> int:
    if sys.stderr.isatty():
        click.echo(f"\r{reached}", err=True, nl=False)
    return reached


@click.command()
def status() -> None:
    """Position, lag and parked facts of every view."""
    with opened_house(Settings.from_environment()) as here:
        for view in here.views.status():
            click.echo("\t".join(str(part) for part in view))


@click.command()
@click.argument("names", nargs=-1, metavar="[VIEW]…")
@click.option("--processes", type=click.IntRange(1), default=min(2, os.cpu_count() or 1), show_default=True)
def rebuild(names: tuple[str, ...], processes: int) -> None:
    """Fold the views anew beside those in use, then put them in their place.

    Whoever reads and writes goes on meanwhile. One that was stopped goes on from where it was.
    """
    settings = Settings.from_environment()
    with turn(settings.database_url), opened_house(settings) as here:
        anew = Rebuild(here.views.engine, here.journal, _chosen(names))
        parts = anew.parts(processes)
        fold_apart(parts, settings.database_url, _said)
        click.echo(anew.rebuild(_said, parts))


@click.command()
@click.argument("names", nargs=-1, metavar="[VIEW]…")
def verify(names: tuple[str, ...]) -> None:
    """Compare the views with a fresh rebuild, row for row; status 1 when they differ."""
    settings = Settings.from_environment()
    with turn(settings.database_url), opened_house(settings) as here:
        differences = Rebuild(here.views.engine, here.journal, _chosen(names)).verify(_said)
    for difference in differences:
        click.echo("\t".join(str(part) for part in difference))
    sys.exit(1 if differences else 0)
