"""Offices that stand empty, and committees looked at by their superiors."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import uuid5

from domain.capacity_names import CommitteeState
from domain.committee import CommitteeReview
from domain.events.committee import CommitteeReviewed
from domain.events.unit import OfficeVacated, VacancyOpened
from domain.names import BodyKind, Office, PersonId, UnitId
from domain.record import Hand
from domain.unit import Unit
from workflows.desk import Desk, Thing, request
from workflows.journal.journal import Writing
from workflows.requests.shapes import Count, Text


@dataclass(frozen=True)
class OpenVacancy:
    """An office that stands empty though nobody is known to have left it."""

    unit: UnitId
    office: Office
    body: BodyKind
    since: date


@dataclass(frozen=True)
class VacateOffice:
    office: Office
    body: BodyKind
    person: PersonId
    on: date


@dataclass(frozen=True)
class ReviewCommittee:
    unit: UnitId
    on: date
    state: CommitteeState
    seats: Count
    filled: Count
    body: BodyKind = BodyKind.COMMITTEE
    note: Text | None = None


@request
def open_vacancy(desk: Desk, hand: Hand, asked: OpenVacancy) -> tuple[Any, ...]:
    unit, opened = desk.open(Unit(), Thing(asked.unit))
    return (opened.writes(unit.open_vacancy(VacancyOpened(asked.office, asked.body, asked.since))),)


@request
def vacate_office(desk: Desk, hand: Hand, thing: Thing, asked: VacateOffice) -> tuple[Any, ...]:
    """Somebody leaves an office: from the next day on it stands empty, unless others hold it too."""
    unit, opened = desk.open(Unit(), thing)
    return (opened.writes(unit.vacate_office(OfficeVacated(**vars(asked)))),)


@request
def review_committee(desk: Desk, hand: Hand, asked: ReviewCommittee) -> tuple[Any, ...]:
    """Put down what a unit's committee needs; its text concerns whoever sits there."""
    unit = desk.unit(asked.unit)
    unit.must_be_there_on(asked.on)
    there = frozenset(held.person for held in unit.offices if held.body is asked.body)
    note = desk.seal(hand, "note", asked.note, there) if asked.note else None
    reviewed = CommitteeReviewed(**{**vars(asked), "note": note})
    return (Writing(uuid5(hand.command, "review"), 0, (CommitteeReview().review(hand, reviewed),)),)
