"""The frame around every page: which rooms a person sees in the side rail, and on a phone in the bar below."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import Flask, current_app, g, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from domain.names import Role
from web import policy
from web.acts import Act, may_somewhere
from web.house import house
from web.policy import Caller

THEMES = ("light", "dark")
SIZES = ("normal", "large", "larger")


@dataclass(frozen=True)
class Door:
    """A place in the navigation: shown where its route exists and the caller may do its act somewhere.

    `title` is the Vietnamese sentence, written as `N_("…")` so that its English is asked for; doors stand by `order`,
    under the heading `group`; `on_phone` doors stand in the bar at the bottom of a phone.
    """

    endpoint: str
    title: str
    icon: str
    act: Act | None = None
    order: int = 50
    group: str = ""
    on_phone: bool = False
    roles: frozenset[Role] = frozenset(Role)


def open_doors(app: Flask, *doors: Door) -> None:
    """A room puts its doors into the frame."""
    known: list[Door] = app.extensions["nenep.doors"]
    known.extend(doors)
    known.sort(key=lambda door: door.order)


def N_(sentence: str) -> str:  # noqa: N802  # gettext's own name for "translate this later"
    """Mark a sentence for the catalogues without saying it yet."""
    return sentence


def init_app(app: Flask) -> None:
    """Tell templates who is signed in, which doors they have, and how they like their pages."""
    app.extensions["nenep.doors"] = []
    app.context_processor(_frame)
    app.add_url_rule("/", "home", home)


@policy.signed_in
def home() -> AnyResponse:
    """Everyone's first page is their first door."""
    first = next(_doors_of(policy.caller()), None)
    return redirect(url_for(first.endpoint if first else "accounts.account"))


def _frame() -> dict[str, object]:
    who: Caller | None = g.get("caller")
    return {
        "caller": who,
        "doors": list(_doors_of(who)) if who else [],
        "saved_views": house().accounts.views.of(who.person) if who else [],
        "theme": _kept("theme", THEMES),
        "size": _kept("size", SIZES),
    }


def _doors_of(who: Caller) -> Iterator[Door]:
    here: list[Door] = current_app.extensions["nenep.doors"]
    for door in here:
        wanted = any(one.role in door.roles for one in who.held)
        if wanted and (door.act is None or may_somewhere(who.held, door.act)):
            yield door


def _kept(cookie: str, known: tuple[str, ...]) -> str:
    value = request.cookies.get(cookie, "")
    return value if value in known else ""
