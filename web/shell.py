"""The frame around every page: which rooms a person sees in the side rail, and on a phone in the bar below."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode
from uuid import uuid4

from flask import Flask, current_app, g, redirect, request, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response as AnyResponse

from domain.names import Role
from web import moment, policy
from web.acts import Act, may_somewhere
from web.house import house
from web.languages import current
from web.policy import Caller

THEMES = ("light", "dark")
SIZES = ("normal", "large", "larger")


@dataclass(frozen=True)
class Door:
    """A place in the navigation: shown where its route exists and the caller may do its act somewhere.

    `title` is the Vietnamese sentence, written as `N_("…")` so that its English is asked for; doors stand by `order`,
    under the heading `group`; `on_phone` doors stand in the bar at the bottom of a phone; `count` is asked
    on every page.
    """

    endpoint: str
    title: str
    icon: str
    act: Act | None = None
    order: int = 50
    group: str = ""
    on_phone: bool = False
    roles: frozenset[Role] = frozenset(Role)
    count: Callable[[], int] | None = None


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
    app.jinja_env.filters.update(local=local, instant=datetime.fromisoformat)
    app.jinja_env.globals.update(
        count=_counted, device=device, has_route=_has_route, initials=initials, language=current, new_command=uuid4
    )
    app.jinja_env.globals.update(with_args=with_args)
    app.add_url_rule("/", "home", home)


@policy.signed_in
def home() -> AnyResponse:
    """Everyone's first page is their first door."""
    first = next(_doors_of(policy.caller()), None)
    return redirect(url_for(first.endpoint if first else "accounts.account"))


def with_args(**changed: str | None) -> str:
    """This page with some of its query changed; None takes one out. Filters, sort and page all live in the address."""
    kept = {name: values for name, values in request.args.lists() if name not in changed}
    said = {name: [value] for name, value in changed.items() if value is not None}
    return f"{request.path}?{urlencode({**kept, **said}, doseq=True)}"


def local(when: datetime) -> datetime:
    """A moment in the house's zone."""
    return when.astimezone(house().settings.zone)


def initials(name: str) -> str:
    """Two letters for a circle: of the last two words of a name, as Vietnamese names are called by the last."""
    words = name.split()
    return "".join(word[0] for word in words[-2:]).upper() if len(words) > 1 else name[:2].upper()


def device(agent: str) -> str:
    """A browser in two words, for a list that its owner should recognise."""
    known = (("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
    systems = (
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("Windows", "Windows"),
        ("Mac OS", "Mac"),
        ("Linux", "Linux"),
    )
    found = [next((said for mark, said in marks if mark in agent), "") for marks in (known, systems)]
    return ", ".join(filter(None, found)) or agent[:40] or "?"


def _counted(door: Door) -> Markup:
    """What waits behind a door now; in the past nothing is done, so nothing waits."""
    number = door.count() if door.count and moment.asked() is None else 0
    return Markup('<span class="n hot num">{}</span>').format(number) if number else Markup("")


def _has_route(endpoint: str) -> bool:
    return endpoint in current_app.view_functions


def _frame() -> dict[str, object]:
    who: Caller | None = g.get("caller")
    return {
        "me": who,
        "doors": list(_doors_of(who)) if who else [],
        "saved_views": g.get("saved_views", ()) if who else (),
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
