"""The demo runs each of the seven solutions for a year, in the article's year and lately; one playbook was renewed."""

from collections import defaultdict

from domain.events.member_duty import AbsenceHandled
from domain.events.playbook import PlaybookAdopted
from domain.events.programme import ProgrammeProposed, ProgrammeReviewed
from domain.events.remediation import RemediationOpened
from domain.events.unit import VacancyOpened
from domain.programme import Programme, ProgrammeState
from domain.record import as_of
from domain.solution_names import ReviewPeriod
from projections.measured import Measured, total
from projections.undertakings_measured import measures
from projections.unit_tree import units
from web.wiring import opened_house
from workflows.solutions import SEVEN_SOLUTIONS

SEVEN = {one.code for one in SEVEN_SOLUTIONS}


def programmes(played):
    """By year and solution, how each stands at the end."""
    years = defaultdict(dict)
    for history in played.begun_by(ProgrammeProposed):
        standing = as_of(Programme(), history)
        years[standing.proposed.year][standing.proposed.solution] = standing
    return years


def test_each_solution_was_run_in_2020_and_is_in_the_newest_year(small):
    told = programmes(small)
    assert set(told) == {2020, 2026}
    assert all(set(of_year) == SEVEN for of_year in told.values())
    assert {one.state for one in told[2020].values()} == {ProgrammeState.ENDED}


def test_a_programme_stands_in_every_state_and_one_runs_with_its_look_in_mid_year(small):
    of_2026 = programmes(small)[2026].values()
    assert {one.state for one in of_2026} == set(ProgrammeState) - {ProgrammeState.ENDED}
    assert any(one.state is ProgrammeState.RUNNING and ReviewPeriod.MID_YEAR in one.reviewed for one in of_2026)


def test_a_playbook_was_adopted_once_and_what_began_before_keeps_the_first_version(small):
    (adopted,) = small.facts(PlaybookAdopted)
    cases = [h[0] for h in small.begun_by(RemediationOpened)]
    kept = {
        (one.recorded_at.date() >= adopted.in_force_from, one.fact.playbooks.get(adopted.solution, 1)) for one in cases
    }
    assert kept == {(False, 1), (True, adopted.version)}
    assert {one.proposed.playbook for of_year in programmes(small).values() for one in of_year.values()} == {1}


def test_what_reviews_put_down_is_what_the_views_measure_as_of_that_day(filled):
    with opened_house(filled) as here, here.reading() as db:
        reviews = [one for one in here.journal.since(0, 100_000) if isinstance(one.fact, ProgrammeReviewed)]
        bloc = next(iter(units.read(db, units.select(None).where(units.c.parent.is_(None)))))
        for record in reviews:
            asked = Measured((bloc.path,), record.fact.on.replace(month=1, day=1), record.fact.on, at=record.position)
            known = measures(db, asked)
            shown = {one.measure: (one.part, one.whole) for one in record.fact.figures}
            assert shown
            assert shown == {code: total(known[code]) for code in shown}


def test_an_office_was_found_empty_and_some_absences_were_followed_up(the_article, small):
    assert list(small.facts(VacancyOpened))
    assert list(the_article.facts(AbsenceHandled))
