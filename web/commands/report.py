"""`nenep report`: the figures of a year or a month, the file of a case; as JSON or as a paper."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

import click
import msgspec

from domain.names import Month
from projections.unit_tree import unit_by_code
from web.api.remediations import show_remediation
from web.app import create_app
from web.commands.asking import read_at_console
from web.commands.groups import group_in
from web.house import House
from web.inspection.case_file import case_file
from web.languages import gettext as _
from web.reports import PAPERS, Form, Paper, Stamp
from web.reports.of_case import case_paper
from web.reports.of_period import period_paper
from web.sealed import newest, told
from web.settings import Settings
from web.wiring import opened_house
from web.year_report import month_report, year_report

WHOLE = ("/",)
JSON = "json"
FORM = click.option("--format", "form", type=click.Choice([JSON, *map(str, Form)]), default=JSON, show_default=True)
OUT = click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), help="A file; standard output when not said."
)
UNDER = click.option("--under", metavar="CODE", help="A unit and those below it; all when not said.")


def register(group: click.Group) -> None:
    reports = group_in(group, "report", "Reports.")
    for command in (of_year, of_month, of_case):
        reports.add_command(command)


@click.command("year")
@click.argument("year", type=click.IntRange(1930, 9998))
@UNDER
@FORM
@OUT
def of_year(year: int, under: str | None, form: str, out: Path | None) -> None:
    """Organisations, attendance, supervision, meetings, verdicts, deficiencies and solutions of a year."""
    with opened_house(Settings.from_environment()) as here, here.reading() as db:
        report = year_report(db, year, _scope(here, under), here.now().date())
        _give(report, lambda: period_paper(report, _stamp(here)), form, out)


@click.command("month")
@click.argument("month", type=click.DateTime(["%Y-%m"]))
@UNDER
@FORM
@OUT
def of_month(month: Any, under: str | None, form: str, out: Path | None) -> None:
    """The same of a month, YYYY-MM."""
    with opened_house(Settings.from_environment()) as here, here.reading() as db:
        named = Month(f"{month:%Y-%m}")
        report = month_report(db, named, _scope(here, under), here.now().date())
        _give(report, lambda: period_paper(report, _stamp(here)), form, out)


@click.command("case")
@click.argument("case", type=click.UUID)
@FORM
@OUT
def of_case(case: UUID, form: str, out: Path | None) -> None:
    """The file of a case: its limitations, plan, evidence by hash, and its whole road. That it is taken is put down."""
    with opened_house(Settings.from_environment()) as here, create_app(here).app_context():
        file = case_file(case)
        if file is None:
            raise click.ClickException(_("Không có vụ việc %(id)s.", id=case))
        read_at_console(here, f"report case {case}")
        report = msgspec.to_builtins(show_remediation(case).shown)
        _give(report, lambda: case_paper(file, file.records[-1].position, _stamp(here)), form, out)


def _scope(here: House, under: str | None) -> tuple[str, ...]:
    if under is None:
        return WHOLE
    with here.reading() as db:
        unit = unit_by_code(db, under)
    if unit is None:
        raise click.BadParameter(_("không có tổ chức mang mã này"), param_hint="--under")
    return (unit.path,)


def _stamp(here: House) -> Stamp:
    """The checkpoint that the report names, so that it can be held against the log later."""
    kept = newest(here)
    return Stamp(here.now(), told(kept) if kept else None)


def _give(report: Mapping[str, Any], paper: Callable[[], Paper], form: str, out: Path | None) -> None:
    if form == JSON:
        content = json.dumps(report, ensure_ascii=False, indent=2).encode() + b"\n"
    else:
        content = PAPERS[Form(form)](paper())
    if out is None:
        click.echo(content, nl=False)
    else:
        out.write_bytes(content)
