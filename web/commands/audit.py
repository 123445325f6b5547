"""`nenep audit`: evidence for outsiders, made here and checked anywhere."""

import sys
from pathlib import Path

import click

from projections.unit_tree import unit_by_code
from web.bundle.making import Asked, make
from web.bundle.rebuilding import views_that_differ
from web.bundle.verify import Refused
from web.bundle.verify import verify as verified
from web.commands.asking import read_at_console
from web.commands.groups import group_in
from web.commands.journal import signing
from web.commands.new_file import new_file
from web.house import House
from web.languages import gettext as _
from web.reads.counting import check_reads
from web.settings import Settings
from web.wiring import opened_house


def register(group: click.Group) -> None:
    audit = group_in(group, "audit", "Evidence for outsiders.")
    audit.add_command(bundle)
    audit.add_command(verify)
    audit.add_command(reads)


@click.command()
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="The zip to write.")
@click.option("--unit", help="Only what is about the unit with this CODE and those below it.")
@click.option("--from", "first", type=click.IntRange(min=1), help="First position.")
@click.option("--to", "last", type=click.IntRange(min=1), help="Last position.")
def bundle(out: Path, unit: str | None, first: int | None, last: int | None) -> None:
    """Write a bundle that outsiders check offline; prints facts in the log, contents in it, and contents withheld."""
    with new_file(out, "--out") as draft, signing() as here:
        read_at_console(here, "audit bundle")
        made = make(here, draft, Asked(_scope(here, unit), first, last))
    click.echo(f"{made.size}\t{made.shown}\t{made.withheld}")


def _scope(here: House, code: str | None) -> tuple[str, ...] | None:
    if code is None:
        return None
    with here.reading() as db:
        found = unit_by_code(db, code)
    if found is None:
        raise click.BadParameter(_("không có tổ chức mang mã này"), param_hint="--unit")
    return (found.path,)


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False))
@click.option("--key", help="The log's public key, as you know it.")
@click.option("--checkpoint", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="One that you kept.")
def verify(file: str, key: str | None, checkpoint: Path | None) -> None:
    """Check a bundle offline: root, proofs, contents, your own checkpoint, and the views built again. Needs no house.

    Prints facts, root, contents here and withheld, and whether the views agree; status 1 with reason and position.
    """
    try:
        found = verified(file, key, checkpoint.read_text(encoding="utf-8") if checkpoint else None)
    except Refused as wrong:
        click.echo(f"{wrong.position or ''}\t{wrong.reason}")
        sys.exit(1)
    differ = views_that_differ(file)
    told = "views not compared" if differ is None else f"views differ: {', '.join(differ)}" if differ else "views agree"
    click.echo(f"{found.size}\t{found.root.hex()}\t{found.shown}\t{found.withheld}\t{told}")
    sys.exit(1 if differ else 0)


@click.command()
def reads() -> None:
    """Compute the read log's chain again, and hold it against the heads in the journal.

    Prints lines, heads, and the first wrong line (status 1).
    """
    with opened_house(Settings.from_environment()) as here:
        found = check_reads(here)
    click.echo(f"{found.lines}\t{found.heads}\t{found.wrong_from}")
    sys.exit(0 if found.wrong_from is None else 1)
