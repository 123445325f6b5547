"""The command line: `nenep …`. Every module of `web/commands` adds its own commands.

Exit status 0 done, 1 the answer is no, 2 wrong use. Standard output holds the answer alone; progress and faults go to
standard error.
"""

import sys
from collections.abc import Mapping
from importlib import import_module
from pkgutil import iter_modules

import click
from environs import EnvValidationError

import web.commands
from domain.refusals import Refusal
from projections.database import ViewsNotReady
from web.files.refusals import FileRefused
from web.files.worded import refused_file
from web.languages import speaking
from web.settings import Settings
from web.wording import refused, word
from workflows.journal.conflicts import Conflict
from workflows.journal.master_key import MasterKeyMissing
from workflows.journal.outages import FORBIDDEN, OUTAGES, is_forbidden, is_outage, outage_of
from workflows.journal.unreadable import KeyStoreUnreadable, WrongMasterKey


class Nenep(click.Group):
    """Says refusals and conflicts as sentences, not as tracebacks."""

    def invoke(self, context: click.Context) -> object:
        try:
            settings = Settings.from_environment()
        except EnvValidationError as faults:
            raise click.UsageError("\n".join(_told(faults))) from faults
        with speaking(settings.language):
            try:
                return super().invoke(context)
            except Refusal as refusal:
                raise click.ClickException(refused(refusal)) from refusal
            except Conflict as conflict:
                raise click.ClickException(word("conflict", conflict.code, **conflict.values)) from conflict
            except ViewsNotReady as other:
                raise click.ClickException(
                    word("problem", type(other).__name__, views=", ".join(other.views))
                ) from other
            except FileRefused as refusal:
                raise click.ClickException(refused_file(refusal)) from refusal
            except OUTAGES as away:
                raise click.ClickException(_outage(away)) from away
            except FORBIDDEN as forbidden:
                raise click.ClickException(_forbidden(forbidden)) from forbidden
            except (KeyStoreUnreadable, MasterKeyMissing, WrongMasterKey) as closed:
                raise click.ClickException(word("problem", type(closed).__name__)) from closed


@click.group(cls=Nenep)
@click.version_option(package_name="nenep")
def main() -> None:
    """Nền nếp: from a party cell's month of meetings to a closed deficiency."""


def _outage(away: Exception) -> str:
    """The database or its disk is away: what is the matter, and the driver's own words; another fault goes on."""
    if not is_outage(away):
        raise away
    return f"{word('problem', outage_of(away))} ({getattr(away, 'orig', None) or away})"


def _forbidden(wrong: Exception) -> str:
    """What only the tables' owner may do, in the driver's own words; another fault goes on."""
    if not is_forbidden(wrong):
        raise wrong
    return f"{word('problem', 'OwnerNeeded')} ({str(getattr(wrong, 'orig', wrong)).splitlines()[0]})"


def _told(faults: EnvValidationError) -> list[str]:
    told = faults.error_messages
    assert isinstance(told, Mapping)
    return [f"{name}: {' '.join(messages)}" for name, messages in told.items()]


for _found in iter_modules(web.commands.__path__, "web.commands."):
    if hasattr(_module := import_module(_found.name), "register"):  # some only help the others
        _module.register(main)

if __name__ == "__main__":
    sys.exit(main(prog_name="nenep"))
