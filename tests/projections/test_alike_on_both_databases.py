"""Every question gets the same answer from SQLite and from PostgreSQL, now and as it stood; and each in few queries."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine, event

from domain import capacity_names
from domain.events import committee, member_duty, month, person, remediation, supervision, unit, visit
from domain.events import duty_rules as of_rules
from domain.events import support as of_support
from domain.events import training as of_course
from domain.names import (
    BodyKind,
    DeficiencyCode,
    MeetingId,
    Month,
    Office,
    PersonId,
    Role,
    RuleCode,
    RuleSetId,
    VisitKind,
)
from domain.visiting.ranking import Why
from domain.visiting.terms import terms
from projections import (
    VIEWS,
    absences_waiting,
    audit_trail,
    beside_its_unit,
    case_story,
    case_timeline,
    cases_closed,
    deficiencies_found,
    duties,
    meeting_calendar,
    months_judged,
    office_holders,
    overview,
    proposals,
    regularity,
    remediation_inbox,
    roles_held,
    supervisions,
    support_measured,
    support_priority,
    supports,
    tasks_owed,
    training,
    training_measured,
    unit_dossier,
    unit_family,
    unit_tree,
    vacancies,
    visits,
)
from projections.database import prepare, view_engine
from projections.listing import Order, Part
from projections.measured import Measured
from projections.rank_facts import Facts, support_facts, visit_facts
from projections.visit_candidates import Looked
from projections.year_figures import year_figures
from projections.year_sums import Year
from tests.databases import Files, Server
from tests.projections.lines import Watched, an_id
from tests.projections.small_bloc import (
    CELL,
    DB1,
    FDI,
    KHOI,
    SEALED,
    a_deficiency,
    a_meeting,
    a_plan,
    at,
    held,
    open_case,
    register,
)

ALL, TODAY, LAN = ("/",), date(2026, 12, 9), PersonId("p-lan")
OCTOBER = Month("2026-10")
DAYS = overview.Days(TODAY, date(2026, 12, 16), date(2026, 10, 1), date(2026, 7, 1), (date(2026, 12, 2),))
OWING = tasks_owed.Owing(LAN, ((Role.INSPECTOR, ALL), (Role.SECRETARY, ("/KHOI/FDI/",))))
ASKED = regularity.Asked(ALL, OCTOBER, Month("2026-12"))
MEASURED = Measured(ALL, date(2026, 1, 1), TODAY)
PATHS = {CELL: "/KHOI/DB1/DB1.1/", FDI: "/KHOI/FDI/"}
LOOKED = Looked(ALL, TODAY, terms(), {})
Question = Callable[..., Any]
LISTS: dict[str, tuple[Question, Any, Order[Any]]] = {
    "units": (unit_tree.units_in, unit_tree.Sought(text="chi bo"), unit_tree.SORTS),
    "meetings": (meeting_calendar.meetings_in, meeting_calendar.Sought(of_cells=True), meeting_calendar.SORTS),
    "deficiencies": (deficiencies_found.deficiencies_in, deficiencies_found.Sought(), deficiencies_found.SORTS),
    "cases": (remediation_inbox.cases_in, remediation_inbox.Sought(running=True), remediation_inbox.SORTS),
    "proposals": (proposals.proposals_in, proposals.Sought(), proposals.SORTS),
    "visits": (visits.visits_in, visits.Sought(), visits.SORTS),
    "supervisions": (supervisions.supervisions_in, supervisions.Sought(subject=DB1), supervisions.SORTS),
    "vacancies": (vacancies.vacancies_in, vacancies.Sought(on=TODAY), vacancies.SORTS),
    "reviews": (vacancies.reviews_in, vacancies.ReviewsSought(), vacancies.REVIEWS),
    "courses": (training.courses_in, training.Sought(), training.SORTS),
    "duty rules": (duties.rules_in, duties.RulesSought(pending=True), duties.RULES),
    "member tasks": (duties.tasks_in, duties.TasksSought(open_=True), duties.TASKS),
    "absences": (duties.absences_in, duties.AbsencesSought(), duties.ABSENCES),
    "supports": (supports.supports_in, supports.Sought(running=True, late_on=date(2027, 1, 1)), supports.SORTS),
    "history": (audit_trail.history, audit_trail.Sought(unitless=True), audit_trail.NEWEST_FIRST),
}


def tell(watched: Watched) -> Watched:
    """Something of everything."""
    register(watched)
    watched.tell(KHOI, unit.OfficeFilled(Office.BOARD_HEAD, BodyKind.STANDING_BOARD, LAN, date(2020, 1, 1)))
    watched.tell(an_id(30), person.PersonEntered(LAN, SEALED), person.UserAdmitted(LAN))
    watched.tell(an_id(30), person.RoleGranted(LAN, Role.INSPECTOR, KHOI))
    watched.tell(an_id(40), a_meeting(), held(), on=at("2026-10-05"))
    watched.tell(an_id(41), a_meeting(CELL), on=at("2026-10-01"))
    watched.tell(an_id(45), visit.VisitPlanned(CELL, VisitKind.PLANNED, date(2026, 10, 5), LAN), visit.VisitMade())
    watched.tell(an_id(85), supervision.SupervisionProposed(KHOI, (DB1, FDI), "Sinh hoạt", "2026", (LAN,)))
    rules = (RuleCode("R-DUR"),)
    watched.tell(an_id(80), month.DeficiencyProposed(FDI, OCTOBER, DeficiencyCode("D06"), rules, RuleSetId("X"), ()))
    watched.tell(an_id(50), a_deficiency("D10"), on=at("2026-10-20"))
    case, found = open_case(watched)
    watched.tell(case, a_plan(found, found), remediation.PlanApproved(), remediation.StepDone(1))
    closed, done = open_case(watched, "closed")
    watched.tell(closed, a_plan(done), remediation.PlanApproved(), remediation.ResultReported(()))
    watched.tell(closed, remediation.DeficiencyVerified(done), remediation.RemediationClosed(SEALED))
    of_solutions_2_and_6(watched)
    watched.runner.catch_up()
    return watched


def of_solutions_2_and_6(watched: Watched) -> None:
    """An office that was left, a course that helped, duties and a support under way."""
    seat, day = (Office.SECRETARY, BodyKind.COMMITTEE, LAN), date(2026, 9, 1)
    watched.tell(FDI, unit.OfficeFilled(*seat, day), unit.OfficeVacated(*seat, date(2026, 10, 31)))
    watched.tell(CELL, unit.OfficeFilled(*seat, day))
    state = capacity_names.CommitteeState.SOUND
    watched.tell(an_id(91), committee.CommitteeReviewed(FDI, BodyKind.COMMITTEE, day, state, 3, 3))
    watched.tell(an_id(92), of_course.CoursePlanned(KHOI, "Kỹ năng", date(2026, 11, 3), date(2026, 11, 3), 8, 9))
    watched.tell(an_id(92), of_course.SecretaryEnrolled(FDI, LAN), of_course.CourseAttended(FDI, LAN))
    of = capacity_names.DutyOf.MEMBERS
    watched.tell(an_id(93), of_rules.DutyRulesIssued(FDI, of, 1, "03-QĐ", day, day))
    watched.tell(an_id(94), member_duty.MemberTaskAssigned(FDI, LAN, SEALED, day))
    reminded = capacity_names.AbsenceMeasure.REMINDED
    watched.tell(an_id(95), member_duty.AbsenceHandled(FDI, MeetingId(an_id(40)), LAN, reminded))
    found = (capacity_names.Organisation.PARTY, day, (capacity_names.Weakness.FEW_MEMBERS,))
    plan = of_support.SupportPlanned((of_support.Milestone(SEALED, date(2026, 12, 1)),), date(2027, 1, 1))
    watched.tell(an_id(96), of_support.OrganisationDiagnosed(FDI, *found), plan, of_support.SupportPlanApproved())


def questions(position: int | None) -> dict[str, tuple[Question, tuple[Any, ...]]]:
    """Questions that are no lists, each as at a position where it can be asked so."""
    return {
        "units by id": (unit_tree.units_by_id, ([KHOI, CELL], position)),
        "ancestors": (unit_tree.ancestors, ("/KHOI/DB1/DB1.1/", position)),
        "counts": (lambda db: sorted(unit_tree.counts(db, ALL, position), key=repr), ()),
        "family": (unit_family.family_of, ("DB1",)),
        "dossier": (unit_dossier.recent_of, (FDI,)),
        "offices": (office_holders.offices_of, (KHOI, position)),
        "holders": (office_holders.holders, (ALL, Office.BOARD_HEAD, TODAY, position)),
        "person": (roles_held.person, (LAN, position)),
        "roles": (roles_held.roles_of, (LAN,)),
        "roles above": (roles_held.holders_above, (Role.INSPECTOR, "/KHOI/FDI/")),
        "map": (regularity.by_unit, (ASKED._replace(at=position),)),
        "map of cells": (regularity.by_unit, (ASKED._replace(at=position), regularity.By.CELL)),
        "map of types": (lambda db: sorted(regularity.by_type(db, ASKED._replace(at=position)), key=repr), ()),
        "map of rules": (regularity.by_rule, (ASKED._replace(at=position),)),
        "month": (regularity.month_of_cell, (FDI, OCTOBER, position)),
        "unclosed": (lambda db: [seen.sight for seen in months_judged.unclosed(db, OCTOBER, ALL)], ()),
        "counted": (lambda db: sorted(overview.deficiency_counts(db, ALL, DAYS, position), key=repr), ()),
        "stories": (overview.stories, (ALL, date(2026, 6, 1), 3, position)),
        "solutions": (overview.solution_steps, (overview.Opened(ALL, date(2026, 1, 1), TODAY, position),)),
        "year": (year_figures, (Year(2026, ALL, TODAY, position),)),
        "cases closed": (lambda db: list(cases_closed.closed_cases(db, TODAY)), ()),
        "states": (remediation_inbox.states_in, (ALL, position)),
        "tasks": (tasks_owed.tasks_of, (OWING, Part(), position)),
        "tasks counted": (tasks_owed.count_tasks, (OWING, TODAY, position)),
        "tasks below": (tasks_owed.tasks_at, (ALL, 20, position)),
        "waiting": (proposals.waiting_in, (ALL, position)),
        "supervised": (supervisions.subjects_of, (an_id(85), position)),
        "unusual": (audit_trail.unusual, (("/",), ["MeetingHeld.v1", "UnitRegistered.v1"], at("2020-01-01"))),
        "helped first": (support_priority.candidates_in, (ALL, TODAY, Part(), position)),
        "facts behind help": (lambda db: behind(support_facts(db, PATHS, TODAY), "non_state", "verdicts_judged"), ()),
        "facts behind visits": (lambda db: behind(visit_facts(db, LOOKED, PATHS), *Why), ()),
        "learners": (training.learners_of, (an_id(92), ALL, position)),
        "untrained": (training_measured.untrained, (ALL, TODAY, 10)),
        "missed": (absences_waiting.meetings_with_absences, (ALL, TODAY)),
        "above": (office_holders.sitting_above, ("/KHOI/FDI/", TODAY)),
        "support alone": (lambda db: beside_its_unit.beside_its_unit(db, supports.supports, an_id(96)), ()),
        "milestones": (supports.milestones_of, (an_id(96), position)),
        "empty days": (vacancies.measures, (MEASURED._replace(at=position),)),
        "trained": (training_measured.measures, (MEASURED._replace(at=position),)),
        "supported": (support_measured.measures, (MEASURED._replace(at=position),)),
    }


def behind(facts: Facts, *terms: str) -> list[tuple[int, ...]]:
    return [facts.of(cell, term) for cell in PATHS for term in terms]


def answers(watched: Watched) -> Iterator[tuple[str, Any]]:
    for position in (None, 9, 20):
        for name, (question, words) in questions(position).items():
            yield f"{name} at {position}", watched.ask(question, *words)
        for name, (question, sought, order) in LISTS.items():
            for sort in order.by:
                for part in (Part(sort, limit=2), Part(f"-{sort}")):
                    yield f"{name} {part} at {position}", watched.ask(question, ALL, sought, part, position)
    case = watched.ask(remediation_inbox.cases_in, ALL, remediation_inbox.Sought(), Part()).items[0]
    for question in (case_story.story_of, case_timeline.positions_of, remediation_inbox.plan_of):
        yield question.__name__, watched.ask(question, case.case)


@pytest.mark.postgresql
def test_questions_are_answered_alike(sqlite: Files, postgresql: Server):
    kept = []
    for databases in (sqlite, postgresql):
        engine = view_engine(databases.fresh())
        prepare(engine, VIEWS)
        kept.append(tell(Watched(*VIEWS, engine=engine)))
    for here, there in zip(answers(kept[0]), answers(kept[1]), strict=True):
        assert here == there
    for watched in kept:
        watched.engine.dispose()


@contextmanager
def counted(engine: Engine) -> Iterator[list[str]]:
    asked: list[str] = []

    def note(*told: Any) -> None:
        asked.append(told[2])

    event.listen(engine, "before_cursor_execute", note)
    yield asked
    event.remove(engine, "before_cursor_execute", note)


@pytest.mark.parametrize("name", LISTS)
def test_a_list_takes_two_queries_however_long_it_is(name):
    watched = tell(Watched(*VIEWS))
    for n in range(1_000, 1_060):
        watched.tell(an_id(n), a_deficiency(), on=at("2026-11-06"))
        watched.tell(an_id(n + 500), a_meeting())
    watched.runner.catch_up()
    question, sought, _ = LISTS[name]
    with watched.engine.connect() as db, counted(watched.engine) as asked:
        question(db, ALL, sought, Part())
    assert len(asked) == 2


def test_a_year_takes_five_queries():
    watched = tell(Watched(*VIEWS))
    with watched.engine.connect() as db, counted(watched.engine) as asked:
        year_figures(db, Year(2026, ALL, TODAY))
    assert len(asked) == 5
