"""History, proposals, visits and supervisions, as lists."""

from datetime import date

import pytest

from domain.events import month, person, supervision, visit
from domain.events.fact import Parked
from domain.names import (
    Body,
    BodyKind,
    DeficiencyCode,
    DeficiencyId,
    Month,
    PersonId,
    RuleCode,
    RuleSetId,
    UnitId,
    VisitKind,
)
from projections import audit_trail, proposals, rule_changes, supervisions, unit_tree, visits
from projections.listing import Part
from projections.proposals import ProposalState
from projections.supervisions import SupervisionState
from projections.visits import VisitState
from tests.projections.lines import an_id
from tests.projections.small_bloc import CELL, DB1, FDI, KHOI, SEALED, a_bloc, a_meeting, at, held

EVERYTHING = ("/",)


@pytest.fixture
def bloc():
    return a_bloc(unit_tree.view, audit_trail.view, rule_changes.view, proposals.view, visits.view, supervisions.view)


# History


def lines(bloc, scope=EVERYTHING, at=None, **sought):
    return [
        one.position for one in bloc.ask(audit_trail.history, scope, audit_trail.Sought(**sought), Part(), at).items
    ]


def test_every_fact_has_its_line_the_newest_first(bloc):
    bloc.tell(an_id(40), a_meeting(), held())
    assert lines(bloc) == [6, 5, 4, 3, 2, 1]


def test_a_line_tells_which_unit_it_is_about_and_who_recorded_it_when(bloc):
    bloc.tell(an_id(40), a_meeting())
    bloc.tell(an_id(40), held(), by="p-lan", on=at("2026-10-05"), entered=at("2026-10-09"))
    newest = bloc.ask(audit_trail.history, EVERYTHING, audit_trail.Sought(), Part(limit=1)).items[0]
    assert (newest.topic, newest.unit, newest.actor, newest.late) == ("MeetingHeld.v1", FDI, "p-lan", True)
    assert (newest.occurred_at, newest.recorded_at) == (at("2026-10-05"), at("2026-10-09"))


def test_the_history_is_filtered_by_fact_stream_unit_actor_and_time(bloc):
    bloc.tell(an_id(40), a_meeting(), by="p-lan", on=at("2026-10-01"))
    bloc.tell(an_id(41), a_meeting(CELL), by="p-mai", on=at("2026-10-02"))
    assert lines(bloc, topics=("MeetingScheduled.v1",)) == [6, 5]
    assert lines(bloc, streams=(an_id(40),)) == [5]
    assert lines(bloc, unit=CELL) == [6, 3]
    assert lines(bloc, actor=PersonId("p-lan")) == [5]
    assert lines(bloc, from_=at("2026-10-02")) == [6]
    assert lines(bloc, until=at("2026-10-02"), actor=PersonId("p-lan")) == [5]
    assert lines(bloc, positions=(2, 4)) == [4, 2]


def test_the_history_is_held_to_a_part_of_the_tree(bloc):
    bloc.tell(an_id(40), a_meeting())
    bloc.tell(an_id(90), person.PersonEntered(PersonId("p"), SEALED))
    assert lines(bloc, ("/KHOI/FDI/",)) == [5, 4]
    assert lines(bloc) == [5, 4, 3, 2, 1]
    assert lines(bloc, unitless=True) == [6, 5, 4, 3, 2, 1]


def test_a_line_that_cannot_be_read_stands_in_the_history_too(bloc):
    bloc.tell(an_id(90), Parked("SomethingNew.v7", b"{}", "unknown_topic"))
    assert lines(bloc, topics=("SomethingNew.v7",), unitless=True) == [5]


def test_facts_of_some_kinds_are_counted_from_a_moment_on_and_those_entered_late(bloc):
    found = bloc.ask(audit_trail.unusual, ("/",), ["UnitRegistered.v1", "MeetingHeld.v1"], at("2000-01-01"))
    assert found.by_topic == {"UnitRegistered.v1": 4, "MeetingHeld.v1": 0}
    later = bloc.ask(audit_trail.unusual, ("/",), ["UnitRegistered.v1"], at("2999-01-01"))
    assert later.by_topic == {"UnitRegistered.v1": 0}


def test_as_at_a_position_the_history_ends_there(bloc):
    position = bloc.tell(an_id(40), a_meeting(), on=at("2026-10-01"))
    bloc.tell(an_id(40), held(), on=at("2026-10-05"))
    assert lines(bloc, at=position) == [5, 4, 3, 2, 1]


# Proposals


def propose(bloc, name, code="D06", cell=FDI):
    fact = month.DeficiencyProposed(
        cell, Month("2026-10"), DeficiencyCode(code), (RuleCode("R-DUR"), RuleCode("R-DAY")), RuleSetId("X"), (1, 2)
    )
    return bloc.tell(name, fact, on=at("2026-11-06"))


def test_a_proposal_waits_until_it_is_confirmed_or_dismissed(bloc):
    for n in (80, 81, 82):
        propose(bloc, an_id(n))
    bloc.tell(an_id(80), month.ProposalConfirmed(DeficiencyId(an_id(50))), on=at("2026-11-07"))
    dismissed = bloc.tell(an_id(81), month.ProposalDismissed(SEALED), on=at("2026-11-07"))
    rows = {n: bloc.ask(proposals.proposal_by_id, an_id(n)) for n in (80, 81, 82)}
    assert [rows[n].state for n in rows] == [ProposalState.CONFIRMED, ProposalState.DISMISSED, ProposalState.WAITING]
    assert (rows[80].deficiency, rows[81].decided_at) == (an_id(50), dismissed)
    assert rows[82].rules == ("R-DUR", "R-DAY")
    assert bloc.ask(proposals.waiting_in, EVERYTHING) == 1


def test_proposals_are_listed_within_a_part_of_the_tree(bloc):
    propose(bloc, an_id(80))
    propose(bloc, an_id(81), cell=CELL)
    found = bloc.ask(proposals.proposals_in, ("/KHOI/DB1/",), proposals.Sought(code=DeficiencyCode("D06")), Part())
    assert [row.unit for row in found.items] == [CELL]


# Visits


def plan_visit(bloc, name, unit=FDI, body=None, visitor="p-binh", on=date(2026, 10, 5)):
    bloc.tell(name, visit.VisitPlanned(unit, VisitKind.UNANNOUNCED, on, PersonId(visitor), body))


def test_a_visit_goes_from_planned_to_acknowledged(bloc):
    saw = (visit.Observation("D05", positive=False), visit.Observation("P2", positive=True))
    road = [
        (visit.VisitMade(saw), VisitState.MADE),
        (visit.FeedbackGiven(SEALED, date(2026, 10, 20)), VisitState.FED_BACK),
        (visit.FeedbackAcknowledged(), VisitState.ACKNOWLEDGED),
    ]
    plan_visit(bloc, an_id(45))
    for fact, state in road:
        bloc.tell(an_id(45), fact, on=at("2026-10-06"))
        assert bloc.ask(visits.visit_by_id, an_id(45)).state is state
    row = bloc.ask(visits.visit_by_id, an_id(45))
    assert (row.deficiencies, row.strengths, row.feedback_due) == (("D05",), 1, date(2026, 10, 20))


def test_visits_are_listed_by_visitor_and_day(bloc):
    plan_visit(bloc, an_id(45))
    plan_visit(bloc, an_id(46), DB1, Body(DB1, BodyKind.COMMITTEE), "p-khanh", date(2026, 11, 5))
    one = bloc.ask(visits.visits_in, EVERYTHING, visits.Sought(visitor=PersonId("p-khanh")), Part())
    assert [(row.unit, row.body) for row in one.items] == [(DB1, BodyKind.COMMITTEE)]
    assert bloc.ask(visits.visits_in, EVERYTHING, visits.Sought(until=date(2026, 10, 5)), Part()).total == 1
    assert bloc.ask(visits.visits_in, ("/KHOI/FDI/",), visits.Sought(), Part()).total == 1


# Supervisions


def supervise(bloc, name, *subjects: UnitId):
    bloc.tell(name, supervision.SupervisionProposed(KHOI, subjects, "Sinh hoạt chi bộ", "2026", (PersonId("p"),)))


def test_a_supervision_is_concluded_by_a_notice_that_sets_a_term(bloc):
    supervise(bloc, an_id(85), DB1, FDI)
    bloc.tell(an_id(85), supervision.SupervisionConcluded("3-TB", date(2026, 10, 9), date(2026, 11, 9)))
    row = bloc.ask(supervisions.supervision_by_id, an_id(85))
    assert (row.state, row.number, row.on, row.report_by) == (
        SupervisionState.CONCLUDED, "3-TB", date(2026, 10, 9), date(2026, 11, 9)
    )  # fmt: skip
    assert set(bloc.ask(supervisions.subjects_of, an_id(85))) == {DB1, FDI}


def test_those_supervised_see_the_supervision_too(bloc):
    supervise(bloc, an_id(85), DB1)
    supervise(bloc, an_id(86), FDI)
    found = bloc.ask(supervisions.supervisions_in, ("/KHOI/FDI/",), supervisions.Sought(), Part())
    assert [row.supervision for row in found.items] == [an_id(86)]
    of_subject = bloc.ask(supervisions.supervisions_in, EVERYTHING, supervisions.Sought(subject=DB1), Part())
    assert [row.supervision for row in of_subject.items] == [an_id(85)]
