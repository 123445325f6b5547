"""`nenep solutions diagram N`: a solution's steps as Mermaid text."""

import click

from web.commands.groups import group_in
from web.solutions.diagram import mermaid
from workflows.solutions import SEVEN_SOLUTIONS


def register(group: click.Group) -> None:
    group_in(group, "solutions", "The seven solutions.").add_command(diagram)


@click.command()
@click.argument("number", type=click.IntRange(1, len(SEVEN_SOLUTIONS)))
def diagram(number: int) -> None:
    """Print the steps of solution NUMBER (1 to 7) as Mermaid text."""
    click.echo(mermaid(SEVEN_SOLUTIONS[number - 1]))
