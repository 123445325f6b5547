"""The API's rooms, its document, and what watches over the house."""

from typing import Any, cast

from flask import Blueprint, Flask, Response, current_app, json, render_template

from web import policy
from web.api import (
    accords,
    catalogue,
    courses,
    coverage,
    deficiencies,
    duties,
    effects,
    emergency_accesses,
    evidence,
    health,
    history,
    meetings,
    notices,
    offices,
    oversight,
    people,
    programmes,
    proofs,
    proposals,
    proposed_plan,
    reads,
    regularity,
    rejudging,
    remediations,
    reports,
    rule_changes,
    rulesets,
    scores,
    self_checks,
    solutions,
    study,
    supervisions,
    supports,
    tasks,
    tokens,
    undertakings,
    units,
    verdicts,
    visits,
    what_if,
    whys,
    working_days,
)
from web.api.document import document_of, paths

ROOMS = (
    tokens.rooms,
    units.rooms,
    people.rooms,
    meetings.rooms,
    proposals.rooms,
    oversight.rooms,
    visits.rooms,
    supervisions.rooms,
    deficiencies.rooms,
    remediations.rooms,
    verdicts.rooms,
    whys.rooms,
    scores.rooms,
    reports.rooms,
    effects.rooms,
    catalogue.rooms,
    tasks.rooms,
    notices.rooms,
    history.rooms,
    proofs.rooms,
    reads.rooms,
    rulesets.rooms,
    rule_changes.rooms,
    offices.rooms,
    courses.rooms,
    duties.rooms,
    supports.rooms,
    accords.rooms,
    study.rooms,
    undertakings.rooms,
    regularity.rooms,
    working_days.rooms,
    emergency_accesses.rooms,
    solutions.rooms,
)
rooms = Blueprint("api", __name__, url_prefix="/api")


def init_app(app: Flask) -> None:
    for room in (*ROOMS, rooms):
        app.register_blueprint(room)
    health.init_app(app)
    app.register_blueprint(proofs.log)
    assert evidence  # their routes hang in the remediations' room
    assert proposed_plan
    assert self_checks  # its routes hang in the room of regularity
    assert coverage  # and these in the room of oversight
    assert programmes
    assert rejudging  # in the room of verdicts
    assert what_if  # its route hangs in the room of rule sets


@rooms.get("/v1/openapi.json")
@policy.public
def openapi() -> Response:
    """The document itself."""
    return Response(json.dumps(document(), ensure_ascii=False), mimetype="application/json")


@rooms.get("/docs")
@policy.public
def docs() -> str:
    """The document as a page."""
    return render_template("api/docs.html", operations=list(paths(document())), document=document())


def document() -> dict[str, Any]:
    """The document of this application, made when it is first asked for."""
    known = current_app.extensions.get("nenep.document")
    if known is None:
        known = current_app.extensions["nenep.document"] = document_of(current_app, ROOMS)
    return cast(dict[str, Any], known)
