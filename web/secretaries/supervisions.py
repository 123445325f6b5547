"""A supervision as those supervised read it: what is asked of them, what they sent, what was concluded."""

from collections.abc import Iterator
from typing import Any, NamedTuple
from uuid import UUID

from flask import render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from domain.record import Record
from projections.supervisions import Supervised
from projections.unit_tree import Unit
from web import places, policy
from web.acts import Act, Place, may
from web.answers import recorded
from web.inspection.supervision_file import SupervisionFile, opened, place_of
from web.inspection.supervision_page import asked_of, stages_of
from web.inspection.supervisions import answer
from web.languages import gettext
from web.opened import texts
from web.policy import caller
from web.secretaries.routes import rooms


class Asked(NamedTuple):
    """A subject of the caller's: what may be sent now, and what was sent."""

    line: Supervised
    unit: Unit
    asks: str
    sent: list[Record[Any]]


@rooms.get("/supervised/<uuid:supervision>")
@policy.needs(Act.READ_SUPERVISION, of=place_of)
def supervised(supervision: UUID) -> str:
    file = opened(supervision)
    own = {unit.unit for _, unit in file.subjects if may(caller().held, Act.READ_SUPERVISION, Place(unit.path))}
    return render_template(
        "secretaries/supervised.html",
        row=file.seen.row,
        mine=list(_mine(file)),
        limitations=[one for one in file.limitations if one.found.unit in own],
        stages=[] if file.seen.row.from_paper else stages_of(file),
        words=texts(file.sealed()),
        version=len(file.own),
    )


@rooms.post("/supervised/<uuid:supervision>/<any('self-report', 'explanation'):act>")
@policy.needs(Act.ANSWER_SUPERVISION, of=places.of_answering)
def answer_supervision(supervision: UUID, act: str) -> AnyResponse:
    answer(supervision, act)
    said = gettext("Đã gửi báo cáo tự kiểm tra.") if act == "self-report" else gettext("Đã gửi giải trình.")
    return recorded(url_for("secretaries.supervised", supervision=supervision), said)


def _mine(file: SupervisionFile) -> Iterator[Asked]:
    """The subjects that the caller answers for."""
    for line, unit in file.subjects:
        if may(caller().held, Act.ANSWER_SUPERVISION, Place(unit.path)):
            yield Asked(line, unit, asked_of(file.state, line), file.of_subject(line.subject))
