"""Whatever goes wrong becomes an answer here and nowhere else: RFC 9457 for programs, a page or a fragment for people.

A form sent by htmx is answered with fragments that fill its error slots (`templates/problems/in_place.html`), so what
the person typed stays where it is. Without JavaScript the same problem is a page that shows the typed text again.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from flask import Flask, Response, current_app, g, json, redirect, render_template, request, url_for
from flask_wtf.csrf import CSRFError
from marshmallow import ValidationError
from werkzeug.exceptions import HTTPException, InternalServerError
from werkzeug.wrappers import Response as AnyResponse

from domain.record import Record
from domain.refusals import NotThere, Refusal
from domain.why import Why, as_plain
from projections.listing import CursorUnreadable
from web.accounts.accounts import SignInRefused
from web.accounts.throttle import TooManyAttempts
from web.explaining import why_refused
from web.files.refusals import FileRefused
from web.files.worded import refused_file
from web.forms import fault
from web.moment import PastIsRead
from web.sent import sent, typed
from web.wording import refused, word
from workflows.journal.conflicts import (
    CommandReused,
    Conflict,
    DatabaseNotReady,
    HistoryContradicted,
    JournalUnreachable,
    NotDurable,
    OutcomeUnknown,
    ReadsUnrecorded,
)
from workflows.journal.outages import OUTAGES, Outage, is_outage, outage_of
from workflows.journal.unreadable import KeyStoreUnreadable, TracesRemain

STATUS_OF_CONFLICTS: dict[type[Conflict], HTTPStatus] = {
    CommandReused: HTTPStatus.UNPROCESSABLE_ENTITY,
    **dict.fromkeys(
        (OutcomeUnknown, JournalUnreachable, DatabaseNotReady, NotDurable, ReadsUnrecorded, HistoryContradicted),
        HTTPStatus.SERVICE_UNAVAILABLE,
    ),
}


@dataclass(frozen=True)
class Fault:
    """One field and what is wrong with it; `field` is a path such as `items.0.minutes`."""

    field: str
    detail: str


@dataclass(frozen=True)
class Problem:
    """What is told of something that went wrong."""

    status: int
    code: str
    detail: str
    faults: tuple[Fault, ...] = ()
    more: dict[str, Any] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    why: Why | None = None

    @property
    def title(self) -> str:
        return word("status", self.status)

    def as_json(self) -> dict[str, Any]:
        told = {"type": f"urn:nenep:problem:{self.code}", "title": self.title, "status": self.status, "code": self.code}
        pointed = [
            {"field": f.field, "pointer": "#/" + f.field.replace(".", "/"), "detail": f.detail} for f in self.faults
        ]
        return {**told, "detail": self.detail, "errors": pointed, **self.more}


def init_app(app: Flask) -> None:
    """Answer every refusal, malformed input, conflict and HTTP error."""
    app.register_error_handler(Refusal, _refused)
    app.register_error_handler(FileRefused, lambda refusal: answer(of_file(refusal)))
    app.register_error_handler(ValidationError, lambda error: answer(of_validation(error)))
    app.register_error_handler(CursorUnreadable, lambda _: answer(of_validation(of_cursor())))
    app.register_error_handler(TooManyAttempts, lambda error: answer(of_throttle(error)))
    app.register_error_handler(SignInRefused, lambda _: answer(of_sign_in()))
    app.register_error_handler(Conflict, lambda conflict: answer(of_conflict(conflict)))
    app.register_error_handler(KeyStoreUnreadable, lambda _: answer(unavailable("KeyStoreUnreadable")))
    app.register_error_handler(TracesRemain, lambda _: answer(unavailable("TracesRemain")))
    app.register_error_handler(PastIsRead, lambda _: answer(of_past()))
    for kind in OUTAGES:
        app.register_error_handler(kind, _outage)
    app.register_error_handler(CSRFError, lambda _: answer(Problem(400, "FormExpired", word("problem", "FormExpired"))))
    app.register_error_handler(HTTPException, _http)


def answer(problem: Problem) -> AnyResponse:
    """The problem, as its asker can use it."""
    if wants_json():
        body = json.dumps(problem.as_json(), ensure_ascii=False)
        return Response(body, problem.status, problem.headers, content_type="application/problem+json")
    if problem.status == HTTPStatus.UNAUTHORIZED:
        return _to_sign_in()
    held = sent()
    in_place = "HX-Request" in request.headers and "_form" in held
    template = "problems/in_place.html" if in_place else "problems/page.html"
    page = render_template(template, problem=problem, typed=dict(typed(held)))
    return Response(page, problem.status, problem.headers, content_type="text/html; charset=utf-8")


def wants_json() -> bool:
    """The API speaks JSON; pages speak HTML."""
    return request.path.startswith("/api/")


def of_refusal(refusal: Refusal) -> Problem:
    """The domain said no: 409 with its code, and why; what is not there is 404."""
    status = HTTPStatus.NOT_FOUND if isinstance(refusal, NotThere) else HTTPStatus.CONFLICT
    why = why_refused(refusal, request.view_args or {})
    return Problem(status, refusal.code, refused(refusal), more={"why": as_plain(why)}, why=why)


def of_conflict(conflict: Conflict) -> Problem:
    """The journal said no. A stale version tells what was recorded meanwhile, and by whom."""
    if isinstance(conflict, JournalUnreachable) and outage_of(conflict) is not Outage.AWAY:
        return of_outage(conflict)
    status = STATUS_OF_CONFLICTS.get(type(conflict), HTTPStatus.CONFLICT)
    plain = {name: value for name, value in conflict.values.items() if name != "since"}
    changes = [_change(record) for record in getattr(conflict, "since", ())]
    return Problem(
        status, conflict.code, word("conflict", conflict.code, **plain), more={"changes": changes} if changes else {}
    )


def unavailable(code: str) -> Problem:
    """Not now; its sentence says why, and whether doing it again helps."""
    return Problem(HTTPStatus.SERVICE_UNAVAILABLE, code, word("problem", code))


def of_past() -> Problem:
    """Nothing is recorded in the past; what was typed stays, and can be sent now."""
    return Problem(HTTPStatus.CONFLICT, "PastIsRead", word("problem", "PastIsRead"))


def of_outage(error: BaseException) -> Problem:
    """The database or its disk is away: said as it is, and what to do; sending again never records twice."""
    return unavailable(outage_of(error))


def _change(record: Record[Any]) -> dict[str, object]:
    fact = type(record.fact).__name__
    told = {"position": record.position, "fact": fact, "by": record.by, "at": record.recorded_at.isoformat()}
    return {**told, "said": word("fact", fact)}


def of_file(refusal: FileRefused) -> Problem:
    """A file turned away is a fault of its field; what is wrong with the store is ours, and in the server's log."""
    said = refused_file(refusal)
    if refusal.status >= 500:
        current_app.logger.error("store of files", exc_info=refusal)
    return Problem(refusal.status, refusal.code, said, (Fault(refusal.field, said),) if refusal.status < 500 else ())


def of_validation(error: ValidationError) -> Problem:
    """Malformed input: 422, one entry a field."""
    faults = tuple(_faults(error.messages, ""))
    return Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "Malformed", word("problem", "Malformed", n=len(faults)), faults)


def of_cursor() -> ValidationError:
    """The address of a page of a list that no list made."""
    return ValidationError({"cursor": fault("invalid").messages})


def of_sign_in() -> Problem:
    """Programs get 401; a person stays on the page and tries again."""
    status = HTTPStatus.UNAUTHORIZED if wants_json() else HTTPStatus.UNPROCESSABLE_ENTITY
    return Problem(status, "SignInRefused", word("problem", "SignInRefused"))


def of_throttle(error: TooManyAttempts) -> Problem:
    said = word("problem", "TooManyAttempts", seconds=error.seconds)
    wait = {"Retry-After": str(error.seconds)}
    return Problem(HTTPStatus.TOO_MANY_REQUESTS, "TooManyAttempts", said, headers=wait)


def of_http(error: HTTPException) -> Problem:
    """An HTTP error keeps its own headers (`Allow` on 405)."""
    status = HTTPStatus(error.code or 500)
    headers = {name: value for name, value in error.get_headers() if name.lower() not in {"content-type", "location"}}
    if status == HTTPStatus.UNAUTHORIZED:
        headers["WWW-Authenticate"] = "Bearer"
    code = status.phrase.title().replace(" ", "").replace("-", "")
    return Problem(status, code, word("status_detail", status.value), headers=headers)


def _http(error: HTTPException) -> AnyResponse:
    if error.response is not None or (error.code or 500) < 400:
        return error.get_response()  # a redirect of the router
    if isinstance(error, InternalServerError):
        g.pop("caller", None)  # the error page asks for nothing that may be broken
    return answer(of_http(error))


def _refused(refusal: Refusal) -> AnyResponse:
    """Its reason is looked up; where the database goes away meanwhile, that is what there is to say."""
    try:
        return answer(of_refusal(refusal))
    except OUTAGES as away:
        return _outage(away)


def _outage(error: Exception) -> AnyResponse:
    """The page that says so asks for nothing that may be away; the log of the server has the whole of it."""
    if not is_outage(error):
        raise error  # a fault of ours
    current_app.logger.error("outage", exc_info=error)
    g.pop("caller", None)
    return answer(of_outage(error))


def _to_sign_in() -> AnyResponse:
    """Signing in comes back to the page that was asked for; a form's own page when it was being sent."""
    back = request.full_path.rstrip("?") if request.method == "GET" else request.referrer or "/"
    where = url_for("accounts.sign_in", next=back)
    if "HX-Request" in request.headers:
        return Response(status=200, headers={"HX-Redirect": where})
    return redirect(where, 303)


def _faults(messages: Any, path: str) -> Iterator[Fault]:
    match messages:
        case dict():
            for name, inside in messages.items():
                step = "" if name == "_schema" else str(name)
                yield from _faults(inside, f"{path}.{step}".strip("."))
        case list():
            for message in messages:
                yield from _faults(message, path)
        case _:
            yield Fault(path, str(messages))
