"""`nenep journal`: whether history is whole, signed checkpoints of it, proofs of what is in it, and the log's key."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from web.commands.asking import console
from web.commands.groups import group_in
from web.house import House
from web.languages import gettext as _
from web.problems import of_conflict
from web.settings import Settings
from web.wiring import opened_house
from workflows.journal.conflicts import HistoryContradicted, NothingContradicted
from workflows.journal.log_key import LogKey, LogKeyMissing
from workflows.proof.notes import NobodyKnownSigned
from workflows.requests.log import put_down_continuation, put_down_new_key


def register(group: click.Group) -> None:
    journal = group_in(group, "journal", "The journal and its proof.")
    for command in (verify, checkpoint, prove, rotate_key, go_on):
        journal.add_command(command)


@click.command()
def verify() -> None:
    """Compute chain and tree again; tells how many facts, the first wrong position (status 1) and the root."""
    with opened_house(Settings.from_environment()) as here:
        found = here.journal.verify()
    click.echo(f"{found.length}\t{found.first_wrong}\t{found.root.hex()}")
    sys.exit(0 if found.whole else 1)


@click.command()
def checkpoint() -> None:
    """Print a signed checkpoint of the journal as it stands."""
    with signing() as here:
        click.echo(here.sealer.seal().note, nl=False)


@click.command()
@click.argument("position", type=click.IntRange(min=1))
def prove(position: int) -> None:
    """Print the proof that the fact at POSITION is in the journal, with its checkpoint (C2SP tlog-proof)."""
    with signing() as here:
        newest = here.sealer.seal()
        if position > newest.size:
            raise click.BadParameter(_("sự kiện cuối cùng ở vị trí %(last)s", last=newest.size), param_hint="POSITION")
        click.echo(str(here.sealer.proof(position, newest)), nl=False)


@click.command("rotate-key")
def rotate_key() -> None:
    """Sign with a new key from now on, and print its public half; the handover is recorded, signed by both."""
    with signing() as here:

        def record(old: LogKey, new: LogKey) -> None:
            put_down_new_key(here.desk, console(here), str(old.verifier), str(new.verifier))

        click.echo(str(here.sealer.replace_key(record).verifier))


@click.command("continue")
def go_on() -> None:
    """After a restore to an earlier point: go on under a new name, whose first fact names the old checkpoint."""
    with signing() as here:

        def record(note: str, new: LogKey) -> None:
            put_down_continuation(here.desk, console(here), note, str(new.verifier))

        click.echo(str(here.sealer.go_on(record).verifier))


@contextmanager
def signing() -> Iterator[House]:
    """A house that signs; why it does not is said."""
    with opened_house(Settings.from_environment()) as here:
        try:
            yield here
        except (HistoryContradicted, NothingContradicted) as wrong:
            raise click.ClickException(of_conflict(wrong).detail) from wrong
        except NobodyKnownSigned as nobody:
            raise click.ClickException(_("Chưa có lần ký nào bằng khóa này.")) from nobody
        except LogKeyMissing as missing:
            raise click.ClickException(_("Không có khóa ký nhật ký tại %(file)s.", file=str(missing))) from missing
