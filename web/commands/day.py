"""`nenep day`: the daily round."""

from datetime import datetime

import click

from web.daily_round import go_round
from web.settings import Settings
from web.wiring import opened_house


def register(group: click.Group) -> None:
    group.add_command(day)


@click.command()
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="The day to go round for; today when not said.")
def day(on: datetime | None) -> None:
    """Close months that ended, ask for effectiveness checks, remind of terms; running it twice changes nothing.

    Prints how many months of cells were closed and how many checks were asked for; the rest of it on standard error.
    """
    with opened_house(Settings.from_environment()) as here:
        done = go_round(here, on.date() if on else here.now().date())
    click.echo(f"{done.closed}\t{done.asked}")
    click.echo(f"reminded {done['reminded']}, escalated {done['escalated']}", err=True)
