"""Dự sinh hoạt: planned, moved or called off with a reason, made, fed back, acknowledged."""

from datetime import date

import pytest

from domain import refusals
from domain.events import visit as told
from domain.names import PersonId, VisitKind
from domain.visit import Visit
from tests.domain.rules.cell import CELL
from tests.story import WORDS, By, given, hand

BINH, MAI = PersonId("p-binh"), PersonId("p-mai")
PLANNED = told.VisitPlanned(CELL, VisitKind.PLANNED, date(2026, 3, 5), BINH)
MOVED = told.VisitMoved(date(2026, 3, 12), WORDS)
OFF, MADE = told.VisitCancelled(WORDS), told.VisitMade()


def past(*facts):
    return given(Visit(), *(By("p-binh", fact) for fact in facts))


def test_a_visit_is_moved_with_a_reason_as_long_as_it_was_not_made():
    past(PLANNED).when(lambda visit: visit.move(MOVED)).then(MOVED)
    past(PLANNED, MADE).when(lambda visit: visit.move(MOVED)).refused(refusals.VisitAlreadyMade)


def test_a_visit_moved_to_its_own_day_was_not_moved():
    past(PLANNED, MOVED).when(lambda visit: visit.move(MOVED)).refused(refusals.VisitIsOnThatDay)


def test_another_visitor_goes_in_place_of_the_first():
    swap = told.VisitorReplaced(MAI, WORDS)
    past(PLANNED).when(lambda visit: visit.replace_visitor(swap)).then(swap)
    past(PLANNED, swap).when(lambda visit: visit.replace_visitor(swap)).refused(refusals.AlreadyTheVisitor)


@pytest.mark.parametrize("act", ["move", "replace_visitor", "cancel"])
def test_nothing_more_happens_to_a_visit_that_was_called_off(act):
    asked = {"move": MOVED, "replace_visitor": told.VisitorReplaced(MAI, WORDS), "cancel": OFF}[act]
    past(PLANNED, OFF).when(lambda visit: getattr(visit, act)(asked)).refused(refusals.VisitWasCancelled)


def test_a_visit_that_was_called_off_is_neither_made_nor_answered():
    past(PLANNED, OFF).when(lambda visit: visit.make(hand("p-binh"), MADE)).refused(refusals.VisitWasCancelled)
    feedback = told.FeedbackGiven(WORDS)
    past(PLANNED, OFF).when(lambda visit: visit.give_feedback(feedback)).refused(refusals.VisitNotMade)


def test_a_moved_visit_is_made_on_its_new_day():
    past(PLANNED, MOVED).when(lambda visit: visit.make(hand("p-binh"), MADE)).refused(refusals.HeldInTheFuture)


def test_nobody_moves_what_was_never_planned():
    past().when(lambda visit: visit.move(MOVED)).refused(refusals.NotThere)
