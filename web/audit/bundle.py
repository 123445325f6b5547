"""A bundle of evidence asked for from the page: the whole log, a unit with those below it, or a span of it."""

import tempfile
from dataclasses import dataclass
from typing import Annotated

from flask import send_file
from marshmallow import ValidationError
from werkzeug.wrappers import Response as AnyResponse

from domain.names import UnitId
from projections.ranges import ROOT
from web import policy
from web.acts import Act
from web.api.lists import scope, top_of
from web.asking import from_form
from web.audit.routes import rooms
from web.bundle.making import Asked, make
from web.forms import fault
from web.house import house
from web.reads.noting import read_now
from workflows.journal.log_key import LogKeyMissing
from workflows.journal.reads import ReadKind
from workflows.requests.shapes import Within

ZIP = "application/zip"
Position = Annotated[int, Within(1, 10**15)]


@dataclass(frozen=True)
class AskedBundle:
    """`unit` with those below it; positions from `first` to `last`. What is left out does not narrow it."""

    unit: UnitId | None = None
    first: Position | None = None
    last: Position | None = None


@rooms.post("/integrity/bundle")
@policy.needs(Act.READ_HISTORY, of=policy.anywhere)
def bundle() -> AnyResponse:
    """The zip; written beside and sent from there, so that a large one takes no memory. It is signed now."""
    asked = from_form(AskedBundle)
    if asked.first and asked.last and asked.last < asked.first:
        raise ValidationError({"last": fault("ends_before_it_begins").messages})
    read_now(ReadKind.EXPORT, "audit bundle")
    file = tempfile.NamedTemporaryFile(suffix=".zip")  # noqa: SIM115  # it is gone when the answer has been sent
    try:
        made = make(house(), file, Asked(_scope(asked), asked.first, asked.last))
    except LogKeyMissing:
        raise ValidationError({"unit": fault("signs_elsewhere").messages}) from None
    file.seek(0)
    return send_file(file, ZIP, as_attachment=True, download_name=f"nenep-{made.size}.zip")


def _scope(asked: AskedBundle) -> tuple[str, ...] | None:
    """The paths it is about; None: all of it, for those who may read all of it."""
    with house().reading() as db:
        reach = scope(db, Act.READ_HISTORY, asked.unit)
        sees_all = top_of(db).path in reach or ROOT in reach
    return None if sees_all and asked.unit is None else reach
