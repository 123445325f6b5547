"""The OpenAPI 3.1 document: requests from their schemas, answers from their shapes, problems as RFC 9457 has them."""

from collections.abc import Callable, Iterable
from copy import deepcopy
from typing import Any, NamedTuple

import msgspec
from flask import Flask
from flask_smorest import Api

from web.shapes import schema_of

VERSION = "1.0.0"
SCHEMAS = "#/components/schemas/"
PROBLEMS = {
    400: "The request cannot be read.",
    401: "Nobody is signed in.",
    403: "Not yours to do.",
    404: "There is nothing here, or even knowing of it is too much.",
    409: "The domain declines (`code` says why), or the thing has moved on (`changes` says how).",
    413: "Too much at once.",
    415: "A body here is JSON.",
    422: "Malformed: one entry a field; or a command id used for other content.",
    500: "The file in the store is damaged or lost; it is not given out.",
    429: "Too many attempts to sign in.",
    503: "A database cannot be reached; sending the same command again is safe.",
}
OF_READS = (401, 403, 404, 422, 503)
OF_WRITES = (400, 401, 403, 404, 409, 413, 415, 422, 503)
HEADERS_OF_WRITES = (
    ("Idempotency-Key", "The command id, a UUID or any text: the same id and content give the same answer again."),
    ("On-Behalf-Of", "The person for whom this is entered, by pseudonym or login."),
)
IF_MATCH = ("If-Match", 'The version its author was shown, such as "3"; `*` or nothing takes whatever is there.')


class Fault(msgspec.Struct, frozen=True):
    """A field and what is wrong with it."""

    field: str
    pointer: str
    detail: str


class Change(msgspec.Struct, frozen=True):
    """What was recorded meanwhile, by whom and when."""

    position: int
    fact: str
    by: str
    at: str
    said: str


class Problem(msgspec.Struct, frozen=True):
    """RFC 9457: what went wrong, in the language of the asker. `code` stays the same in every language."""

    type: str
    title: str
    status: int
    code: str
    detail: str
    errors: tuple[Fault, ...]
    changes: tuple[Change, ...] = ()


_GIVEN: set[type[msgspec.Struct]] = {Problem}


class Exchange(NamedTuple):
    """What a route gives, with which status, for what it takes (a body) or seeks (filters)."""

    gives: type[msgspec.Struct]
    status: int = 200
    takes: type | None = None
    seeks: type | None = None


AS_AT = {
    "in": "query",
    "name": "as_at",
    "description": "As it was known then: a position of the journal, an ISO 8601 time, or a day (its end).",
    "schema": {"type": "string"},
}


def described(route: Callable[..., Any], exchange: Exchange) -> Callable[..., Any]:
    """The route with its description, where flask-smorest looks for it."""
    gives, status, takes, seeks = exchange
    _GIVEN.add(gives)
    wrong = OF_READS if takes is None else OF_WRITES
    told: dict[str, Any] = {"responses": {str(status): _answer(gives, takes is not None, status)}}
    told["responses"] |= {str(code): _problem(code) for code in wrong}
    if takes is None:
        told["parameters"] = [AS_AT, *([{"in": "query", "schema": schema_of(seeks, browser=True)}] if seeks else [])]
    if takes is not None:
        told["parameters"] = [_header(*one) for one in (*HEADERS_OF_WRITES, *([IF_MATCH] if status == 200 else []))]
        told["requestBody"] = {"required": True, "content": {"application/json": {"schema": schema_of(takes)}}}
    return also(route, **told)


def also(route: Callable[..., Any], **told: Any) -> Callable[..., Any]:
    """More of the description; what is told again replaces what was told before."""
    said = deepcopy(getattr(route, "_apidoc", {}))
    said["manual_doc"] = {**said.get("manual_doc", {}), **told}
    route._apidoc = said  # type: ignore[attr-defined]  # flask-smorest reads it when the route is added
    return route


def with_problems(route: Callable[..., Any], *codes: int) -> Callable[..., Any]:
    """The route may answer these problems too."""
    said: dict[str, Any] = route._apidoc["manual_doc"]["responses"]  # type: ignore[attr-defined]  # put there by `described`
    return also(route, responses={**said, **{str(code): _problem(code) for code in codes}})


def file_upload(shape: type) -> dict[str, Any]:
    """A body with a file and what is said of it."""
    fields = schema_of(shape, browser=True)().fields.values()
    said = {field.data_key: dict(field.metadata) for field in fields}
    required = ["file", *(field.data_key for field in fields if field.required)]
    whole = {
        "type": "object",
        "properties": {"file": {"type": "string", "format": "binary"}, **said},
        "required": required,
    }
    return {"required": True, "content": {"multipart/form-data": {"schema": whole}}}


def file_content() -> dict[str, Any]:
    """An answer that is a file."""
    content = {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}
    return {"200": {"description": "The file, to be saved.", "content": content}}


def text_content(about: str) -> dict[str, Any]:
    """An answer that is plain text."""
    return {"200": {"description": about, "content": {"text/plain": {"schema": {"type": "string"}}}}}


class Rooms(Api):  # type: ignore[misc]  # the library comes without types
    """Flask-smorest's document without its error handlers: problems are answered in one place, `web.problems`."""

    DEFAULT_ERROR_RESPONSE_NAME = None

    def _register_error_handlers(self) -> None:
        pass

    def describe_shapes(self) -> None:
        """Every shape that an answer has, once all routes are there."""
        given = sorted(_GIVEN, key=lambda shape: shape.__name__)
        _, components = msgspec.json.schema_components(given, ref_template=SCHEMAS + "{name}")
        for name, schema in components.items():
            self.spec.components.schema(name, schema)


def document_of(app: Flask, rooms: Iterable[Any]) -> dict[str, Any]:
    """The whole document: every route of these rooms, every shape."""
    made = _begun(app)
    for room in rooms:
        room.register_views_in_doc(made, app, made.spec, name=room.name, parameters=None)
        made.spec.tag({"name": room.name, "description": room.description})
    made.describe_shapes()
    told: dict[str, Any] = made.spec.to_dict()
    told["components"] = {part: told["components"][part] for part in ("schemas", "securitySchemes")}
    for unused in ("Error", "PaginationMetadata"):
        told["components"]["schemas"].pop(unused, None)
    return told


def _begun(app: Flask) -> Rooms:
    about = {
        "title": "nenep",
        "version": VERSION,
        "openapi_version": "3.1.0",
        "info": {"description": "From a party cell's month of meetings to a closed deficiency.", "license": _LICENSE},
        "security": [{"bearer": []}],
        "servers": [{"url": "/"}],
    }
    rooms = Rooms(app, spec_kwargs=about)
    rooms.spec.components.security_scheme("bearer", {"type": "http", "scheme": "bearer"})
    return rooms


_LICENSE = {"name": "Apache-2.0", "identifier": "Apache-2.0"}


def _answer(gives: type[msgspec.Struct], writes: bool, status: int) -> dict[str, Any]:
    headers = {"ETag": _said("The version of the thing, in quotes.")} if "version" in gives.__struct_fields__ else {}
    if writes:
        headers["Nenep-Position"] = _said("Where the newest fact of this command stands in the journal.")
    if status == 201:
        headers["Location"] = _said("Where the new thing is.")
    content = {"application/json": {"schema": {"$ref": SCHEMAS + gives.__name__}}}
    return {"description": (gives.__doc__ or gives.__name__).strip(), "headers": headers, "content": content}


def _problem(code: int) -> dict[str, Any]:
    content = {"application/problem+json": {"schema": {"$ref": SCHEMAS + Problem.__name__}}}
    return {"description": PROBLEMS[code], "content": content}


def _said(description: str) -> dict[str, Any]:
    return {"description": description, "schema": {"type": "string"}}


def _header(name: str, description: str) -> dict[str, Any]:
    return {"in": "header", "name": name, "description": description, "schema": {"type": "string"}}


def paths(document: dict[str, Any]) -> Iterable[tuple[str, str, dict[str, Any]]]:
    """Every operation of the document: its path, method and description, with the fields of its body."""
    for path, operations in document["paths"].items():
        for method in ("get", "post"):
            if method in operations:
                yield path, method.upper(), {**operations[method], "fields": _fields(document, operations[method])}


def _fields(document: dict[str, Any], operation: dict[str, Any]) -> list[tuple[str, bool]]:
    """The fields a body has, and which of them are needed; for filters, what may stand in the address."""
    for content in operation.get("requestBody", {}).get("content", {}).values():
        named = content["schema"].get("$ref", "").rpartition("/")[2]
        schema = document["components"]["schemas"][named] if named else content["schema"]
        return [(name, name in schema.get("required", ())) for name in schema["properties"]]
    return [(one["name"], False) for one in operation.get("parameters", ()) if one["in"] == "query"]
