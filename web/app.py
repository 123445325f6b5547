"""Build the web application around a house."""

import hashlib
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from flask import Flask, url_for
from werkzeug.middleware.proxy_fix import ProxyFix

import web
from web import explaining, languages, moment, nearby, opened, policy, problems, security, shell, wording
from web.comparing import asked as comparing
from web.house import House
from web.reads import noting

STATIC = Path(__file__).parent / "static"


def create_app(here: House) -> Flask:
    """The application; raises `policy.UndeclaredRoute` when a route does not say who may use it."""
    app = Flask("web")
    app.secret_key = here.settings.secret_key
    app.extensions["nenep"] = here
    _know_the_proxies(app, here.settings.proxies)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(asset=asset)
    languages.init_app(app, here.settings.language)
    for part in (wording, explaining, opened, security, moment, nearby, comparing, noting, problems, shell):
        part.init_app(app)
    _open_rooms(app)
    policy.init_app(app)
    policy.check(app)
    return app


def _know_the_proxies(app: Flask, proxies: int) -> None:
    """So many proxies of ours stand in front, each adding the address it was called from; more is not believed."""
    if proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=proxies, x_proto=proxies, x_host=0)  # type: ignore[method-assign]  # as Flask asks


@cache
def _fingerprint(name: str) -> str:
    return hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]


def asset(name: str) -> str:
    """The address of a static file; it changes with its content, so browsers may keep it for ever."""
    return url_for("static", filename=name, v=_fingerprint(name))


def _open_rooms(app: Flask) -> None:
    """Every package of this floor with a `routes` module opens itself: `init_app(app)`."""
    for found in iter_modules(web.__path__, "web."):
        if found.ispkg and (Path(STATIC.parent) / found.name.removeprefix("web.") / "routes.py").exists():
            import_module(f"{found.name}.routes").init_app(app)
