"""`nenep import register`: a customer's list of units, taken in whole or not at all."""

import json
import sys
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from domain.names import UnitId
from web.commands.asking import console
from web.commands.groups import group_in
from web.house import House
from web.imports import Brought, Finding, Outcome, TopUnclear, Under, import_register, top_unit
from web.settings import Settings
from web.wiring import opened_house
from web.wording import word


def register(group: click.Group) -> None:
    group_in(group, "import", "Bring facts or registers in.").add_command(bring_in)


@click.command("register")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, readable=True, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Read and compare, but enter nothing.")
@click.option("--unit", "code", metavar="CODE", help="The unit that the register is of; the Bloc, when there is one.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to answer.")
def bring_in(file: Path, dry_run: bool, code: str | None, form: str) -> None:
    """Take in the units, offices and member counts of FILE (XLSX or CSV): all of them, or none and every fault named.

    Prints the number of units. Doing it again doubles nothing.
    """
    with opened_house(Settings.from_environment()) as here:
        brought = Brought(file.name, file.read_bytes())
        outcome = import_register(here, console(here), brought, Under(_top(here, code), dry_run))
    if form == "json":
        click.echo(json.dumps(outcome.as_json(), ensure_ascii=False))
    else:
        _tell(outcome)
        click.echo(outcome.units)
    sys.exit(1 if outcome.faults else 0)


def _top(here: House, code: str | None) -> UnitId:
    try:
        return top_unit(here, code)
    except TopUnclear as unclear:
        raise click.UsageError(word("import_fault", unclear.why, **unclear.values)) from unclear


def _tell(outcome: Outcome) -> None:
    """On a terminal as a table, elsewhere a line a finding: sheet, row, column, what."""
    for kind, findings in (("faults", outcome.faults), ("doubts", outcome.doubts)):
        title = word("import_table", kind)
        if findings and sys.stderr.isatty():
            Console(stderr=True).print(_table(title, findings))
        elif findings:
            click.echo("\n".join("\t".join((title, *_columns(finding))) for finding in findings), err=True)
    click.echo(_summary(outcome), err=True)


def _summary(outcome: Outcome) -> str:
    if outcome.faults:
        return word("import_outcome", "refused", n=len(outcome.faults))
    counts = {"new": outcome.entered, "changed": outcome.amended, "people": outcome.people}
    return word("import_outcome", "tried" if outcome.dry_run else "entered", **counts)


def _table(title: str, findings: tuple[Finding, ...]) -> Table:
    table = Table(*(word("import_table", head) for head in ("sheet", "row", "column", "what")), title=title)
    for finding in findings:
        table.add_row(*_columns(finding))
    return table


def _columns(finding: Finding) -> tuple[str, str, str, str]:
    return finding.sheet, str(finding.row or ""), finding.column, finding.detail
