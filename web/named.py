"""The fields that name something: a unit, a person, a body, a target, a source, a code of the catalogue."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NewType

from marshmallow import fields

from domain import catalogue
from domain.names import (
    Body,
    BodyKind,
    CauseCode,
    DeficiencyCode,
    DeficiencyId,
    MeetingId,
    Month,
    Office,
    PersonId,
    RemediationId,
    RuleCode,
    SolutionCode,
    Source,
    SourceKind,
    Target,
    TargetKind,
    UnitId,
    VisitId,
)
from domain.rules import BY_CODE
from web.fields import Strict, Words
from web.forms import fault
from web.references import named_code, named_person, named_thing, named_unit, resolver
from workflows.requests.units import UnitCode

Secret = NewType("Secret", str)
"""A password: neither trimmed nor brought to another form."""
LONGEST_SECRET = 200
UNIT = "A unit's code, or its id."
BODY = {"type": "string", "description": "CODE/committee, CODE/inspection_committee …"}
PAIR = {"type": "object", "additionalProperties": False}


class Named(Strict, fields.Field[Any]):
    """Something known by a name."""

    def __init__(self, find: Callable[[object], Any], told: Mapping[str, Any], **options: Any) -> None:
        super().__init__(metadata={**told, **options.pop("metadata", {})}, **options)
        self.find = find

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> Any:
        return self.find(value)


def body(value: object) -> Body:
    """`"CODE/kind"` or `{"unit", "kind"}`."""
    if isinstance(value, str) and value.count("/") == 1:
        value = dict(zip(("unit", "kind"), value.split("/"), strict=True))
    if not isinstance(value, dict) or value.keys() != {"unit", "kind"}:
        raise fault("body")
    return Body(named_unit(value["unit"]), _body_kind(value["kind"]))


def target(value: object) -> Target:
    """`{"kind", "id"}`; the id is `CODE`, `CODE/body` or `CODE/body/office`, as the kind asks."""
    if not isinstance(value, dict) or value.keys() != {"kind", "id"} or not isinstance(value["id"], str):
        raise fault("target")
    unit, *inside = value["id"].split("/")
    if value["kind"] not in list(TargetKind) or len(inside) != list(TargetKind).index(TargetKind(value["kind"])):
        raise fault("target")
    body_kind, office = (*inside, None, None)[:2]
    return Target(
        TargetKind(value["kind"]),
        named_unit(unit),
        None if body_kind is None else _body_kind(body_kind),
        None if office is None else _office(office),
    )


def source(value: object) -> Source:
    """`{"kind", "id"}`: the id of what it was seen in, or the number of a document."""
    if not isinstance(value, dict) or not {"kind"} <= value.keys() <= {"kind", "id"}:
        raise fault("source")
    if value["kind"] not in list(SourceKind):
        raise fault("source_kind")
    kind, given = SourceKind(value["kind"]), value.get("id")
    if given is None and kind is SourceKind.SELF:
        return Source(kind, "")
    number = Words(1, 300, one_line=True).deserialize(given) if given is not None else None
    if number is None or not resolver().is_source(kind, number):
        raise fault("unknown_source")
    return Source(kind, number)


def secret(value: object) -> str:
    """A password: as it was sent, to the letter."""
    if not isinstance(value, str) or not value:
        raise fault("required")
    if len(value) > LONGEST_SECRET:
        raise fault("too_long", longest=LONGEST_SECRET)
    if any("\ud800" <= letter <= "\udfff" for letter in value):
        raise fault("unwritable")
    return value


def unit_code(value: object) -> str:
    """A code that may stand in an address."""
    code = Words(1, 64, one_line=True).deserialize(value)
    if code is None or not re.fullmatch(r"[^\s/?#%\\]+", code) or code in {".", ".."}:
        raise fault("unit_code")
    return str(code)


def month(value: object) -> Month:
    """`YYYY-MM`."""
    if not isinstance(value, str) or not re.fullmatch(r"(19[3-9]\d|20\d\d)-(0[1-9]|1[0-2])", value, re.ASCII):
        raise fault("month")
    return Month(value)


def _body_kind(value: object) -> BodyKind:
    if value not in list(BodyKind):
        raise fault("body_kind", words=", ".join(BodyKind))
    return BodyKind(str(value))


def _office(value: object) -> Office:
    if value not in list(Office):
        raise fault("office", words=", ".join(Office))
    return Office(str(value))


def _pair(first: str, second: str) -> dict[str, Any]:
    return {**PAIR, "properties": {first: {"type": "string"}, second: {"type": "string"}}}


def _named(find: Callable[[object], Any], **told: Any) -> Callable[..., Named]:
    return lambda **options: Named(find, told or {"type": "string"}, **options)


def _code(kind: str, codes: Iterable[str]) -> Callable[..., Named]:
    return _named(lambda value: named_code(kind, value), type="string", enum=list(codes))


def _thing(kind: str) -> Callable[..., Named]:
    return _named(lambda value: named_thing(kind, value), type="string", format="uuid")


NAMED: dict[object, Callable[..., Named]] = {
    UnitId: _named(named_unit, type="string", description=UNIT),
    PersonId: _named(named_person, type="string", description="A person's pseudonym, or a login."),
    Body: _named(body, oneOf=[BODY, _pair("unit", "kind")]),
    Target: _named(target, **_pair("kind", "id"), required=["kind", "id"]),
    Source: _named(source, **_pair("kind", "id"), required=["kind"]),
    Secret: _named(secret, type="string", format="password", minLength=1, maxLength=LONGEST_SECRET),
    UnitCode: _named(unit_code, type="string", minLength=1, maxLength=64, pattern=r"^[^\s/?#%\\]+$"),
    Month: _named(month, type="string", pattern=r"^\d{4}-\d{2}$"),
    DeficiencyCode: _code("deficiencies", catalogue.deficiencies()),
    CauseCode: _code("causes", catalogue.causes()),
    SolutionCode: _code("solutions", catalogue.actions()),
    RuleCode: _code("rules", BY_CODE),
    MeetingId: _thing("meeting"),
    VisitId: _thing("visit"),
    DeficiencyId: _thing("deficiency"),
    RemediationId: _thing("remediation"),
}
"""What stands for each of the domain's own types, and how it is found."""
