"""`nenep work`: a worker beside `nenep serve` where several machines share one PostgreSQL."""

import signal
from types import FrameType

import click

from web.rounds.worker import Worker
from web.settings import Settings
from web.wiring import opened_house


def register(group: click.Group) -> None:
    group.add_command(work)


@click.command()
def work() -> None:
    """Keep views, reactions, the daily round, mail and the signed log going; as many as you like, on any machine.

    They share the work by leases in the database: whoever dies is replaced within seconds. Ends with SIGTERM or Ctrl-C.
    """
    settings = Settings.from_environment()
    if settings.embedded:
        raise click.UsageError("nenep work asks for PostgreSQL: on SQLite `nenep serve` does all of it")
    with opened_house(settings) as here:
        worker = Worker(here)

        def end(_number: int, _frame: FrameType | None) -> None:
            worker.ending.set()

        for ends in (signal.SIGTERM, signal.SIGINT):
            signal.signal(ends, end)
        click.echo("working", err=True)
        worker.work()
