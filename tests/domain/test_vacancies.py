"""Domain 5, S2: an office stands empty from the day after its holder left until the day before the next one begins."""

from datetime import date
from uuid import UUID

import pytest

from domain import refusals
from domain.events.unit import OfficeFilled, OfficeVacated, UnitDissolved, UnitRegistered, VacancyOpened
from domain.names import BodyKind, Office, PersonId, UnitKind
from domain.unit import Unit
from domain.vacancies import Gap, Seats
from tests.story import By, given

AN, BINH = PersonId("p-an"), PersonId("p-binh")
HERE = BodyKind.COMMITTEE
SEAT = (HERE, Office.SECRETARY)


def filled(person: PersonId, since: date, until: date | None = None, office: Office = Office.SECRETARY) -> By:
    return By("p-admin", OfficeFilled(office, HERE, person, since, until))


def left(person: PersonId, on: date) -> By:
    return By("p-admin", OfficeVacated(Office.SECRETARY, HERE, person, on))


def empty(since: date) -> By:
    return By("p-leader", VacancyOpened(Office.SECRETARY, HERE, since))


def gaps(*past: By) -> tuple[Gap, ...]:
    return given(Seats(), *past).state.gaps().get(SEAT, ())


def test_an_office_that_is_held_stands_not_empty():
    assert gaps(filled(AN, date(2025, 1, 1))) == ()


def test_it_stands_empty_from_the_day_after_its_holder_left_until_the_next_one_takes_it():
    told = (filled(AN, date(2025, 1, 1)), left(AN, date(2026, 3, 31)))
    assert gaps(*told) == (Gap(date(2026, 4, 1), None),)
    assert gaps(*told, filled(BINH, date(2026, 5, 1))) == (Gap(date(2026, 4, 1), date(2026, 4, 30)),)


def test_a_term_that_runs_out_leaves_the_office_empty_though_nobody_said_so():
    assert gaps(filled(AN, date(2025, 1, 1), date(2026, 6, 30))) == (Gap(date(2026, 7, 1), None),)


def test_whoever_takes_over_before_the_other_left_leaves_no_gap():
    assert gaps(filled(AN, date(2025, 1, 1)), filled(BINH, date(2026, 3, 1)), left(AN, date(2026, 3, 31))) == ()


def test_what_is_entered_late_gives_the_same_gaps_in_whatever_order():
    first, second = filled(AN, date(2025, 1, 1), date(2025, 6, 30)), filled(BINH, date(2025, 9, 1))
    assert gaps(first, second) == gaps(second, first) == (Gap(date(2025, 7, 1), date(2025, 8, 31)),)


def test_an_office_that_never_had_a_holder_is_empty_from_the_day_that_was_said():
    assert gaps(empty(date(2026, 2, 1)), filled(AN, date(2026, 2, 11))) == (Gap(date(2026, 2, 1), date(2026, 2, 10)),)


def test_a_unit_that_ended_has_no_vacancies():
    ended = By("p-admin", UnitDissolved(date(2026, 5, 31)))
    told = (filled(AN, date(2025, 1, 1)), left(AN, date(2026, 3, 31)), ended)
    assert gaps(*told) == (Gap(date(2026, 4, 1), date(2026, 5, 31)),)


def test_other_offices_have_no_known_number_of_seats():
    assert given(Seats(), filled(AN, date(2025, 1, 1), date(2025, 2, 1), Office.COMMITTEE_MEMBER)).state.gaps() == {}


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        (date(2026, 1, 1), date(2026, 12, 31), 30),
        (date(2026, 4, 11), date(2026, 12, 31), 20),
        (date(2026, 1, 1), date(2026, 4, 5), 5),
        (date(2026, 6, 1), date(2026, 12, 31), 0),
    ],
)
def test_its_days_are_counted_within_a_span(first, last, days):
    assert Gap(date(2026, 4, 1), date(2026, 4, 30)).days_within(first, last) == days


REGISTERED = By("p-admin", UnitRegistered("A", "Chi bộ A", UnitKind.CELL, founded_on=date(2020, 1, 1)))
SAID = VacancyOpened(Office.SECRETARY, HERE, date(2026, 2, 1))


def test_a_vacancy_is_said_once_and_only_where_nobody_holds_the_office():
    asked = given(Unit(), REGISTERED).when(lambda unit: unit.open_vacancy(SAID))
    asked.then(SAID)
    held = given(Unit(), REGISTERED, filled(AN, date(2025, 1, 1)))
    held.when(lambda unit: unit.open_vacancy(SAID)).refused(refusals.OfficeNotEmpty)
    known = given(Unit(), REGISTERED, empty(date(2026, 1, 1)))
    known.when(lambda unit: unit.open_vacancy(SAID)).refused(refusals.VacancyKnown)
    members = VacancyOpened(Office.COMMITTEE_MEMBER, HERE, date(2026, 2, 1))
    given(Unit(), REGISTERED).when(lambda unit: unit.open_vacancy(members)).refused(refusals.NotASingleSeat)


def test_after_it_was_filled_it_may_be_empty_again():
    told = given(Unit(), REGISTERED, empty(date(2026, 1, 1)), filled(AN, date(2026, 1, 5), date(2026, 1, 20)))
    told.when(lambda unit: unit.open_vacancy(SAID)).then(SAID)
    assert told.state.id == UUID(int=0)
