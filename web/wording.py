"""Codes to words: what the domain names, this room says, in the language of the answer.

`word("refusal", "VerifierIsRemediator")`, `word("stage", "approved")`. A code is worded in
`translations/<language>/words.po` under `kind.code`; tests hold both languages complete. Values fill `%(name)s`.
"""

import re
from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum

from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal
from flask import Flask

from domain.refusals import Refusal
from web.languages import catalogue, current


def word(kind: str, code: object, **values: object) -> str:
    """Say what a code means; an unworded code is said as it stands, so that nothing is hidden from the reader."""
    name = str(code.value if isinstance(code, Enum) else code)
    said = catalogue(current()).gettext(key := f"{kind}.{name}")
    if said == key:
        return name
    return said % values if values else said


def refused(refusal: Refusal) -> str:
    """The plain sentence of a refusal, with the values it carries."""
    return word("refusal", refusal.code, **{name: spoken(value) for name, value in refusal.values.items()})


def spoken(value: object) -> str:
    """A value as a person reads it: days as dd/mm/yyyy, numbers with the language's marks, codes as words."""
    match value:
        case bool():
            return word("answer", "yes" if value else "no")
        case datetime():
            return moment(value)
        case date():
            return day(value)
        case Enum():
            return word(kind_of(type(value)), value)
        case int() | float():
            return number(value)
        case list() | tuple() | set() | frozenset():
            return ", ".join(sorted(map(spoken, value)))
        case _:
            return str(value)


def kind_of(closed_set: type[Enum]) -> str:
    """`UnitKind` is worded under `unit_kind`."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", closed_set.__name__).lower()


def field_name(path: str) -> str:
    """`items.0.minutes` as a person reads it: the words of its parts, counted from one."""
    parts = [str(int(part) + 1) if part.isdigit() else word("field_name", part) for part in re.split(r"[.-]", path)]
    return " ".join(parts)


def measured(values: Mapping[str, object]) -> list[tuple[str, str]]:
    """What a rule observed or required, as pairs of words: ("Thời lượng (phút)", "50")."""
    return [(word("measure", name), _measure(value)) for name, value in values.items()]


def _measure(value: object) -> str:
    match value:
        case None:
            return word("answer", "no")
        case str() if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
            return day(date.fromisoformat(value))
        case str():
            return word("said", value)
        case tuple() | list():
            return ", ".join(map(_measure, value))
        case _:
            return spoken(value)


def day(value: date) -> str:
    """23/11/2026, in either language: it is the country's form."""
    return format_date(value, "dd/MM/yyyy", locale=current())


def moment(value: datetime) -> str:
    """23/11/2026 08:15, in the house's zone (values come in it)."""
    return format_datetime(value, "dd/MM/yyyy HH:mm", tzinfo=value.tzinfo, locale=current())


def month(value: str) -> str:
    """11/2026 for `2026-11`."""
    year, number_of_month = value.split("-")
    return f"{number_of_month}/{year}"


def number(value: float) -> str:
    """92,5 in Vietnamese, 92.5 in English."""
    return format_decimal(value, locale=current())


def upper_first(text: str) -> str:
    """As it begins a line; the rest stays as it is."""
    return text[:1].upper() + text[1:]


def init_app(app: Flask) -> None:
    """Templates say `word(kind, code)`, `field_name(path)`, `measured(values)` and filter by `day`, `spoken`, …."""
    app.jinja_env.globals.update(word=word, field_name=field_name, measured=measured)
    filters = {"day": day, "moment": moment, "month": month, "number": number, "spoken": spoken}
    app.jinja_env.filters.update(filters, upper_first=upper_first)
