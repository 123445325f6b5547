"""That somebody looked is put down before the answer goes out: who, at what, by which way, on which page."""

from typing import Any

from flask import Flask, Response, g, request
from werkzeug.wrappers import Response as AnyResponse

from web.house import house_today
from web.policy import caller, in_emergency
from web.problems import answer as answer_with
from web.problems import of_conflict
from workflows.journal.conflicts import ReadsUnrecorded
from workflows.journal.entry import micros
from workflows.journal.reads import Read, ReadKind, Way

CASES = ("case", "remediation")
"""What addresses call the case they show."""


def init_app(app: Flask) -> None:
    app.after_request(_case_was_shown)


def read_now(kind: ReadKind, of: object) -> None:
    """Put down at once; raises `ReadsUnrecorded`, and then it may not be shown."""
    house_today().reads.note([_read(kind, of)])


def _read(kind: ReadKind, of: object) -> Read:
    at = micros(house_today().now())
    way = Way.EMERGENCY if in_emergency() else Way.of(request.path)
    return Read(at, caller().person, str(of), request.path, kind, way)


def _case_was_shown(answer: Response) -> AnyResponse:
    """A case, its papers, the case played again; in an emergency any page: within a second."""
    shown: Any = next((value for name, value in (request.view_args or {}).items() if name in CASES), None)
    read = shown or in_emergency()
    if read and request.method == "GET" and answer.status_code in (200, 206, 304) and g.get("caller"):
        try:
            house_today().reads.soon(_read(ReadKind.CASE, shown) if shown else _read(ReadKind.OTHER, ""))
        except ReadsUnrecorded as wrong:
            return answer_with(of_conflict(wrong))
    return answer
