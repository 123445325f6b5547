"""`nenep backup` and `nenep restore`."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import click

from web.accounts.turn import turn
from web.backup import BackupRefused, restore, take
from web.languages import gettext as _
from web.settings import Settings
from web.wording import word

FOLDER = click.Path(file_okay=False, path_type=Path)


def register(group: click.Group) -> None:
    group.add_command(backup)
    group.add_command(put_back)


@click.command()
@click.argument("folder", metavar="DIR", type=FOLDER)
def backup(folder: Path) -> None:
    """Put everything into the new folder DIR while the house goes on: databases, evidence, the hashes of all of it.

    Prints how many facts and files it holds; status 1 where files of evidence are damaged, which are then named. The
    master key and the signing key are not in it; the key store lies in DIR/apart, to be kept elsewhere.
    """
    with explained():
        taken = take(Settings.from_environment(), folder, datetime.now(UTC))
    click.echo(f"{taken.facts}\t{taken.files}")
    click.echo(_("Khóa chủ và khóa ký không nằm trong bản sao: hãy giữ riêng."), err=True)
    for file in taken.damaged:
        click.echo(word("backup", "FileDamaged", file=file), err=True)
    sys.exit(1 if taken.damaged else 0)


@click.command("restore")
@click.argument("folder", metavar="DIR", type=FOLDER)
def put_back(folder: Path) -> None:
    """Put the backup in DIR back into empty places, and prove it: hashes, chain, views made anew, files.

    Prints facts, files, differing rows of views, and persons erased again; status 1 where views differ.
    """
    settings = Settings.from_environment()
    with explained(), turn(settings.database_url):
        proved = restore(settings, folder)
    click.echo(f"{proved.facts}\t{proved.files}\t{len(proved.differences)}\t{proved.erased}")
    if proved.keys_from_here:
        click.echo(_("Kho khóa đang có ở đây được giữ nguyên, không lấy kho khóa trong bản sao."), err=True)
    for difference in proved.differences:
        click.echo("\t".join(map(str, difference)), err=True)
    sys.exit(1 if proved.differences else 0)


@contextmanager
def explained() -> Iterator[None]:
    """Why it is not done, as a sentence."""
    try:
        yield
    except BackupRefused as refused:
        raise click.ClickException(word("backup", refused.code, **refused.values)) from refused
    except OSError as wrong:
        raise click.ClickException(f"{wrong.filename or ''}: {wrong.strerror}") from wrong
