"""The fields of a request as they come in: as JSON, where a number is a number, or from a browser, where all is text.

Every fault has a code, worded in both languages under `field.<code>`; no fault repeats what was sent.
"""

import math
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from marshmallow import ValidationError, fields

from web.forms import fault
from web.house import house

FIRST_YEAR, LAST_YEAR = 1930, 2100
"""The Party was founded in 1930; nothing is planned beyond the century."""
MOST_ITEMS = 1_000
"""In any list that one request sends."""


class Strict:
    """Mixed into every field: its faults are codes of ours. `browser`: numbers, days and truths come as text."""

    browser = False

    def deserialize(self, value: Any, attr: str | None = None, data: Any = None, **kwargs: Any) -> Any:
        """A browser sends one value or several by the same name; the last one counts where one is meant."""
        if self.browser and isinstance(value, list) and not isinstance(self, fields.List) and value:
            value = value[-1]
        return super().deserialize(value, attr, data, **kwargs)  # type: ignore[misc]  # of the field it is mixed into

    def make_error(self, key: str, **_: object) -> ValidationError:
        return fault({"null": "required", "validator_failed": "invalid"}.get(key, key))


class Words(Strict, fields.String):
    """A text people typed: NFC, trimmed, without control characters, of so many characters."""

    def __init__(self, at_least: int = 1, at_most: int = 20_000, one_line: bool = False, **options: Any) -> None:
        metadata = {"minLength": at_least, "maxLength": at_most} | options.pop("metadata", {})
        super().__init__(metadata=metadata, **options)
        self.at_least, self.at_most, self.one_line = at_least, at_most, one_line

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> Any:
        if not isinstance(value, str):
            raise fault("text")
        if len(value) > 4 * self.at_most + 8:
            raise fault("too_long", longest=self.at_most)  # not worth normalising
        text = unicodedata.normalize("NFC", value).replace("\r\n", "\n").replace("\r", "\n").strip()
        if any(_is_unwritable(letter) for letter in text):
            raise fault("unwritable")
        if self.one_line and "\n" in text:
            raise fault("one_line")
        if len(text) > self.at_most:
            raise fault("too_long", longest=self.at_most)
        if len(text) < self.at_least:
            raise fault("required")
        return text


class Number(Strict, fields.Field[float]):
    """A whole number or a measure between two bounds."""

    def __init__(self, least: float, most: float, whole: bool, **options: Any) -> None:
        kind = "integer" if whole else "number"
        metadata = {"type": kind, "minimum": least, "maximum": most} | options.pop("metadata", {})
        super().__init__(metadata=metadata, **options)
        self.least, self.most, self.whole = least, most, whole

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> float:
        number = _typed_number(value) if self.browser and isinstance(value, str) else value
        if isinstance(number, bool) or not isinstance(number, int | float) or _is_endless(number):
            raise fault("whole" if self.whole else "number")
        if self.whole and number != int(number):
            raise fault("whole")
        if not self.least <= number <= self.most:
            raise fault("out_of_range", least=f"{self.least:g}", most=f"{self.most:g}")
        return int(number) if self.whole else float(number)


TYPED = {"true": True, "1": True, "on": True, "yes": True, "false": False, "0": False, "off": False, "no": False}
"""Truths as browsers send them."""


class Truth(Strict, fields.Field[bool]):
    """Yes or no."""

    def __init__(self, **options: Any) -> None:
        super().__init__(metadata={"type": "boolean"} | options.pop("metadata", {}), **options)

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> bool:
        typed = TYPED.get(value.lower(), value) if self.browser and isinstance(value, str) else value
        if not isinstance(typed, bool):
            raise fault("truth")
        return typed


class TruthOrCount(Strict, fields.Field[bool | int]):
    """Whether, or how many."""

    def __init__(self, most: int, **options: Any) -> None:
        counted = {"type": "integer", "minimum": 0, "maximum": most}
        super().__init__(metadata={"anyOf": [{"type": "boolean"}, counted]} | options.pop("metadata", {}), **options)
        self.truth, self.count = Truth(), Number(0, most, whole=True)

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> bool | int:
        self.truth.browser = self.count.browser = self.browser
        if isinstance(value, bool) or (self.browser and str(value).lower() in TYPED.keys() - {"0", "1"}):
            return self.truth.deserialize(value) or False
        return int(self.count.deserialize(value) or 0)


class Day(Strict, fields.Field[date]):
    """A day, ISO 8601; a browser may send dd/mm/yyyy."""

    def __init__(self, **options: Any) -> None:
        super().__init__(metadata={"type": "string", "format": "date"} | options.pop("metadata", {}), **options)

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> date:
        text = value if isinstance(value, str) else ""
        if self.browser and text.count("/") == 2:
            text = "-".join(part.zfill(2) for part in reversed(text.split("/")))
        try:
            found = date.fromisoformat(text)
        except ValueError:
            raise fault("day") from None
        _must_be_of_this_age(found)
        return found


class Moment(Strict, fields.Field[datetime]):
    """A moment, ISO 8601; without a zone it is the house's own."""

    def __init__(self, **options: Any) -> None:
        metadata = {"type": "string", "format": "date-time"} | options.pop("metadata", {})
        super().__init__(metadata=metadata, **options)

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> datetime:
        text = value if isinstance(value, str) else ""
        try:
            if len(text) <= len("2026-10-05"):
                raise ValueError  # a day is no moment
            found = datetime.fromisoformat(text)
        except ValueError:
            raise fault("moment") from None
        zone = house().settings.zone
        _must_be_of_this_age(found)
        return found.replace(tzinfo=zone) if found.tzinfo is None else found.astimezone(zone)


class OneOf(Strict, fields.Field[StrEnum]):
    """A word of a closed set."""

    def __init__(self, closed_set: type[StrEnum], **options: Any) -> None:
        words = {"type": "string", "enum": [word.value for word in closed_set]}
        super().__init__(metadata=words | options.pop("metadata", {}), **options)
        self.closed_set = closed_set

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> StrEnum:
        try:
            return self.closed_set(value)
        except ValueError:
            raise fault("one_of", words=", ".join(self.closed_set)) from None


class Identifier(Strict, fields.Field[UUID]):
    """The id of a thing."""

    def __init__(self, **options: Any) -> None:
        super().__init__(metadata={"type": "string", "format": "uuid"} | options.pop("metadata", {}), **options)

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> UUID:
        try:
            return UUID(value)
        except (ValueError, AttributeError, TypeError):
            raise fault("identifier") from None


class Several(Strict, fields.List[Any]):
    """Some of a kind, in their order."""

    def __init__(self, inner: fields.Field[Any], **options: Any) -> None:
        super().__init__(inner, metadata={"maxItems": MOST_ITEMS} | options.pop("metadata", {}), **options)

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> Any:
        if self.browser and isinstance(value, str):
            value = [value]
        if not isinstance(value, list):
            raise fault("list")
        if len(value) > MOST_ITEMS:
            raise fault("too_many", most=MOST_ITEMS)
        return tuple(super()._deserialize(value, attr, data, **kwargs))


class ByName(Strict, fields.Dict):
    """Values by name."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> Any:
        if not isinstance(value, dict):
            raise fault("object")
        if len(value) > MOST_ITEMS:
            raise fault("too_many", most=MOST_ITEMS)
        try:
            return super()._deserialize(value, attr, data, **kwargs)  # type: ignore[no-untyped-call]  # marshmallow's
        except ValidationError as wrong:
            raise ValidationError(_plain(wrong.messages)) from None


class Within(Strict, fields.Nested):
    """A shape inside a shape."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, partial: Any = None, **kwargs: Any) -> Any:
        if not isinstance(value, dict):
            raise fault("object")
        return super()._deserialize(value, attr, data, partial, **kwargs)


def _plain(messages: Any) -> Any:
    """Marshmallow files a name's faults under `key` and `value`; a reader looks for them under the name alone."""
    if not isinstance(messages, dict):
        return messages
    return {str(name): found.get("key", found.get("value", found)) for name, found in messages.items()}


def _must_be_of_this_age(found: date) -> None:
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise fault("year", first=FIRST_YEAR, last=LAST_YEAR)


def _typed_number(text: str) -> float | None:
    """A number as it is typed: 7,5 and 7.5 alike."""
    plain = text.strip().replace(",", ".")
    try:
        return int(plain) if plain.lstrip("+-").isascii() and plain.lstrip("+-").isdigit() else float(plain)
    except ValueError:
        return None


def _is_endless(number: float) -> bool:
    return isinstance(number, float) and not math.isfinite(number)


def _is_unwritable(letter: str) -> bool:
    return unicodedata.category(letter) in {"Cc", "Cs"} and letter not in "\n\t"
