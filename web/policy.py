"""The gate: every route says what it needs, and a route that does not keeps the house from being built.

    @rooms.get("/cases/<uuid:case>")
    @policy.needs(Act.READ_CASE, of=place_of_case)     # one thing: `of` finds where it stands from the route's values
    @policy.needs(Act.READ_CASE, of=policy.anywhere)   # a list: narrow it by `policy.reach(Act.READ_CASE)`; a POST
                                                       # with its unit in the body: `policy.require(act, place)` inside
    @policy.signed_in                                  # about the caller alone: /me, /account, the catalogue
    @policy.public                                     # sign-in, liveness

The decorator stands directly under the route. `of` returns a `Place`, or None where there is no such thing (404).
Lists join on the ranges of paths that `reach` gives (two or three prefixes), never on lists of ids.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import wraps
from typing import NamedTuple, ParamSpec, TypeVar

from flask import Flask, abort, g, request

from domain.names import PersonId
from projections.known_units import path_today
from projections.ranges import ROOT
from web import moment
from web.acts import NEEDS_KNOWING, Act, Held, Place, may, may_somewhere, may_stand_in, widest
from web.house import house_today

__all__ = ["Act", "Caller", "Held", "Place"]

P = ParamSpec("P")
R = TypeVar("R")
Finder = Callable[..., Place | None]


@dataclass(frozen=True)
class Caller:
    """Who asks, the roles the people view knows of them now, and the person they enter for, with that one's roles."""

    person: PersonId
    login: str
    held: tuple[Held, ...] = ()
    on_behalf_of: PersonId | None = None
    held_on_behalf: tuple[Held, ...] = ()

    def without_emergency(self) -> "Caller":
        """With what they may at all times."""
        return replace(self, held=tuple(one for one in self.held if one.until is None))


class Declared(NamedTuple):
    """What a route said it needs. No act: anyone (`public`) or anyone signed in."""

    act: Act | None = None
    of: Finder | None = None
    public: bool = False


class UndeclaredRoute(Exception):
    """A route without a declared policy."""


def anywhere(**_: object) -> Place:
    """No single place: the route narrows by `reach`, or by `require` once it has read its body."""
    return Place("")


def needs(act: Act, of: Finder) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Let the route in only where the caller may do this, at the place that `of` finds."""

    def declare(view: Callable[P, R]) -> Callable[P, R]:
        @wraps(view)
        def guarded(*args: P.args, **values: P.kwargs) -> R:
            caller()
            require(act, of(**(request.view_args or {})))
            return view(*args, **values)

        return _declare(guarded, Declared(act, of))

    return declare


def signed_in(view: Callable[P, R]) -> Callable[P, R]:
    """Let anyone in who is signed in: the route concerns the caller alone, or nobody's secret."""

    @wraps(view)
    def guarded(*args: P.args, **values: P.kwargs) -> R:
        caller()
        return view(*args, **values)

    return _declare(guarded, Declared())


def public(view: Callable[P, R]) -> Callable[P, R]:
    """Let anyone in."""
    return _declare(view, Declared(public=True))


def caller() -> Caller:
    """Who asks; 401 when nobody is signed in."""
    known: Caller | None = g.get("caller")
    return known or abort(401)


def require(act: Act, place: Place | None) -> None:
    """Go on only if the caller may; 404 where there is nothing, or where even knowing is too much; else 403."""
    asked = caller()
    if place is None:
        abort(404)
    place = _today(place)
    if allows(asked, act, place):
        g.in_emergency = in_emergency() or not allows(asked.without_emergency(), act, place)
        return
    knowing = NEEDS_KNOWING.get(act)
    abort(404 if knowing and place.path and not may(asked.held, knowing, place) else 403)


def in_emergency() -> bool:
    """Is something asked for that only an emergency access lets the caller read?"""
    return bool(g.get("in_emergency"))


def _today(place: Place) -> Place:
    """Where what stood there in the past stands today: that decides who may see it."""
    then = moment.asked()
    if then is None or place.path in ("", ROOT):
        return place
    with house_today().reading() as db:
        return place._replace(path=path_today(db, place.path, then.position) or place.path)


def offers(act: Act, place: Place) -> bool:
    """For templates, to offer only what is allowed; in the past nothing is done."""
    return allows(caller(), act, place) and (act.reads or moment.asked() is None)


def allows(asked: Caller, act: Act, place: Place) -> bool:
    """May they, by themselves or for the person they enter for? For templates too, to offer only what is allowed."""
    allowed = may if place.path else lambda held, act, _: may_somewhere(held, act)
    if asked.on_behalf_of is None or act.reads:
        return allowed(asked.held, act, place)
    by_hand = allowed(asked.held, act, place) or not place.path or may_stand_in(asked.held, act, place)
    return by_hand and allowed(asked.held_on_behalf, act, place)


def reach(act: Act) -> tuple[str, ...]:
    """The paths at and below which the caller may do this; lists join on these ranges."""
    return widest(caller().held, act)


def declared(app: Flask) -> Iterator[tuple[str, str, str, Declared | None]]:
    """Every route: its address, method, endpoint and what it declared."""
    for rule in app.url_map.iter_rules():
        view = app.view_functions[rule.endpoint]
        shape = getattr(view, "view_class", None)
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            said = getattr(shape, method.lower()) if shape else view
            yield rule.rule, method, rule.endpoint, getattr(said, "policy", None)


def check(app: Flask) -> None:
    """Raise for the first routes that say nothing; called at the end of `create_app`."""
    silent = [f"{method} {address} ({endpoint})" for address, method, endpoint, said in declared(app) if said is None]
    if silent:
        raise UndeclaredRoute(", ".join(silent))


def init_app(app: Flask) -> None:
    """The style sheets are for everyone; templates ask `may(act, place)` before they offer an action."""
    _declare(app.view_functions["static"], Declared(public=True))
    app.jinja_env.globals.update(may=lambda act, place: offers(Act(act), place), Act=Act)


def _declare(view: Callable[P, R], said: Declared) -> Callable[P, R]:
    view.policy = said  # type: ignore[attr-defined]  # read back by `declared`
    return view
