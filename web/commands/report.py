"""`nenep report year YYYY`: the figures of a year, from the views. Other reports come later."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from web.commands.groups import group_in
from web.house import House
from web.languages import current
from web.languages import gettext as _
from web.sealed import newest, told
from web.settings import Settings
from web.wiring import opened_house
from web.wording import moment, number, word
from web.year_report import year_report
from workflows.proof.checkpoints import Checkpoint

WHOLE = ("/",)
TEMPLATES = Path(__file__).parents[1] / "templates"
LATER = ("docx", "xlsx")


def register(group: click.Group) -> None:
    reports = group_in(group, "report", "Reports.")
    for command in (of_year, of_month, of_case):
        reports.add_command(command)


@click.command("year")
@click.argument("year", type=click.IntRange(1930, 9998))
@click.option("--format", "form", type=click.Choice(["json", "html", *LATER]), default="json", show_default=True)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="A file; standard output when not said.")
def of_year(year: int, form: str, out: Path | None) -> None:
    """Organisations, attendance, supervision, meetings, verdicts, deficiencies and solutions of a year."""
    if form in LATER:
        raise click.UsageError(_("Định dạng %(form)s sẽ có sau; hiện có json và html.", form=form))
    with opened_house(Settings.from_environment()) as here, here.reading() as db:
        report = year_report(db, year, WHOLE, here.now().date())
        told = SHOWN[form](report | {"now": here.now(), "seal": _sealed(here)})
    if out is None:
        click.echo(told)
    else:
        out.write_text(told + "\n", encoding="utf-8")


def _sealed(here: House) -> Checkpoint | None:
    """The checkpoint that the report names, so that it can be held against the log later."""
    kept = newest(here)
    return told(kept) if kept else None


def _json(report: dict[str, Any]) -> str:
    del report["now"], report["seal"]
    return json.dumps(report, ensure_ascii=False, indent=2)


def _html(report: dict[str, Any]) -> str:
    """A page of its own, to be printed or sent."""
    pages = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    pages.filters.update(number=number, moment=moment)
    pages.globals.update(_=_, word=word, language=current())
    return pages.get_template("reports/year.html").render(report)


SHOWN: dict[str, Callable[[dict[str, Any]], str]] = {"json": _json, "html": _html}


@click.command("month", context_settings={"ignore_unknown_options": True})
@click.argument("asked", nargs=-1)
def of_month(asked: tuple[str, ...]) -> None:  # noqa: ARG001  # whatever was asked, it is not there yet
    """Comes later."""
    raise click.UsageError(_("Báo cáo này sẽ có sau."))


@click.command("case", context_settings={"ignore_unknown_options": True})
@click.argument("asked", nargs=-1)
def of_case(asked: tuple[str, ...]) -> None:  # noqa: ARG001  # as above
    """Comes later."""
    raise click.UsageError(_("Báo cáo này sẽ có sau."))
