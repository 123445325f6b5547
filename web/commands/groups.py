"""Groups of commands that several files fill, such as `nenep import register` and `nenep import history`."""

import click


def group_in(parent: click.Group, name: str, about: str) -> click.Group:
    """The group of that name, made on first use."""
    known = parent.commands.get(name)
    if isinstance(known, click.Group):
        return known
    made = click.Group(name, help=about)
    parent.add_command(made)
    return made
