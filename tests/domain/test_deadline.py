"""The deadline of a case: a document sets it, extensions move it, and some days do not count."""

from datetime import date
from uuid import UUID

from domain.calendar import WorkCalendar
from domain.deadline import TermKind, strip_of, why_due
from domain.events.remediation import ExtensionGranted, ExtensionRefused, ExtensionRequested, RemediationOpened
from domain.names import Basis, Body, BodyKind, UnitId
from domain.why import WhyKind
from tests.story import WORDS, By

UNIT = UnitId(UUID(int=2))
NEW_YEAR = date(2027, 1, 1)
CALENDAR = WorkCalendar(holidays=frozenset({NEW_YEAR}))
SET = RemediationOpened(
    UNIT, (), date(2026, 12, 31), Basis("12-TB/UBKT", date(2026, 12, 21), Body(UNIT, BodyKind.INSPECTION_COMMITTEE))
)


def told(*facts):
    return [By("p", fact).record(position, UUID(int=7)) for position, fact in enumerate(facts, start=11)]


def test_the_document_sets_it_and_weekends_do_not_count():
    (only,) = strip_of(told(SET), CALENDAR)
    assert (only.kind, only.first, only.last) == (TermKind.SET, date(2026, 12, 21), date(2026, 12, 31))
    assert (only.working_days, only.weekend, only.off) == (8, 2, ())
    assert only.basis == SET.basis


def test_a_granted_extension_moves_it_and_names_the_holidays_in_between():
    *_, last = strip_of(
        told(SET, ExtensionRequested(date(2027, 1, 5), WORDS), ExtensionGranted(date(2027, 1, 5))), CALENDAR
    )
    assert (last.kind, last.first, last.last) == (TermKind.EXTENDED, date(2026, 12, 31), date(2027, 1, 5))
    assert (last.working_days, last.weekend, last.off) == (2, 2, (NEW_YEAR,))


def test_a_refused_extension_is_told_and_moves_nothing():
    history = told(SET, ExtensionRequested(date(2027, 1, 5), WORDS), ExtensionRefused(WORDS))
    strip = strip_of(history, CALENDAR)
    assert [one.kind for one in strip] == [TermKind.SET, TermKind.ASKED, TermKind.REFUSED]
    why = why_due(strip, date(2026, 12, 28), CALENDAR)
    assert (why.of, why.outcome, why.basis) == (WhyKind.DEADLINE, "2026-12-31", "12-TB/UBKT")
    assert why.observed == {"extensions": 0, "working_days": 8, "working_days_left": 3}
    assert why.facts == (11, 12, 13)


def test_what_was_never_opened_has_none():
    assert why_due((), date(2026, 12, 28), CALENDAR) is None
