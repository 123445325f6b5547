"""`nenep day`: the daily round."""

import time
from datetime import date, datetime

import click

from web.daily_round import Done
from web.house import House
from web.mail.post import Posted
from web.rounds.keeper import Keeper
from web.settings import Settings
from web.wiring import opened_house

PATIENCE = 120.0
"""Seconds that another process's round is waited for."""


def register(group: click.Group) -> None:
    group.add_command(day)


@click.command()
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="The day to go round for; today when not said.")
def day(on: datetime | None) -> None:
    """Close months that ended, ask for effectiveness checks, remind of terms and send mail; twice changes nothing.

    Prints how many months of cells were closed and how many checks were asked for; the rest of it on standard error.
    """
    with opened_house(Settings.from_environment()) as here:
        done, posted = _in_turn(here, on.date() if on else here.now().date())
    click.echo(f"{done.closed}\t{done.asked}")
    click.echo(f"reminded {done['reminded']}, escalated {done['escalated']}, mailed {posted.sent}", err=True)


def _in_turn(here: House, on: date) -> tuple[Done, Posted]:
    """Go round once no other process does."""
    keeper, until = Keeper(here), time.monotonic() + PATIENCE
    while (did := keeper.do(on)) is None:
        if time.monotonic() > until:
            raise click.ClickException("another process is going round; try again later")
        time.sleep(1)
    return did
