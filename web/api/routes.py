"""The API's rooms, its document, and what watches over the house."""

from typing import Any

from flask import Blueprint, Flask, Response, current_app, json, render_template

from web import policy
from web.api import (
    catalogue,
    deficiencies,
    evidence,
    health,
    history,
    meetings,
    people,
    proposals,
    remediations,
    rulesets,
    supervisions,
    tasks,
    tokens,
    units,
    visits,
)
from web.api.document import document_of, paths

ROOMS = (
    tokens.rooms,
    units.rooms,
    people.rooms,
    meetings.rooms,
    proposals.rooms,
    visits.rooms,
    supervisions.rooms,
    deficiencies.rooms,
    remediations.rooms,
    catalogue.rooms,
    tasks.rooms,
    history.rooms,
    rulesets.rooms,
)
rooms = Blueprint("api", __name__, url_prefix="/api")


def init_app(app: Flask) -> None:
    document = document_of(app)
    for room in ROOMS:
        document.register_blueprint(room)
    document.describe_shapes()
    app.extensions["nenep.document"] = document.spec
    app.register_blueprint(rooms)
    health.init_app(app)
    assert evidence  # its routes hang in the remediations' room


@rooms.get("/v1/openapi.json")
@policy.public
def openapi() -> Response:
    """The document itself."""
    return Response(json.dumps(_document(), ensure_ascii=False), mimetype="application/json")


@rooms.get("/docs")
@policy.public
def docs() -> str:
    """The document as a page."""
    document = _document()
    return render_template("api/docs.html", operations=list(paths(document)), document=document)


def _document() -> dict[str, Any]:
    told: dict[str, Any] = current_app.extensions["nenep.document"].to_dict()
    return told
