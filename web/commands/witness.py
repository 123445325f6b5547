"""`nenep witness`: on an auditor's machine, without a house."""

import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import click
import waitress

from web.languages import gettext as _
from web.witness.app import create_witness
from web.witness.following import Fetch, follow, from_address
from web.witness.witness import TwoHistories, Witness
from workflows.proof.notes import NoteMisshapen, Verifier, read_verifier


class Watching(NamedTuple):
    """What a witness was asked: which logs, under which name, where it keeps what it saw, and how it looks."""

    logs: list[Verifier]
    name: str
    state: Path
    host: str
    port: int
    address: str | None
    every: float
    once: bool


def register(group: click.Group) -> None:
    group.add_command(witness)


def _known(_context: click.Context, _option: click.Parameter, keys: tuple[str, ...]) -> list[Verifier]:
    try:
        return [read_verifier(key) for key in keys]
    except NoteMisshapen as misshapen:
        raise click.BadParameter(_("không phải khóa công khai dạng tên+mã+khóa")) from misshapen


@click.command()
@click.option("--log", "logs", multiple=True, required=True, callback=_known, help="The public key of a log; several.")
@click.option("--name", default="nenep-witness", show_default=True, help="The name that cosignatures bear.")
@click.option("--state", type=click.Path(path_type=Path), default=Path("var/witness"), show_default=True)
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8010, show_default=True, type=click.IntRange(1, 65535))
@click.option("--follow", "address", help="A log's address (…/tlog) to look at by itself.")
@click.option("--every", default=60.0, show_default=True, help="Seconds between two looks.")
@click.option("--once", is_flag=True, help="Look once, print the cosignature, end: status 1 where histories differ.")
def witness(**asked: Any) -> None:
    """Keep, check and cosign checkpoints; refuse forks and rollbacks, and keep the evidence. Prints its public key."""
    _watch(Watching(**asked))


def _watch(asked: Watching) -> None:
    here = Witness(asked.state, asked.name, asked.logs)
    click.echo(str(here.verifier))
    fetch = from_address(asked.address) if asked.address else None
    if asked.once:
        if fetch is None:
            raise click.UsageError(_("--once cần --follow"))
        click.echo(_looked(here, fetch), nl=False)
        return
    if fetch is not None:
        threading.Thread(target=_look_again, args=(here, fetch, asked.every), daemon=True).start()
    waitress.serve(create_witness(here, _now), host=asked.host, port=asked.port, threads=4, ident=None)


def _looked(here: Witness, fetch: Fetch) -> str:
    try:
        return str(follow(here, fetch, _now()))
    except TwoHistories as two:
        raise click.ClickException(_("Hai lịch sử khác nhau; bằng chứng ở %(folder)s.", folder=two.evidence)) from two


def _look_again(here: Witness, fetch: Fetch, every: float) -> None:
    """Look again and again; whatever goes wrong is said and tried again."""
    pause = threading.Event()
    while True:
        try:
            follow(here, fetch, _now())
        except TwoHistories as two:
            click.echo(f"two histories: {two.evidence}", err=True)
        except Exception as away:  # noqa: BLE001  # the log is away, or speaks nonsense: the next look may find it well
            click.echo(f"{type(away).__name__}: {away}", err=True)
        pause.wait(every)


def _now() -> datetime:
    return datetime.now(UTC)
