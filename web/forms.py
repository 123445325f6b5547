"""Faults of fields, said by their code; and small forms that are no request of the domain, such as signing in.

Requests of the domain need no form: `web.shapes` makes their schema from their dataclass.
"""

from typing import Any

from marshmallow import RAISE, Schema, ValidationError, fields, pre_load
from werkzeug.datastructures import MultiDict

from web.languages import catalogue, current


class Worded(dict[str, Any]):
    """Marshmallow's messages, said in the language of the answer; what it knows and we do not word stays its own."""

    def __getitem__(self, key: str) -> Any:
        said = catalogue(current()).gettext(f"field.{key}")
        return super().__getitem__(key) if said == f"field.{key}" else said


def fault(code: str, **values: object) -> ValidationError:
    """A fault of a field, worded under `field.<code>`; values fill its `{name}`."""
    return ValidationError(Worded({code: code})[code].format(**values))


class Form(Schema):
    """What a browser's form brings. Names that begin with `_` are the form's own and are not looked at."""

    class Meta:
        unknown = RAISE

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.error_messages = Worded(self.error_messages)

    @pre_load
    def leave_out_our_own(self, sent: MultiDict[str, str], **_: Any) -> dict[str, str]:
        """One value a name; an empty one was not filled in."""
        names = [name for name in sent if not name.startswith("_") and name != "csrf_token"]
        return {name: sent[name] for name in names if sent[name] != ""}

    def on_bind_field(self, _: str, field_obj: fields.Field[Any]) -> None:
        field_obj.error_messages = Worded(field_obj.error_messages)
