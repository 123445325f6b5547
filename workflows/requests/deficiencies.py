"""A deficiency, from its finding to its case."""

from dataclasses import dataclass
from typing import Any
from uuid import uuid5

from domain.deficiency import Deficiency
from domain.events.deficiency import ContestUpheld, DeficiencyRecorded
from domain.events.fact import Fact
from domain.events.remediation import CausesNoted, ContestNoted, DeficiencyDropped
from domain.names import (
    CauseCode,
    DeficiencyCode,
    DeficiencyId,
    Severity,
    Source,
    SourceKind,
    Target,
    TargetKind,
    UnitId,
)
from domain.record import Hand
from domain.remediation import Remediation
from workflows.desk import Desk, Release, Thing, request
from workflows.journal.journal import Writing
from workflows.requests.concerned import contesting, in_office
from workflows.requests.shapes import Because, Text


@dataclass(frozen=True)
class RecordDeficiency:
    """A deficiency of a unit, or of another `target` in place of it."""

    code: DeficiencyCode
    source: Source
    quote: Text
    severity: Severity
    unit: UnitId | None = None
    target: Target | None = None
    causes: tuple[CauseCode, ...] = ()


@dataclass(frozen=True)
class DecideContest:
    upheld: bool
    reason: Text


@dataclass(frozen=True)
class AnalyseCauses:
    causes: tuple[CauseCode, ...]


def case_key(deficiency: DeficiencyId) -> str:
    """One open case a deficiency."""
    return f"case-of:{deficiency}"


@request
def record_deficiency(desk: Desk, hand: Hand, asked: RecordDeficiency) -> tuple[Any, ...]:
    target = asked.target or Target(TargetKind.UNIT, asked.unit or UnitId(hand.command))
    desk.unit(target.unit).must_exist()
    own = asked.source.kind is SourceKind.SELF
    quote = desk.seal(hand, "quote", asked.quote, in_office(desk, target, hand.today))
    found = DeficiencyRecorded(target.unit, target, asked.code, asked.source, quote, asked.severity, asked.causes, own)
    return (Writing(uuid5(hand.command, "deficiency"), 0, (Deficiency().record(found),)),)


@request
def acknowledge_deficiency(desk: Desk, hand: Hand, thing: Thing) -> tuple[Any, ...]:
    deficiency, opened = desk.open(Deficiency(), thing)
    return (opened.writes(deficiency.acknowledge()),)


@request
def contest_deficiency(desk: Desk, hand: Hand, thing: Thing, asked: Because) -> tuple[Any, ...]:
    deficiency, opened = desk.open(Deficiency(), thing)
    contested = deficiency.contest(desk.seal(hand, "reason", asked.reason, hand.people))
    return opened.writes(contested), *_in_its_case(desk, deficiency, ContestNoted(_id(thing), open=True))


@request
def decide_contest(desk: Desk, hand: Hand, thing: Thing, asked: DecideContest) -> tuple[Any, ...]:
    """Uphold a contest, and the deficiency falls and leaves its case; or reject it, and it stands."""
    deficiency, opened = desk.open(Deficiency(), thing)
    reason = desk.seal(hand, "reason", asked.reason, contesting(desk, deficiency))
    decided = deficiency.decide_contest(hand, asked.upheld, reason)
    _must_not_remedy_it(desk, hand, deficiency)
    if not isinstance(decided, ContestUpheld):
        return opened.writes(decided), *_in_its_case(desk, deficiency, ContestNoted(_id(thing), open=False))
    return opened.writes(decided), *_dropped(desk, deficiency, _id(thing))


@request
def withdraw_deficiency(desk: Desk, hand: Hand, thing: Thing, asked: Because) -> tuple[Any, ...]:
    deficiency, opened = desk.open(Deficiency(), thing)
    withdrawn = deficiency.withdraw(hand, desk.seal(hand, "reason", asked.reason, contesting(desk, deficiency)))
    _must_not_remedy_it(desk, hand, deficiency)
    return opened.writes(withdrawn), *_dropped(desk, deficiency, _id(thing))


@request
def analyse_causes(desk: Desk, hand: Hand, thing: Thing, asked: AnalyseCauses) -> tuple[Any, ...]:
    deficiency, opened = desk.open(Deficiency(), thing)
    analysed = deficiency.analyse(asked.causes)
    return opened.writes(analysed), *_in_its_case(desk, deficiency, CausesNoted(_id(thing), asked.causes))


def _id(thing: Thing) -> DeficiencyId:
    return DeficiencyId(thing.id)


def _must_not_remedy_it(desk: Desk, hand: Hand, deficiency: Deficiency) -> None:
    if deficiency.case is not None:
        desk.open(Remediation(), Thing(deficiency.case))[0].must_not_be_dropped_by(hand)


def _dropped(desk: Desk, deficiency: Deficiency, id: DeficiencyId) -> tuple[Any, ...]:
    noted = _in_its_case(desk, deficiency, DeficiencyDropped(id))
    return (*noted, Release(case_key(id))) if noted else ()


def _in_its_case(desk: Desk, deficiency: Deficiency, fact: Fact) -> tuple[Writing, ...]:
    """What happens to a deficiency is told to the case that holds it."""
    if deficiency.case is None:
        return ()
    _, opened = desk.open(Remediation(), Thing(deficiency.case))
    return (opened.writes(fact),)
