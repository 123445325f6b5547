"""`python -m benchmarks [NAME …]`: measure, print a table, and keep JSON where asked."""

import importlib
from pathlib import Path

import click

from benchmarks import table
from benchmarks.figure import Figure

NAMES = ("recording", "importing", "proving", "views", "pages", "growth", "serving")


@click.command()
@click.argument("names", nargs=-1, type=click.Choice(NAMES))
@click.option("--json", "out", type=click.Path(path_type=Path), help="Keep the figures there as JSON.")
def main(names: tuple[str, ...], out: Path | None) -> None:
    """Measure by NAME, or everything."""
    found: list[Figure] = []
    for name in names or NAMES:
        for figure in importlib.import_module(f"benchmarks.{name}").figures():
            found.append(figure)
            click.echo(f"{figure.name}: {figure.ratio:.2f} of {figure.against}", err=True)
    table.show(found)
    if out:
        out.write_text(table.as_json(found))


if __name__ == "__main__":
    main()
