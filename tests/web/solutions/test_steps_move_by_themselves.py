"""A step satisfied by a fact recorded elsewhere moves by itself, once, however often the fact is delivered."""

import shutil
from datetime import date
from uuid import UUID

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import given as for_all
from hypothesis import strategies as st

from domain.events.remediation import EvidenceFiled
from domain.furthering import Happened
from domain.names import ItemTag, VisitKind
from domain.record import as_of
from domain.refusals import StepDoesNotMove
from domain.remediation import Remediation
from tests.bloc import Bloc, opened, settings_in, told
from tests.web.inspection.a_case import made
from tests.web.solutions.a_plan import approved, case_of, held_by, line, met, month_closed, moves
from web.steps_moved import StepsMoved
from workflows.desk import Thing
from workflows.reactions.close_months_that_ended import BY_ITSELF
from workflows.requests.remediations import SubmitPlan, submit_plan
from workflows.requests.visits import MakeVisit, PlanVisit, make_visit, plan_visit

MONTHS = ((2026, 12), (2027, 1), (2027, 2))


def state_of(bloc: Bloc, case: UUID) -> Remediation:
    return as_of(Remediation(), bloc.house.journal.history(case))


def three_good_months(bloc: Bloc) -> None:
    for year, month in MONTHS:
        met(bloc, date(year, month, 5))
        month_closed(bloc, year, month)


def test_three_months_held_on_their_day_finish_the_step_and_nobody_remedied_anything_by_it(bloc):
    case = approved(bloc, "S4.1", step="keep_the_calendar_three_months")
    before = state_of(bloc, case)
    three_good_months(bloc)
    told_of = moves(bloc, case)
    assert [(it.count, it.times, it.done) for it in told_of] == [(1, 3, False), (2, 3, False), (3, 3, True)]
    after = state_of(bloc, case)
    assert (after.done, after.remedied_by) == ({1}, before.remedied_by)
    records = [r for r in bloc.house.journal.history(case) if r.fact in told_of]
    assert {record.by for record in records} == {BY_ITSELF}
    assert [record.causation for record in records] == [it.by for it in told_of]


def test_a_month_missed_begins_the_row_anew(bloc):
    case = approved(bloc, "S4.1", step="keep_the_calendar_three_months")
    met(bloc, date(2026, 12, 5))
    month_closed(bloc, 2026, 12)
    month_closed(bloc, 2027, 1)
    met(bloc, date(2027, 2, 5))
    month_closed(bloc, 2027, 2)
    kinds = [(type(it).__name__, getattr(it, "count", 0)) for it in moves(bloc, case)]
    assert kinds == [("StepFurthered", 1), ("StepRestarted", 0), ("StepFurthered", 1)]
    assert state_of(bloc, case).done == frozenset()


def test_the_unit_then_reports_and_a_verifier_still_verifies(bloc):
    case = approved(bloc, "S3.3", step="attend_a_meeting")
    asked = PlanVisit(VisitKind.PLANNED, date(2026, 11, 20), bloc.person("overseer1"), bloc.unit("FDI"))
    visit = made(bloc.ask(plan_visit, "overseer1", asked))
    bloc.ask(make_visit, "overseer1", Thing(visit), MakeVisit())
    secretary = bloc.api("secretary1")
    shown = told(secretary.get(f"/remediations/{case}"))
    assert [step["done"] for step in shown["steps"]] == [True]
    answer = secretary.post(f"/remediations/{case}/report", {"results": [{"step": 1, "text": "Đã có người dự"}]})
    assert (answer.status_code, told(answer)["state"]) == (200, "reported")
    assert not any(isinstance(r.fact, EvidenceFiled) for r in bloc.house.journal.history(case))


def test_what_happened_before_the_approval_does_not_count(bloc):
    case = case_of(bloc)
    met(bloc, date(2026, 11, 5), "FDI", ItemTag.CRITICISM)
    bloc.watch.on(date(2026, 11, 20))
    bloc.ask(submit_plan, "secretary1", Thing(case), SubmitPlan((line(bloc, held_by(bloc, case)[0], "S5.2"),)))
    answer = bloc.api("inspector1").post(f"/remediations/{case}/approve")
    assert answer.status_code == 200
    bloc.house.steps.catch_up(bloc.house.journal.head())
    assert moves(bloc, case) == []


def test_what_happens_in_another_unit_does_not_count(bloc):
    case = approved(bloc, "S5.2")
    met(bloc, date(2026, 12, 5), "DB1.1", ItemTag.CRITICISM)
    assert moves(bloc, case) == []


def test_a_step_that_names_no_step_of_the_playbook_asks_for_all_that_move_by_themselves(bloc):
    case = approved(bloc, "S5.2")
    met(bloc, date(2026, 12, 5), "FDI", ItemTag.CRITICISM)
    met(bloc, date(2027, 1, 5), "FDI", ItemTag.CRITICISM)
    assert [(it.count, it.done) for it in moves(bloc, case)] == [(1, False), (2, True)]


def test_a_fact_that_was_heard_moves_nothing_again(bloc):
    case = approved(bloc, "S5.2")
    met(bloc, date(2026, 12, 5), "FDI", ItemTag.CRITICISM)
    recorded = bloc.recorded()
    deaf = StepsMoved(bloc.house.steps.reading, bloc.house.desk, bloc.watch)
    deaf.mark = deaf.mark.__class__(deaf.mark.engine, "another that hears everything once more")
    assert deaf.catch_up(recorded) == 0
    assert bloc.recorded() == recorded
    assert len(moves(bloc, case)) == 1
    first = moves(bloc, case)[0]
    state = state_of(bloc, case)
    with pytest.raises(StepDoesNotMove):
        state.further(Happened(1, first.playbook_step, 0, first.by, True, 2, False, (first.playbook_step,)))


@pytest.mark.parametrize("batch", [1, 3, 500])
def test_batches_of_any_size_hear_the_same(bloc, batch):
    case = approved(bloc, "S4.1", step="keep_the_calendar_three_months")
    bloc.house.steps.batch = batch
    three_good_months(bloc)
    assert [it.count for it in moves(bloc, case)] == [1, 2, 3]


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@for_all(st.lists(st.sampled_from(["stopped", "running", "twice"]), min_size=3, max_size=3))
def test_stopped_and_started_at_random_points_it_misses_nothing_and_moves_nothing_twice(
    bloc_as_founded, tmp_path_factory, points
):
    folder = tmp_path_factory.mktemp("stopped") / "house"
    shutil.copytree(bloc_as_founded, folder)
    with opened(settings_in(folder)) as here:
        case = approved(here, "S4.1", "S3.3", step=None)
        for (year, month), point in zip(MONTHS, points, strict=True):
            here.house.steps.asleep = point == "stopped"
            met(here, date(year, month, 5))
            month_closed(here, year, month)
            if point == "twice":
                StepsMoved(here.house.steps.reading, here.house.desk, here.watch).catch_up(here.recorded())
        StepsMoved(here.house.steps.reading, here.house.desk, here.watch).catch_up(here.recorded())
        told_of = moves(here, case)
    assert [(it.step, it.count, it.done) for it in told_of] == [(1, 1, False), (1, 2, False), (1, 3, True)]


@pytest.mark.parametrize("path", ["/work", "/cases"])
def test_the_pages_of_a_case_say_how_far_a_step_moved_by_itself_and_link_what_did_it(bloc, path):
    case = approved(bloc, "S4.1", step="keep_the_calendar_three_months")
    three_good_months(bloc)
    page = bloc.browser("inspector1").get(f"{path}/{case}").text
    assert "3/3" in page
    assert all(f"/units/FDI/months/{year}-{month:02d}" in page for year, month in MONTHS)


class Broken(StepsMoved):
    """It cannot hear anything."""

    def _hear(self, upto):
        raise ZeroDivisionError


def test_whoever_records_is_not_told_that_steps_could_not_move_but_it_is_said_aside(bloc, capsys):
    broken = Broken(bloc.house.steps.reading, bloc.house.desk, bloc.watch)
    assert broken.after_a_write(bloc.recorded()) == 0
    assert "ZeroDivisionError" in capsys.readouterr().err
    with pytest.raises(ZeroDivisionError):
        broken.catch_up(bloc.recorded())
