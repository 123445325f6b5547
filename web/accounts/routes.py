"""Signing in and out, and what a person decides about their own account."""

from flask import Blueprint, Flask, g, redirect, render_template, request, session, url_for
from marshmallow import ValidationError, fields, validate
from werkzeug.wrappers import Response as AnyResponse

from web import policy
from web.accounts import passwords
from web.accounts.accounts import SignInRefused
from web.accounts.sessions import ABSOLUTE, Device, Kind
from web.answers import go, recorded
from web.fields import Words
from web.forms import Form, fault
from web.house import house
from web.languages import LANGUAGES, gettext
from web.policy import caller
from web.security import SESSION_COOKIE
from web.shell import SIZES

rooms = Blueprint("accounts", __name__)
KEPT_FOR = 365 * 24 * 3600


def init_app(app: Flask) -> None:
    app.register_blueprint(rooms)


class SignInForm(Form):
    """Who, and the secret only they know."""

    login = Words(1, 64, one_line=True, required=True)
    password = fields.String(required=True, validate=validate.Length(max=passwords.LONGEST))


class PasswordForm(Form):
    """The old secret and the new one."""

    password = fields.String(required=True, validate=validate.Length(max=passwords.LONGEST))
    new_password = fields.String(required=True, validate=validate.Length(max=passwords.LONGEST))


class SavedViewForm(Form):
    """An address with its filters, under a name."""

    name = Words(1, 80, one_line=True, required=True)
    url = Words(1, 2000, one_line=True, required=True)


class PreferenceForm(Form):
    """How someone likes their pages."""

    language = fields.String(validate=validate.OneOf(LANGUAGES))
    size = fields.String(validate=validate.OneOf(SIZES))
    next = Words(1, 2000, one_line=True)


@rooms.get("/sign-in")
@policy.public
def sign_in() -> str | AnyResponse:
    if g.get("caller"):
        return redirect(_own(request.args.get("next")))
    return render_template("accounts/sign_in.html", next=_own(request.args.get("next")))


@rooms.post("/sign-in")
@policy.public
def enter() -> AnyResponse:
    asked = SignInForm().load(request.form)
    account = house().accounts.check(asked["login"], asked["password"], _device().address, house().now())
    token = house().accounts.sessions.open(account.login, Kind.PAGE, _device(), house().now())
    session.clear()
    done = go(_own(request.form.get("_next")))
    return _keep(done, SESSION_COOKIE, token, ABSOLUTE[Kind.PAGE])


@rooms.post("/sign-out")
@policy.signed_in
def leave() -> AnyResponse:
    house().accounts.sessions.revoke(caller().login, g.session)
    session.clear()
    done = go(url_for("accounts.sign_in"))
    done.delete_cookie(SESSION_COOKIE)
    return done


@rooms.get("/account")
@policy.signed_in
def account() -> str:
    listed = house().accounts.sessions.of(caller().login, house().now())
    return render_template("accounts/account.html", sessions=listed, this=g.session, shortest=passwords.SHORTEST)


@rooms.post("/account/password")
@policy.signed_in
def change_password() -> AnyResponse:
    asked = PasswordForm().load(request.form)
    if len(asked["new_password"]) < passwords.SHORTEST:
        raise ValidationError({"new_password": fault("too_short", shortest=passwords.SHORTEST).messages})
    try:
        house().accounts.check(caller().login, asked["password"], _device().address, house().now())
    except SignInRefused as wrong:
        raise ValidationError({"password": fault("wrong_password").messages}) from wrong
    house().accounts.give_password(caller().login, asked["new_password"])
    house().accounts.sessions.revoke_others(caller().login, g.session)
    return recorded(url_for("accounts.account"), gettext("Đã đổi mật khẩu. Các phiên khác đã bị đăng xuất."))


@rooms.post("/account/sessions/<listed>/revoke")
@policy.signed_in
def revoke(listed: str) -> AnyResponse:
    house().accounts.sessions.revoke(caller().login, listed)
    return recorded(url_for("accounts.account"), gettext("Đã đăng xuất phiên đó."))


@rooms.post("/account/views")
@policy.signed_in
def save_view() -> AnyResponse:
    asked = SavedViewForm().load(request.form)
    if _own(asked["url"]) != asked["url"]:
        raise ValidationError({"url": fault("invalid").messages})
    house().accounts.views.save(caller().person, asked["name"], asked["url"])
    return recorded(asked["url"], gettext("Đã lưu khung nhìn."))


@rooms.post("/account/views/<view>/drop")
@policy.signed_in
def drop_view(view: str) -> AnyResponse:
    house().accounts.views.drop(caller().person, view)
    return recorded(url_for("accounts.account"), gettext("Đã bỏ khung nhìn."))


@rooms.post("/preferences")
@policy.public
def prefer() -> AnyResponse:
    """Language and text size are kept on the device, signed in or not; mail asks for the language of a person."""
    asked = PreferenceForm().load(request.form)
    if g.get("caller") and "language" in asked:
        house().accounts.languages.choose(caller().person, asked["language"])
    done: AnyResponse = go(_own(asked.get("next")))
    for name in asked.keys() & {"language", "size"}:
        done = _keep(done, name, asked[name], KEPT_FOR)
    return done


def _own(address: str | None) -> str:
    """An address of this house; anything else becomes the first page."""
    plain = address or "/"
    ours = plain.startswith("/") and not plain.startswith(("//", "/\\")) and plain.isprintable()
    return plain if ours else "/"


def _keep(done: AnyResponse, name: str, value: str, seconds: int) -> AnyResponse:
    done.set_cookie(name, value, max_age=seconds, httponly=True, samesite="Lax", secure=request.is_secure)
    return done


def _device() -> Device:
    return Device(request.user_agent.string, request.remote_addr or "")
