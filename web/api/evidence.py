"""Files sent as evidence of a step, and fetched again."""

from typing import Any
from uuid import UUID

from flask import Response

from web import policy
from web.acts import Act
from web.api.document import Exchange, also, described, file_content, file_upload, with_problems
from web.api.remediations import REMEDIATION, rooms, show_remediation
from web.asking import from_form, thing
from web.evidence import OfferEvidence, evidence_answer, take_evidence
from web.hands import hand
from web.places import of_case


@policy.needs(Act.REMEDY, of=of_case)
def post_evidence(case: UUID, step: int) -> Response:
    """Send a file for a step, with what it is, when it was taken and how secret it is; secret ones are refused."""
    receipt = take_evidence(hand(), thing(case), step, from_form(OfferEvidence))
    return show_remediation(case, receipt).as_response(200)


@policy.needs(Act.READ_CASE, of=of_case)
def get_evidence(case: UUID, sha256: str) -> Response:
    """A file as it lies in the store, to be saved."""
    return evidence_answer(case, sha256)


def open_rooms() -> None:
    """The routes speak files, not JSON, and describe themselves by hand."""
    sent: Any = described(post_evidence, Exchange(REMEDIATION.whole, takes=OfferEvidence))
    rooms.post("/remediations/<uuid:case>/steps/<int:step>/evidence")(
        also(sent, requestBody=file_upload(OfferEvidence))
    )
    fetched: Any = with_problems(also(get_evidence, responses=file_content()), 401, 403, 404, 500, 503)
    rooms.get("/remediations/<uuid:case>/evidence/<sha256>")(fetched)


open_rooms()
