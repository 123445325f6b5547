"""What watches over the house: is it alive, is it ready, and its numbers, at the root and without signing in."""

import datetime as dt
import time
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from flask import Blueprint, Flask, Response, current_app, g, request
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST

from projections.folding import OUTAGES
from projections.notices import last_round
from projections.runner import ViewStatus
from web import policy
from web.api.view_numbers import ViewNumbers
from web.house import house
from web.rounds.keeper import LEASE, contradicted
from web.rounds.sharing import WORKER
from workflows.journal.conflicts import JournalUnreachable

rooms = Blueprint("health", __name__)
PATIENCE = 60.0
"""Seconds in which a view with facts to read has to move."""


class Numbers:
    """What is counted in this process, and when each view was last seen to move."""

    def __init__(self) -> None:
        self.all = CollectorRegistry()
        names = ("method", "route", "status")
        self.requests = Counter("nenep_requests", "Requests answered.", names, registry=self.all)
        self.seconds = Histogram("nenep_request_seconds", "How long answers took.", ("route",), registry=self.all)
        self.head = Gauge("nenep_journal_head", "The last position of the journal.", registry=self.all)
        self.views = ViewNumbers(self.all)
        about = "The newest day whose round was made, in seconds since 1970."
        self.rounds = Gauge("nenep_last_round", about, registry=self.all)
        self.trouble = Gauge("nenep_round_trouble", "1 where the round or its mail failed last.", registry=self.all)
        about = "1 where what the database holds is not what was signed last."
        self.contradicted = Gauge("nenep_log_contradicted", about, registry=self.all)
        about = "How many workers (`nenep work`) share the work now; embedded, the one process does it."
        self.workers = Gauge("nenep_workers", about, registry=self.all)
        self.moved: dict[str, tuple[int, float]] = {}

    def standing(self, status: Sequence[ViewStatus]) -> list[str]:
        """The views that have facts to read and have not moved for a while."""
        now = time.monotonic()
        for view in status:
            if view.lag == 0 or self.moved.get(view.view, (-1, now))[0] != view.position:
                self.moved[view.view] = (view.position, now)
        return [view.view for view in status if now - self.moved[view.view][1] > PATIENCE]


def init_app(app: Flask) -> None:
    app.extensions["nenep.numbers"] = Numbers()
    app.register_blueprint(rooms)
    app.before_request(_begin)
    app.after_request(_count)


@rooms.get("/healthz")
@policy.public
def alive() -> dict[str, str]:
    """The process answers."""
    return {"status": "alive"}


@rooms.get("/readyz")
@policy.public
def ready() -> tuple[dict[str, Any], int]:
    """The databases are there and the views move; 503 otherwise."""
    try:
        status = house().views.status()
    except (*OUTAGES, JournalUnreachable):
        return {"status": "no database"}, 503
    standing = _numbers().standing(status)
    told = {"status": "views stand still" if standing else "ready", "lag": max((one.lag for one in status), default=0)}
    return {**told, "standing": standing}, 503 if standing else 200


@rooms.get("/metrics")
@policy.public
def metrics() -> Response:
    """The numbers, as Prometheus reads them."""
    numbers = _numbers()
    head = house().journal.head()
    numbers.head.set(head)
    numbers.views.look(house(), head)
    with house().reading() as db:
        if (last := last_round(db)) is not None:
            numbers.rounds.set(datetime.combine(last, dt.time(), house().settings.zone).timestamp())
    numbers.trouble.set(house().leases.said(LEASE) is not None)
    numbers.workers.set(len(house().leases.held(WORKER)))
    numbers.contradicted.set(contradicted(house()) is not None)
    return Response(generate_latest(numbers.all), content_type=CONTENT_TYPE_LATEST)


def _numbers() -> Numbers:
    numbers: Numbers = current_app.extensions["nenep.numbers"]
    return numbers


def _begin() -> None:
    g.began = time.perf_counter()


def _count(answer: Response) -> Response:
    route = request.url_rule.rule if request.url_rule else "none"
    _numbers().requests.labels(request.method, route, str(answer.status_code)).inc()
    _numbers().seconds.labels(route).observe(time.perf_counter() - g.get("began", time.perf_counter()))
    return answer
