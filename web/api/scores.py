"""A meeting's score sheet: what recorded facts give, what the cell gave itself, what the superior committee decided."""

from typing import Any
from uuid import UUID

import msgspec

from domain.names import Grade
from domain.rules.rule import Outcome
from domain.scoring import Part
from web import policy
from web.acts import Act
from web.api.operations import Answer, gives, room
from web.api.shown import Showing
from web.api.verdicts import VERDICT
from web.house import house
from web.places import of_meeting
from web.scoring import Scored, scored

rooms = room("scores", "Score sheets of meetings.")


class ScorePart(msgspec.Struct, frozen=True, kw_only=True):
    """A part of the sheet. `computed` follows from facts, as the `reasons` say; without reasons it is voted."""

    part: str
    group: str
    most: float
    computed: float | None
    applicable: bool
    self_score: float | None
    difference: float | None
    reasons: tuple[VERDICT, ...]


class ScoreSheetFilled(msgspec.Struct, frozen=True, kw_only=True):
    """The sheet in force on the meeting's day; `difference`: the cell's own total less the points decided above.

    Empty for a committee's meeting, one that was not held, and where the rule set has no sheet.
    """

    ruleset: str | None = None
    items: tuple[ScorePart, ...] = ()
    full: float | None = None
    classes: dict[Grade, float] = msgspec.field(default_factory=dict)
    self_score: float | None = None
    not_applicable: tuple[str, ...] = ()
    class_of_self_score: Grade | None = None
    class_: Grade | None = msgspec.field(name="class", default=None)
    points: float | None = None
    difference: float | None = None
    gate: dict[str, Outcome] = msgspec.field(default_factory=dict)


@rooms.get("/meetings/<uuid:meeting>/score-sheet")
@policy.needs(Act.READ_COMPLIANCE, of=of_meeting)
@gives(ScoreSheetFilled)
def score_sheet(meeting: UUID) -> Answer:
    """The score sheet of a held meeting of a cell, filled in as far as recorded facts tell it."""
    with house().reading() as db:
        found = scored(db, meeting)
        showing = Showing(db, [])
    return Answer(_shown(found, showing) if found else ScoreSheetFilled())


def _shown(found: Scored, showing: Showing) -> ScoreSheetFilled:
    return ScoreSheetFilled(
        ruleset=found.ruleset.id,
        items=tuple(_part(found, part, showing) for part in found.parts),
        full=found.sheet.full,
        classes=found.sheet.classes,
        self_score=found.total,
        not_applicable=found.not_applicable,
        class_of_self_score=None if found.total is None else found.sheet.class_of(found.total),
        class_=found.seen.grade,
        points=found.seen.points,
        difference=found.difference,
        gate={str(code): outcome for code, outcome in found.gate.items()},
    )


def _part(found: Scored, part: Part, showing: Showing) -> ScorePart:
    reasons: Any = tuple(showing.show(one, VERDICT) for one in part.reasons)
    return ScorePart(
        part=part.name,
        group=part.group,
        most=part.most,
        computed=part.points,
        applicable=part.applicable and part.name not in found.not_applicable,
        self_score=found.voted.get(part.name),
        difference=found.differences.get(part.name),
        reasons=reasons,
    )
