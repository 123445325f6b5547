"""Whose hand a request is: the caller, for whom they enter, when, and by which command. Time and chance enter here."""

from uuid import UUID, uuid4, uuid5

from flask import request
from marshmallow import ValidationError

from domain.record import Hand
from web.forms import fault
from web.house import house
from web.policy import caller

LONGEST_KEY = 200
_OF_OUR_KEYS = UUID("6d1c55f8-1f0e-4b8e-9d0b-6e656e657000")


def hand() -> Hand:
    """The hand that writes, from the form's or the program's command id; a request without one gets a fresh one.

    Whatever follows from the command is found by its id, the correlation.
    """
    who, sent = caller(), command()
    return Hand(who.person, house().now(), sent, who.on_behalf_of, correlation=sent)


def command() -> UUID:
    """`Idempotency-Key`, or the form's `_command`. A key that is no UUID stands for one, each caller's its own."""
    sent = request.headers.get("Idempotency-Key") or request.form.get("_command") or str(uuid4())
    if len(sent) > LONGEST_KEY:
        raise ValidationError({"Idempotency-Key": fault("too_long", longest=LONGEST_KEY).messages})
    try:
        return UUID(sent)
    except ValueError:
        return uuid5(_OF_OUR_KEYS, f"{caller().login} {sent}")


def seen() -> int | None:
    """The version its author was shown: `If-Match: "3"`, or the form's `_version`; None when nothing was said."""
    sent = request.headers.get("If-Match") or request.form.get("_version") or "*"
    if sent == "*":
        return None
    plain = sent.removeprefix("W/").strip('"')
    if not (plain.isascii() and plain.isdigit() and len(plain) < 10):
        raise ValidationError({"If-Match": fault("version").messages})
    return int(plain)
