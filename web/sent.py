"""What a form held when it was refused, to be shown again: nothing that was typed is lost."""

from collections.abc import Iterator

from flask import request
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import RequestEntityTooLarge


def sent() -> MultiDict[str, str]:
    """What the form held; nothing where it was too large to be read."""
    try:
        return request.form
    except RequestEntityTooLarge:
        return MultiDict()


def typed(held: MultiDict[str, str]) -> Iterator[tuple[str, list[str]]]:
    """What the person typed, to be shown again; the form's own fields and passwords are not."""
    for name, values in held.lists():
        if not name.startswith("_") and name != "csrf_token" and "password" not in name:
            yield name, [value for value in values if value]
