"""Solution 7: dialogues with owners, and the regulations that cells of enterprises agree on with them."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from flask import abort

from domain.events import accord as told
from domain.names import UnitId
from projections import accords
from projections.accords import RegulationState
from web import policy
from web.acts import Act
from web.api.lists import Paged, asked_well, list_of, scope, shown
from web.api.operations import Answer, Step, Steps, done, gives, room
from web.api.shown import Named, Showing
from web.api.things import Told, kind_of
from web.asking import record
from web.house import house
from web.places import of_dialogue, of_regulation, path_of
from workflows.journal.journal import Receipt
from workflows.requests import accords as asks

rooms = room("regulations", "Solution 7: dialogues with owners, and coordination regulations.")

REGULATION = kind_of(
    "Regulation",
    accords.Regulation,
    Named(frozenset({"drafted_at", "clauses", "renewal_called"}), more=(("overdue", bool),)),
    clauses=Told(told.RegulationDrafted),
    answers=Told(told.ClauseNegotiated, all=True),
    signed=Told(told.RegulationSigned),
    kept=Told(told.ClauseKept, all=True),
    breaches=Told(told.ClauseBroken, all=True),
    reviews=Told(told.RegulationReviewed, all=True),
    prolongations=Told(told.RegulationProlonged, all=True),
    ended=Told(told.RegulationEnded),
)
REGULATIONS = list_of(REGULATION.line, "RegulationList")
DIALOGUE = kind_of("Dialogue", accords.Dialogue, Named(frozenset({"held_at"})), held=Told(told.OwnerDialogueHeld))
DIALOGUES = list_of(DIALOGUE.line, "DialogueList")


@dataclass(frozen=True, kw_only=True)
class RegulationsSought(Paged):
    """Which regulations; `ending_by`: in force, and ending by that day; `broken`: some clause stands broken."""

    state: RegulationState | None = None
    unit: UnitId | None = None
    under: UnitId | None = None
    ending_by: date | None = None
    broken: bool | None = None


@dataclass(frozen=True, kw_only=True)
class DialoguesSought(Paged):
    """Which dialogues."""

    unit: UnitId | None = None
    under: UnitId | None = None


# Dialogues


@rooms.get("/solutions/7/dialogues")
@policy.needs(Act.READ_COMPLIANCE, of=policy.anywhere)
@gives(DIALOGUES, seeks=DialoguesSought)
def list_dialogues(asked: DialoguesSought) -> Answer:
    """Dialogues with owners, as far as the caller sees."""
    with house().reading() as db, asked_well():
        listed = accords.dialogues_in(db, scope(db, Act.READ_COMPLIANCE, asked.under), asked.unit, asked.part)
        return shown(db, DIALOGUE, DIALOGUES, listed)


@rooms.post("/solutions/7/dialogues")
@policy.needs(Act.HOLD_MEETING, of=policy.anywhere)
@gives(DIALOGUE.whole, takes=asks.HoldDialogue, status=201)
def post_dialogue(asked: asks.HoldDialogue) -> Answer:
    """Record a dialogue of a cell with the owner or the management."""
    with house().reading() as db:
        policy.require(Act.HOLD_MEETING, path_of(db, asked.cell))
    receipt = record(asks.hold_dialogue, asked)
    dialogue = next(iter(receipt.versions))
    return show_dialogue(dialogue, receipt)._replace(location=f"/api/v1/solutions/7/dialogues/{dialogue}")


@rooms.get("/solutions/7/dialogues/<uuid:dialogue>")
@policy.needs(Act.READ_COMPLIANCE, of=of_dialogue)
@gives(DIALOGUE.whole)
def get_dialogue(dialogue: UUID) -> Answer:
    """A dialogue and what came of it."""
    return show_dialogue(dialogue)


def show_dialogue(dialogue: UUID, receipt: Receipt | None = None) -> Answer:
    with house().reading() as db:
        row = accords.dialogue_by_id(db, dialogue) or abort(404)
        history = house().journal.history(dialogue)
        showing = Showing(db, [row, *history])
    return Answer(DIALOGUE.tell(showing, row, history), len(history), done(receipt) if receipt else None)


# Regulations


@rooms.get("/solutions/7/regulations")
@policy.needs(Act.READ_COMPLIANCE, of=policy.anywhere)
@gives(REGULATIONS, seeks=RegulationsSought)
def list_regulations(asked: RegulationsSought) -> Answer:
    """Coordination regulations, as far as the caller sees."""
    which = accords.Sought(asked.state, asked.unit, asked.ending_by, asked.broken)
    with house().reading() as db, asked_well():
        listed = accords.regulations_in(db, scope(db, Act.READ_COMPLIANCE, asked.under), which, asked.part)
        return shown(db, REGULATION, REGULATIONS, listed, lambda _, row: _of_row(row))


@rooms.post("/solutions/7/regulations")
@policy.needs(Act.HOLD_MEETING, of=policy.anywhere)
@gives(REGULATION.whole, takes=asks.DraftRegulation, status=201)
def post_regulation(asked: asks.DraftRegulation) -> Answer:
    """Draft a regulation, clause by clause."""
    with house().reading() as db:
        policy.require(Act.HOLD_MEETING, path_of(db, asked.cell))
    receipt = record(asks.draft_regulation, asked)
    regulation = next(iter(receipt.versions))
    return show_regulation(regulation, receipt)._replace(location=f"/api/v1/solutions/7/regulations/{regulation}")


@rooms.get("/solutions/7/regulations/<uuid:regulation>")
@policy.needs(Act.READ_COMPLIANCE, of=of_regulation)
@gives(REGULATION.whole)
def get_regulation(regulation: UUID) -> Answer:
    """A regulation, its clauses and how they are kept."""
    return show_regulation(regulation)


def show_regulation(regulation: UUID, receipt: Receipt | None = None) -> Answer:
    with house().reading() as db:
        row = accords.regulation_by_id(db, regulation) or abort(404)
        history = house().journal.history(regulation)
        showing = Showing(db, [row, *history])
    told = REGULATION.tell(showing, row, history, **_of_row(row))
    return Answer(told, len(history), done(receipt) if receipt else None)


def _of_row(row: accords.Regulation) -> dict[str, Any]:
    over = row.in_force_until is not None and row.in_force_until < house().now().date()
    return {"overdue": over and row.state is RegulationState.IN_FORCE}


STEPS = Steps(rooms, "/solutions/7/regulations/<uuid:regulation>", of_regulation, REGULATION.whole, show_regulation)
STEPS.open(
    sign=Step(asks.sign_regulation, Act.HOLD_MEETING),
    review=Step(asks.review_regulation, Act.HOLD_MEETING),
    prolong=Step(asks.prolong_regulation, Act.HOLD_MEETING),
    end=Step(asks.end_regulation, Act.HOLD_MEETING),
)
STEPS.add("clauses/<int:clause>/answer", Step(asks.negotiate_clause, Act.HOLD_MEETING))
STEPS.add("clauses/<int:clause>/kept", Step(asks.find_clause_kept, Act.HOLD_MEETING))
STEPS.add("clauses/<int:clause>/broken", Step(asks.find_clause_broken, Act.HOLD_MEETING))
