"""What units undertake for a solution: each kind listed, begun, and gone on with at an address of its own."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from flask import abort

from domain.events import commitment as of_commitment
from domain.events import contribution as of_contribution
from domain.events import members_proposal as of_proposal
from domain.events import self_training as of_training
from domain.events import theme_paper as of_paper
from domain.names import UnitId
from projections import undertakings
from projections.undertakings import Undertaking, UndertakingKind, UndertakingState
from web import policy
from web.acts import Act
from web.api.lists import Paged, asked_well, list_of, scope, shown
from web.api.operations import Answer, Step, Steps, done, gives, room
from web.api.shown import Named, Showing
from web.api.things import Kind, Told, kind_of
from web.asking import record
from web.house import house
from web.places import of_undertaking, path_of
from web.undertaken import UNDERTAKEN, Undertaken
from workflows.journal.journal import Receipt

rooms = room("undertakings", "What units undertake for the seven solutions, by the day it falls due.")

OURS = {"kind", "opened_at"}
COUNTED = {"members", "form"}
SHOWN: dict[UndertakingKind, Kind] = {
    UndertakingKind.COMMITMENT: kind_of(
        "Commitment",
        Undertaking,
        Named(frozenset(OURS | COUNTED | {"title"}), {"due": "review_by", "done_on": "reviewed_on"}),
        made=Told(of_commitment.CommitmentMade),
        reviewed=Told(of_commitment.CommitmentReviewed),
    ),
    UndertakingKind.THEME_PAPER: kind_of(
        "ThemePaper",
        Undertaking,
        Named(
            frozenset(OURS | COUNTED | {"year", "result"}),
            {"person": "author", "title": "theme", "done_on": "finished_on"},
        ),
        assigned=Told(of_paper.ThemePaperAssigned),
        finished=Told(of_paper.ThemePaperFinished),
        dropped=Told(of_paper.ThemePaperDropped),
    ),
    UndertakingKind.MEMBERS_PROPOSAL: kind_of(
        "MembersProposal",
        Undertaking,
        Named(
            frozenset(OURS | COUNTED | {"title", "person", "year", "result"}),
            {"since": "raised_on", "due": "answer_by", "done_on": "answered_on"},
        ),
        raised=Told(of_proposal.MembersProposalRaised),
        answered=Told(of_proposal.MembersProposalAnswered),
    ),
    UndertakingKind.SELF_TRAINING: kind_of(
        "SelfTraining",
        Undertaking,
        Named(frozenset(OURS | COUNTED | {"title", "year", "result"}), {"done_on": "finished_on"}),
        planned=Told(of_training.SelfTrainingPlanned),
        finished=Told(of_training.SelfTrainingFinished),
    ),
    UndertakingKind.CONTRIBUTION: kind_of(
        "Contributions",
        Undertaking,
        Named(frozenset(OURS | {"title", "person", "result", "since", "due", "state"}), {"done_on": "on"}),
        acknowledged=Told(of_contribution.ContributionsAcknowledged),
    ),
}


@dataclass(frozen=True, kw_only=True)
class UndertakingsSought(Paged):
    """Which of them; `from` and `to` bound the day they fall due; `overdue`: under way past that day."""

    state: UndertakingState | None = None
    unit: UnitId | None = None
    under: UnitId | None = None
    year: int | None = None
    from_: date | None = None
    to: date | None = None
    overdue: bool = False

    def of(self, kind: UndertakingKind) -> undertakings.Sought:
        late = house().now().date() if self.overdue else None
        return undertakings.Sought(kind, self.state, self.unit, self.year, self.from_, self.to, late)


class Opening:
    """The routes of one kind."""

    def __init__(self, of: Undertaken) -> None:
        self.of, self.kind = of, SHOWN[of.kind]
        self.name = of.kind.value
        self.path = f"/solutions/{of.solution}/{of.address}"
        self.listed = list_of(self.kind.line, f"{self.kind.whole.__name__}List")
        self.place = of_undertaking(of.kind)

    def open(self) -> None:
        one = f"{self.path}/<uuid:{self.name}>"
        self._add(self.path, "GET", f"list_{self.of.address}", self._list())
        self._add(self.path, "POST", f"post_{self.name}", self._begin())
        self._add(one, "GET", f"get_{self.name}", self._get())
        steps = {act: Step(asked.ask, Act.HOLD_MEETING) for act, asked in self.of.follows.items()}
        Steps(rooms, one, self.place, self.kind.whole, self.show).open(**steps)

    def _add(self, path: str, method: str, name: str, view: Any) -> None:
        rooms.add_url_rule(path, name.replace("-", "_"), view, methods=[method])

    def _list(self) -> Any:
        def list_them(asked: UndertakingsSought) -> Answer:
            """What units undertake of this kind, as far as the caller sees."""
            with house().reading() as db, asked_well():
                reach = scope(db, Act.READ_MEETING, asked.under)
                listed = undertakings.undertakings_in(db, reach, asked.of(self.of.kind), asked.part)
                return shown(db, self.kind, self.listed, listed)

        route = gives(self.listed, seeks=UndertakingsSought)(list_them)
        return policy.needs(Act.READ_MEETING, of=policy.anywhere)(route)

    def _begin(self) -> Any:
        def begin(asked: Any) -> Answer:
            with house().reading() as db:
                policy.require(Act.HOLD_MEETING, path_of(db, asked.unit))
            receipt = record(self.of.begins.ask, asked)
            made = next(iter(receipt.versions))
            return self.show(made, receipt)._replace(location=f"/api/v1{self.path}/{made}")

        begin.__doc__ = self.of.begins.ask.__name__.replace("_", " ").capitalize() + "."
        route = gives(self.kind.whole, takes=self.of.begins.shape, status=201)(begin)
        return policy.needs(Act.HOLD_MEETING, of=policy.anywhere)(route)

    def _get(self) -> Any:
        def get(**named: UUID) -> Answer:
            """One of them, and everything recorded of it."""
            return self.show(next(iter(named.values())))

        return policy.needs(Act.READ_MEETING, of=self.place)(gives(self.kind.whole)(get))

    def show(self, made: UUID, receipt: Receipt | None = None) -> Answer:
        with house().reading() as db:
            found = undertakings.undertaking_by_id(db, made) or abort(404)
            history = house().journal.history(made)
            showing = Showing(db, [found.undertaking, *history])
        told = self.kind.tell(showing, found.undertaking, history)
        return Answer(told, len(history), done(receipt) if receipt else None)


for one in UNDERTAKEN:
    Opening(one).open()
