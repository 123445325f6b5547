"""What every form and every JSON body has in common: one schema guards page, API and import.

Texts are brought to NFC; U+0000, other control marks and unpaired surrogates are refused, and so are unknown fields.
Messages come from `field.*` in `words.po`, in the language of the answer. Names that begin with `_` belong to the form
itself (`_command`, `_version`, `_form`) and are not looked at.
"""

import unicodedata
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from marshmallow import RAISE, Schema, ValidationError, fields, pre_load
from werkzeug.datastructures import MultiDict

from web.house import house
from web.languages import catalogue, current


class Worded(dict[str, Any]):
    """Marshmallow's messages, said in the language of the answer; what it knows and we do not word stays its own."""

    def __getitem__(self, key: str) -> Any:
        said = catalogue(current()).gettext(f"field.{key}")
        return super().__getitem__(key) if said == f"field.{key}" else said


def fault(code: str, **values: object) -> ValidationError:
    """A fault of a field, worded by its code."""
    return ValidationError(Worded({code: code})[code].format(**values))


class Form(Schema):
    """A form or a JSON body."""

    class Meta:
        unknown = RAISE

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.error_messages = Worded(self.error_messages)

    @pre_load
    def leave_out_our_own(self, sent: Any, **_: Any) -> Any:
        """Flatten what a browser sent: one value a name, or several for a list; an empty one was not filled in."""
        if not isinstance(sent, MultiDict):
            return sent
        names = [name for name in sent if not name.startswith("_") and name != "csrf_token"]
        lists = {name for name, field in self.load_fields.items() if isinstance(field, fields.List)}
        filled = {name: [value for value in sent.getlist(name) if value != ""] for name in names}
        return {name: values if name in lists else values[-1] for name, values in filled.items() if values}

    def on_bind_field(self, _: str, field_obj: fields.Field[Any]) -> None:
        inside: fields.Field[Any] | None = field_obj
        while inside is not None:
            inside.error_messages = Worded(inside.error_messages)
            inside = getattr(inside, "inner", None)  # a list's field has one inside


class Text(fields.String):
    """What a person wrote; long enough for minutes, never empty."""

    longest = 20_000

    def __init__(self, longest: int | None = None, **options: Any) -> None:
        super().__init__(**options)
        self.longest = longest or self.longest

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> Any:
        text = unicodedata.normalize("NFC", super()._deserialize(value, attr, data, **kwargs)).replace("\r\n", "\n")
        if any(_is_unwritable(letter) for letter in text):
            raise fault("unwritable")
        if len(text) > self.longest:
            raise fault("too_long", longest=self.longest)
        if not text.strip() and not self.allow_none:
            raise fault("required")
        return text.strip()


class Line(Text):
    """A name, a place, a number of a document: one line."""

    longest = 200

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> Any:
        line = super()._deserialize(value, attr, data, **kwargs)
        if "\n" in line:
            raise fault("one_line")
        return line


class Whole(fields.Integer):
    """A count. Not a text, a fraction or a truth value in JSON; a browser sends digits."""

    def __init__(self, least: int = 0, most: int = 100_000, **options: Any) -> None:
        super().__init__(strict=True, **options)
        self.least, self.most = least, most

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> Any:
        if isinstance(value, bool):
            raise self.make_error("invalid", input=value)
        count = super()._deserialize(value, attr, data, **kwargs)
        if not self.least <= count <= self.most:
            raise fault("out_of_range", least=self.least, most=self.most)
        return count


class Day(fields.Date):
    """A day as ISO 8601 or dd/mm/yyyy, in the years a Party cell can have had."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> date:
        if isinstance(value, str) and value.count("/") == 2:
            value = "-".join(part.zfill(2) for part in reversed(value.split("/")))
        found: date = super()._deserialize(value, attr, data, **kwargs)
        if not 1930 <= found.year <= 2200:
            raise self.make_error("invalid", input=value, obj_type="date")
        return found


class Moment(fields.DateTime):
    """A moment as ISO 8601; without a zone it is the house's own, as a browser's field sends it."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> datetime:
        found: datetime = super()._deserialize(value, attr, data, **kwargs)
        if not 1930 <= found.year <= 2200:
            raise self.make_error("invalid", input=value, obj_type="datetime")
        zone = house().settings.zone
        return found.replace(tzinfo=zone) if found.tzinfo is None else found.astimezone(zone)


def at(day: date, hour: time) -> datetime:
    """A day and an hour in the house's zone: pages ask for the two apart."""
    return datetime.combine(day, hour, house().settings.zone)


def _is_unwritable(letter: str) -> bool:
    return unicodedata.category(letter) in {"Cc", "Cs"} and letter not in "\n\t"
