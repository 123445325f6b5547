"""`nenep serve`: web and views; and `nenep start`, what `run.py` calls: bring up, fill the demo once, tell, serve."""

import threading
import webbrowser
from contextlib import nullcontext
from typing import Any

import click
import waitress
from gunicorn.app.base import BaseApplication

from web import wiring
from web.app import create_app
from web.house import House
from web.rounds.keeper import rounds_kept
from web.settings import Settings
from web.wording import word

THREADS = 8
OF_THE_DEMO = "nenep-demo"


def register(group: click.Group) -> None:
    group.add_command(serve)
    group.add_command(start)


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1, 64), help="Processes; PostgreSQL only.")
def serve(host: str, port: int, workers: int) -> None:
    """Web and views; embedded, on SQLite, the daily round goes by itself, on PostgreSQL `nenep work` sees to it."""
    settings = Settings.from_environment()
    if workers > 1 and settings.embedded:
        raise click.UsageError("--workers asks for PostgreSQL: SQLite is served by one process")
    if workers > 1:
        ManyProcesses(settings, {"bind": f"{host}:{port}", "workers": workers, "threads": THREADS}).run()
    else:
        with wiring.opened_house(settings) as here:
            _serve_here(here, host, port)


@click.command(hidden=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--no-browser", is_flag=True)
@click.pass_context
def start(context: click.Context, port: int, no_browser: bool) -> None:
    """Bring the database up, fill the demo Bloc once, tell the address and who can sign in, serve."""
    settings = Settings.from_environment()
    wiring.migrate(settings)
    with wiring.opened_house(settings) as here:
        empty = here.journal.head() == 0
    commands = context.find_root().command
    if empty and isinstance(commands, click.Group) and "demo" in commands.commands:
        context.invoke(commands.commands["demo"])
    address = f"http://127.0.0.1:{port}"
    with wiring.opened_house(settings) as here:
        click.echo("\n".join(("", f"  Nền nếp  {address}", *_sign_ins(here), "")), err=True)
        if not no_browser:
            threading.Timer(1.0, webbrowser.open, (address,)).start()
        _serve_here(here, "127.0.0.1", port)


def _serve_here(here: House, host: str, port: int) -> None:
    """One process; what proxies say is left to the application, which knows how many to believe."""
    told = {"host": host, "port": port, "threads": THREADS, "ident": None}
    with rounds_kept(here) if here.settings.embedded else nullcontext():
        waitress.serve(create_app(here), **told, clear_untrusted_proxy_headers=False)


class ManyProcesses(BaseApplication):  # type: ignore[misc]  # gunicorn comes without types
    """gunicorn, each of its processes with a house of its own."""

    def __init__(self, settings: Settings, options: dict[str, Any]) -> None:
        self.settings, self.options = settings, options
        super().__init__()

    def load_config(self) -> None:
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        return create_app(wiring.open_house(self.settings))


def _sign_ins(here: House) -> list[str]:
    """One account a role, with the demo's password where it is still in force."""
    first: dict[str, str] = {}
    for account in here.accounts.all():
        for held in here.roles_of(account.person):
            first.setdefault(word("role", held.role), account.login)
    told = {login: OF_THE_DEMO if here.accounts.fits(login, OF_THE_DEMO) else "…" for login in first.values()}
    return [f"  {login:<12} {told[login]:<12} {role}" for role, login in first.items()]
