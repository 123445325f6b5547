"""`nenep demo`: an empty database filled with the article's Bloc, or with a larger country of the same kind."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from domain.calendar import VIETNAM, month_of
from web.demo.cast import LOGINS
from web.demo.loading import PASSWORD, NotEmpty, Said, about, fill
from web.demo.shape import ARTICLE_CELLS, FEWEST_CELLS
from web.demo.span import MonthNotOver, newest_full_month
from web.demo.wanted import Wanted
from web.languages import gettext as _
from web.settings import Settings
from web.wiring import wall_clock

PHASES = ("recorded", "names", "views")


def register(group: click.Group) -> None:
    group.add_command(demo)


@click.command()
@click.option(
    "--cells", type=click.IntRange(min=FEWEST_CELLS), default=ARTICLE_CELLS, show_default=True, help="Cells that meet."
)
@click.option(
    "--months", type=click.IntRange(1, 600), default=13, show_default=True, help="The newest months, beside 2020."
)
@click.option("--until", type=click.DateTime(["%Y-%m"]), help="The newest of them; the last full month when not said.")
@click.option("--seed", type=int, default=1, show_default=True, help="Another seed tells another story.")
def demo(cells: int, months: int, until: datetime | None, seed: int) -> None:
    """Fill an empty database with the demo Bloc: the whole of 2020 and the newest months, made through facts.

    The same seed tells the same story on the same day. A database that holds the demo already is left as it is; an
    interrupted run is gone on with. Prints who can sign in.
    """
    today = wall_clock().astimezone(VIETNAM).date()
    newest = month_of(until.date()) if until else newest_full_month(today)
    _filled(Wanted(seed, cells, months, newest, today))


def _filled(wanted: Wanted) -> None:
    try:
        with _progress(about(wanted)) as said:
            filled = fill(Settings.from_environment(), wanted, said)
    except MonthNotOver as running:
        raise click.BadParameter(f"{wanted.until} is not over yet", param_hint="--until") from running
    except NotEmpty as history:
        raise click.ClickException(
            _("Cơ sở dữ liệu đã có lịch sử khác; dữ liệu mẫu chỉ nạp vào cơ sở dữ liệu trống.")
        ) from history
    if filled.before:
        click.echo(_("Dữ liệu mẫu đã có sẵn, không thay đổi gì."), err=True)
    for login in LOGINS:
        click.echo(f"{login}\t{PASSWORD}")


@contextmanager
def _progress(facts: int) -> Iterator[Said]:
    """On a terminal, how far the loading has come; elsewhere silence."""
    if not sys.stderr.isatty():
        yield lambda _phase, _facts: None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True)) as shown:
        tasks = {phase: shown.add_task(_worded(phase), total=facts, start=False) for phase in PHASES}
        yield partial(_show, shown, tasks)


def _show(shown: Progress, tasks: dict[str, TaskID], phase: str, facts: int) -> None:
    shown.start_task(tasks[phase])
    shown.update(tasks[phase], completed=facts)


def _worded(phase: str) -> str:
    return {"recorded": _("Ghi sự kiện"), "names": _("Lập chỉ mục"), "views": _("Dựng khung nhìn")}[phase]
