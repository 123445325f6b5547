"""Forms ask for an hour where the day is known already; here day and hour become one moment again."""

import re
from collections.abc import Iterable
from datetime import date

from werkzeug.datastructures import MultiDict

HOUR = re.compile(r"\d\d:\d\d(:\d\d)?")
ITEM = re.compile(r"items-\d+-tag")


def with_day(form: MultiDict[str, str], day: date | str | None, names: Iterable[str]) -> MultiDict[str, str]:
    """The form with these hours as moments of the day; what is no hour is left for its field to refuse."""
    whole = MultiDict(form)
    for name in names:
        if day and HOUR.fullmatch(whole.get(name, "")):
            whole[name] = f"{day}T{whole[name]}"
    return whole


def without_idle_items(form: MultiDict[str, str]) -> MultiDict[str, str]:
    """The form without the agenda items that took no time."""
    whole = MultiDict(form)
    for name in form:
        if ITEM.fullmatch(name) and not form.get(name.replace("-tag", "-minutes"), "").strip():
            whole.pop(name)
            whole.pop(name.replace("-tag", "-minutes"), None)
    return whole


def without_idle_lines(form: MultiDict[str, str], name: str, telling: str) -> MultiDict[str, str]:
    """The form without the lines of a list whose telling field was left empty."""
    whole = MultiDict(form)
    for field in form:
        first, number, *rest = (*field.split("-", 2), "", "")
        if first == name and rest[0] and not form.get(f"{name}-{number}-{telling}", "").strip():
            whole.pop(field, None)
    return whole
