"""Who calls, that a form is ours, and what a browser may do with our pages."""

from flask import Flask, Request, Response, g, request
from flask_wtf.csrf import CSRFProtect

from domain.names import PersonId
from web.accounts.sessions import Kind, Signed
from web.house import House, house
from web.policy import Caller

SESSION_COOKIE = "nenep_session"
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' blob: data:; object-src 'none'; base-uri 'none'; form-action 'self'; "
        "frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_csrf = CSRFProtect()


def init_app(app: Flask) -> None:
    """Recognise the caller, then refuse a form that is not ours, then dress the answer."""
    app.config.update(
        SESSION_COOKIE_NAME="nenep_form",
        SESSION_COOKIE_SAMESITE="Lax",
        WTF_CSRF_CHECK_DEFAULT=False,
        WTF_CSRF_TIME_LIMIT=None,
        MAX_CONTENT_LENGTH=24 * 1024 * 1024,
        MAX_FORM_MEMORY_SIZE=2 * 1024 * 1024,
    )
    _csrf.init_app(app)
    app.before_request(_recognise)
    app.before_request(_refuse_foreign_forms)
    app.after_request(_dress)


def _recognise() -> None:
    if request.endpoint != "static":
        g.caller = recognised(request, house())


def recognised(asked: Request, here: House) -> Caller | None:
    """The caller by bearer token (programs) or session cookie (people), with the roles they hold now."""
    if (signed := _signed(asked, here)) is None:
        return None
    g.session, g.saved_views = signed.id, signed.views
    held = here.roles_of(signed.person)
    other = asked.headers.get("On-Behalf-Of") or asked.form.get("_on_behalf_of")
    if not other:
        return Caller(signed.person, signed.login, held)
    known = here.accounts.named(other)
    person = known.person if known else PersonId(other)
    return Caller(signed.person, signed.login, held, person, here.roles_of(person))


def _signed(asked: Request, here: House) -> Signed | None:
    if (sent := asked.authorization) and sent.type == "bearer" and sent.token:
        return here.accounts.sessions.find(sent.token, Kind.TOKEN, here.now())
    if cookie := asked.cookies.get(SESSION_COOKIE):
        return here.accounts.sessions.find(cookie, Kind.PAGE, here.now())
    return None


def _refuse_foreign_forms() -> None:
    """A form must carry our token wherever the browser's cookie speaks for the caller; a bearer speaks for itself."""
    writes = request.method not in {"GET", "HEAD", "OPTIONS", "TRACE"}
    by_cookie = SESSION_COOKIE in request.cookies and request.authorization is None
    if writes and (by_cookie or not request.path.startswith("/api/")):
        _csrf.protect()


def _dress(answer: Response) -> Response:
    for name, value in HEADERS.items():
        answer.headers.setdefault(name, value)
    if request.is_secure:
        answer.headers["Strict-Transport-Security"] = "max-age=31536000"
    if request.endpoint == "static" and "v" in request.args:
        answer.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    elif request.endpoint != "static":
        answer.headers.setdefault("Cache-Control", "no-store")
    return answer
