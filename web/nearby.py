"""Pages read from a replica: each waits until it has what its reader wrote, or says as of when it is.

Only pages are read there. Programs, everything that records, who may do what, and pages of a past moment go to the
database itself, as do all pages while the replica is away.
"""

import time
from datetime import datetime

from flask import Flask, Response, g, request

from projections.replica import Replica
from web import moment
from web.house import house_today
from web.moment import READS, is_of_then

COOKIE, KEPT = "nenep_wrote", 300
"""Up to which position the reader's browser has written, and for how many seconds that matters."""
PATIENCE, LOOK = 1.0, 0.02
"""Seconds: how long a page waits for the replica, and between two looks."""


def init_app(app: Flask) -> None:
    app.before_request(_turn_to)
    app.after_request(_remember)
    app.jinja_env.globals.update(behind=behind)


def behind() -> datetime | None:
    """As of when this page is, where the reader wrote something that it does not show yet."""
    found: datetime | None = g.get("behind")
    return found


def _turn_to() -> None:
    here = house_today()
    if here.replica is None or request.method not in READS or not _is_a_page() or moment.asked():
        return
    wanted = _wrote()
    reached = _reached(here.replica, wanted)
    if reached is None:
        return
    g.house_nearby = here.nearby(reached)
    if reached < wanted:
        seen = here.journal.at([reached])
        g.behind = seen[reached].recorded_at if seen else here.now()


def _is_a_page() -> bool:
    return is_of_then() and request.authorization is None and not request.path.startswith("/api/")


def _reached(replica: Replica, wanted: int) -> int | None:
    """Where the replica is once it has what is wanted, or after a while; None where it is away."""
    ends = time.monotonic() + PATIENCE
    while (reached := replica.position()) is not None and reached < wanted and time.monotonic() < ends:
        time.sleep(LOOK)
    return reached


def _wrote() -> int:
    text = request.cookies.get(COOKIE, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


def _remember(answer: Response) -> Response:
    """Whoever recorded something looks for it next."""
    here = house_today()
    if here.replica is not None and request.method not in READS and answer.status_code < 400:
        head = str(here.journal.head())
        answer.set_cookie(COOKIE, head, max_age=KEPT, httponly=True, samesite="Lax", secure=request.is_secure)
    return answer
