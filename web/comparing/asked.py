"""The address of a page with `against`: the page as at its moment, compared with itself as at another.

The other is asked for as a request of its own, by the same caller under the same rules, so that nothing of the first
is left in it; an address that answered nothing then is compared as an empty page.
"""

from urllib.parse import urlencode

from flask import Flask, Response, current_app, g, render_template, request
from lxml.html import fragment_fromstring
from werkzeug.test import EnvironBuilder

from web import moment
from web.comparing.marked import Marked, main_of, marked, with_main
from web.comparing.on_the_map import MAPS, SIGNS, marked_on_the_map
from web.house import house, house_today
from web.moment import AGAINST, OTHER, Moment

GONE = 404
SHOWN = (200, GONE)


def init_app(app: Flask) -> None:
    app.before_request(_take_up)
    app.after_request(_compared)


def _take_up() -> None:
    """Which moment the page is compared with; refused where it never was."""
    text = request.args.get(AGAINST)
    is_page = request.method in moment.READS and not request.path.startswith("/api/")
    if text and is_page and moment.is_of_then():
        g.against = moment.moment_of(house_today(), text, AGAINST)


def _compared(answer: Response) -> Response:
    other: Moment | None = g.get("against")
    whole = answer.mimetype == "text/html" and answer.status_code in SHOWN and "HX-Request" not in request.headers
    if other is None or not whole or OTHER in request.environ:
        return answer
    before = _as_at(other)
    if before.status_code not in SHOWN or before.status_code == answer.status_code == GONE:
        return before
    found = marked(_page(before), _page(answer))
    _tell_of_the_map(_page(before), found)
    _tell(found, other)
    frame = _page(answer) or _page(before)
    answer.status_code = 200
    answer.set_data(with_main(frame, found.main))
    return answer


def _page(answer: Response) -> str:
    """A thing that was not there had an empty page."""
    return "" if answer.status_code == GONE else answer.get_data(as_text=True)


def _as_at(other: Moment) -> Response:
    """The same page as at the other moment."""
    args = urlencode({**request.args.to_dict(flat=False), moment.NAME: [str(other.position)]}, doseq=True)
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]  # as Flask's documents do
    asked = EnvironBuilder(request.path, query_string=args, environ_base={**request.environ, OTHER: house().now()})
    with app.app_context(), app.request_context(asked.get_environ()):
        return app.full_dispatch_request()


def _tell_of_the_map(before: str, found: Marked) -> None:
    """Under the map, where the page has one: what its signs mean."""
    signs = marked_on_the_map(main_of(before), found.main)
    if signs is not None:
        told = render_template("components/map_compared.html", found=signs, signs=SIGNS)
        found.main.find(MAPS).addnext(fragment_fromstring(told.strip()))


def _tell(found: Marked, other: Moment) -> None:
    """On top: with which moment, and how much differs."""
    told = render_template("components/compared.html", counts=found.counts, other=other, now=moment.asked())
    bars = found.main.xpath("./section[@data-moment]")
    part = fragment_fromstring(told.strip())
    if bars:
        bars[0].addnext(part)
    else:
        found.main.insert(0, part)
