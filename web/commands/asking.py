"""How commands that need a secret get it, and whose hand they are."""

import getpass
import secrets
import sys
from pathlib import Path
from uuid import UUID, uuid4

import click

from domain.record import Hand
from web.accounts import passwords
from web.house import House
from workflows.journal.entry import micros
from workflows.journal.reads import Read, ReadKind, Way
from workflows.reactions.close_months_that_ended import BY_ITSELF

PASSWORD_FILE = click.option(
    "--password-file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Its first line is the password.",
)


def password_for(login: str, file: Path | None) -> str | None:
    """From the file, else asked at a terminal; None where nobody can be asked."""
    if file is not None:
        return _good(file.read_text(encoding="utf-8").partition("\n")[0].rstrip("\r"))
    if not sys.stdin.isatty():
        return None
    return _good(click.prompt(f"Password for {login}", hide_input=True, confirmation_prompt=True, err=True))


def made_up() -> str:
    """A password nobody chose, to be told once."""
    return secrets.token_urlsafe(12)


def console(here: House, command: UUID | None = None) -> Hand:
    """The house's own hand: whoever has its machine needs no role."""
    return Hand(by=BY_ITSELF, at=here.now(), command=command or uuid4())


def _good(password: str) -> str:
    if not passwords.SHORTEST <= len(password) <= passwords.LONGEST:
        raise click.UsageError(f"a password has {passwords.SHORTEST} to {passwords.LONGEST} characters")
    return password


def read_at_console(here: House, command: str) -> None:
    """That something is taken out at the console is put down first; by whom, as far as the machine knows."""
    place = f"nenep {command} ({getpass.getuser()})"
    here.reads.note([Read(micros(here.now()), BY_ITSELF, command, place, ReadKind.EXPORT, Way.CONSOLE)])
