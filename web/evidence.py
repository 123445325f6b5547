"""Evidence of a step: the file goes into the store, what is said of it into the journal."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from uuid import UUID

from flask import Response, abort, request
from marshmallow import ValidationError

from domain.events.remediation import EvidenceFiled
from domain.names import Classification
from domain.record import Hand
from web.files.addresses import store_at
from web.files.intake import Offered, take_in
from web.files.serving import ServedAs, file_answer
from web.files.store import FileStore
from web.forms import fault
from web.house import house
from web.opened import texts
from workflows.desk import Thing
from workflows.journal.journal import Receipt
from workflows.requests.remediations import FileEvidence, file_evidence
from workflows.requests.shapes import Text


@dataclass(frozen=True)
class OfferEvidence:
    """What its sender says of a file; how secret it is is asked, and secret ones are refused."""

    classification: Classification
    note: Text | None = None
    taken_on: date | None = None


@cache
def _store(where: str) -> FileStore:
    return store_at(where)


def files() -> FileStore:
    """Where the files of this house lie."""
    return _store(house().settings.files)


def take_evidence(hand: Hand, case: Thing, step: int, said: OfferEvidence) -> Receipt:
    """Keep the file that came with the request and record it; raises a `FileRefused` or what the case refuses."""
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        raise ValidationError({"file": fault("required").messages})
    kept = take_in(files(), Offered(sent.stream, sent.filename, said.classification))
    asked = FileEvidence(step, kept.sha256, kept.name, kept.size, kept.media_type, kept.classification)
    told = FileEvidence(**(vars(asked) | {"note": said.note, "taken_on": said.taken_on}))
    return file_evidence(house().desk, hand, case, told)


def evidence_answer(case: UUID, sha256: str) -> Response:
    """The file as a download, under the name it came with; 404 where it is no evidence of this case."""
    filed = (record.fact for record in house().journal.history(case))
    fact = next((one for one in filed if isinstance(one, EvidenceFiled) and one.sha256 == sha256), None)
    if fact is None:
        abort(404)
    name = texts([fact.name])[fact.name.key]
    return file_answer(files(), sha256, ServedAs(name, fact.media_type))
