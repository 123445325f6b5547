"""What a route answers when it went well."""

from flask import Response, flash, redirect, request
from werkzeug.wrappers import Response as AnyResponse


def go(to: str) -> AnyResponse:
    """On to another page, whether the form was sent by the browser or by htmx."""
    if "HX-Request" in request.headers:
        return Response(status=200, headers={"HX-Redirect": to})
    return redirect(to, 303)


def recorded(to: str, said: str) -> AnyResponse:
    """It stands in the journal: on to a page that says so. The browser then drops the draft of this form."""
    flash(said, "recorded")
    return go(to)
