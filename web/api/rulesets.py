"""The rule sets: those shipped, and those a locality adopted on top of them."""

from datetime import date
from typing import Any, NamedTuple
from urllib.parse import quote
from uuid import UUID

import msgspec
from flask import abort

from domain.names import UnitType
from domain.record import Record, as_of
from domain.refusals import RuleSetNotLocal
from domain.rulebook import Rulebook
from domain.rulesets import shipped
from domain.rulesets.ruleset import RuleSet
from projections import audit_trail
from projections.listing import Part
from projections.ranges import ROOT
from projections.reading import Reading
from web import policy
from web.acts import Act, Place
from web.api.lists import list_of, top_of
from web.api.operations import Answer, Step, Steps, done, gives, room
from web.api.shown import Showing
from web.asking import record
from web.house import house
from web.places import path_of
from workflows.journal.journal import Receipt
from workflows.requests import rulesets as asks

rooms = room("rulesets", "Rule sets, national and local.")
ADOPTED = "RuleSetAdopted.v1"
ALL = 1_000


class RuleSetShown(msgspec.Struct, frozen=True, kw_only=True):
    """A rule set as it is in force today. `version` counts its facts (0: shipped), `edition` is what verdicts name."""

    id: str
    version: int
    edition: int
    basis: str
    in_force_from: date
    in_force_until: date | None
    based_on: str | None
    scope: str | None
    type: UnitType | None
    parameters: dict[str, dict[str, float]]
    sources: dict[str, dict[str, str]]
    grace_day: int
    late_after_days: int
    recurrence_months: int
    effect_asked_after_months: tuple[int, ...]


RULESETS = list_of(RuleSetShown, "RuleSetList")


class Book(NamedTuple):
    """The rulebook, and the history of each local rule set."""

    rules: Rulebook
    histories: dict[UUID, tuple[Record[Any], ...]]


@rooms.get("/rulesets")
@policy.signed_in
@gives(RULESETS)
def list_rulesets() -> Answer:
    """Every rule set that there is, shipped or adopted, with the values of today."""
    with house().reading() as db:
        book = book_of(db)
        told = book.rules.rulesets(house().now().date())
        showing = Showing(db, [one.scope for one in told])
    items = tuple(_shown(showing, book, one) for one in told)
    return Answer(RULESETS(items=items, next=None, total=len(items)))


@rooms.post("/rulesets")
@policy.needs(Act.ADOPT_RULES, of=policy.anywhere)
@gives(RuleSetShown, takes=asks.AdoptRuleSet, status=201)
def post_ruleset(asked: asks.AdoptRuleSet) -> Answer:
    """Adopt a local rule set on top of another; verdicts given before stay as they are."""
    with house().reading() as db:
        policy.require(Act.ADOPT_RULES, path_of(db, asked.scope) if asked.scope else top_of(db))
    receipt = record(asks.adopt_ruleset, asked)
    return show_ruleset(asked.ruleset, receipt)._replace(location=f"/api/v1/rulesets/{quote(asked.ruleset, safe='')}")


@rooms.get("/rulesets/<ruleset>")
@policy.signed_in
@gives(RuleSetShown)
def get_ruleset(ruleset: str) -> Answer:
    """A rule set with the values of today."""
    return show_ruleset(ruleset)


def show_ruleset(ruleset: str, receipt: Receipt | None = None) -> Answer:
    with house().reading() as db:
        book = book_of(db)
        told = next((one for one in book.rules.rulesets(house().now().date()) if one.id == ruleset), None) or abort(404)
        showing = Showing(db, [told.scope])
    shown = _shown(showing, book, told)
    return Answer(shown, shown.version, done(receipt) if receipt else None)


def of_ruleset(ruleset: str, **_: object) -> Place | None:
    """Where a rule set holds: everywhere, or at the unit it was adopted for."""
    with house().reading() as db:
        told = next((one for one in book_of(db).rules.rulesets(house().now().date()) if one.id == ruleset), None)
        if told is None:
            return None
        return path_of(db, told.scope) if told.scope else top_of(db)


def stream_of_ruleset(ruleset: str) -> UUID:
    """Where its facts are; a shipped one has none, and takes none."""
    if ruleset in shipped():
        raise RuleSetNotLocal
    return asks.ruleset_stream(ruleset)


def book_of(db: Reading) -> Book:
    """The rulebook with every local rule set: the trail knows where they were adopted."""
    adopted = audit_trail.Sought([ADOPTED], unitless=True)
    streams = [entry.stream for entry in audit_trail.history(db, [ROOT], adopted, Part("position", limit=ALL)).items]
    histories = house().journal.histories(streams)
    told = sorted((line for history in histories.values() for line in history), key=lambda line: line.position)
    return Book(as_of(Rulebook(), told), histories)


def _shown(showing: Showing, book: Book, told: RuleSet) -> RuleSetShown:
    return RuleSetShown(
        id=told.id,
        version=len(book.histories.get(asks.ruleset_stream(told.id), ())),
        edition=told.version,
        basis=told.basis,
        in_force_from=told.in_force_from,
        in_force_until=told.in_force_until,
        based_on=told.based_on,
        scope=showing.code(told.scope) if told.scope else None,
        type=told.type,
        parameters={code: dict(values) for code, values in told.parameters.items()},
        sources={code: dict(values) for code, values in told.sources.items()},
        grace_day=told.terms.grace_day,
        late_after_days=told.terms.late_after_days,
        recurrence_months=told.terms.recurrence_months,
        effect_asked_after_months=told.terms.effect_asked_after_months,
    )


Steps(rooms, "/rulesets/<ruleset>", of_ruleset, RuleSetShown, show_ruleset, stream_of_ruleset).open(
    amend=Step(asks.amend_ruleset, Act.ADOPT_RULES),
    repeal=Step(asks.repeal_ruleset, Act.ADOPT_RULES),
)
