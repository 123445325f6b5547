"""Who may do what: the table of roles, the gate of the routes."""

import pytest
from flask import Flask

from domain.names import BodyKind, Office, Role, Target, TargetKind, UnitId
from web import policy
from web.acts import INSPECTING, JUDGING, MAY, OF_THE_CELL, READS_ALL, Act, Held, Place, may, may_stand_in, widest

BLOC, ORG, CELL, OTHER = "/KHOI/", "/KHOI/DB1/", "/KHOI/DB1/DB1.1/", "/KHOI/DB1/DB1.2/"
AGAINST_INSPECTORS = Target(TargetKind.BODY, UnitId(None), BodyKind.INSPECTION_COMMITTEE)
AGAINST_AN_OVERSEER = Target(TargetKind.OFFICE, UnitId(None), BodyKind.COMMITTEE, Office.OVERSEER)


def held(role, path=BLOC):
    return (Held(role, path),)


@pytest.mark.parametrize("role", Role)
def test_a_role_speaks_for_its_unit_and_below_alone(role):
    act = next(iter(MAY[role]))
    assert may(held(role, ORG), act, Place(ORG))
    assert may(held(role, ORG), act, Place(CELL))
    assert not may(held(role, ORG), act, Place(BLOC))
    assert not may(held(role, CELL), act, Place(OTHER))


def test_a_unit_whose_code_begins_alike_is_another_unit():
    assert not may(held(Role.INSPECTOR, "/KHOI/DB1/"), Act.READ_CASE, Place("/KHOI/DB10/"))


def test_nobody_without_a_role_may_anything():
    assert not any(may((), act, Place(CELL)) for act in Act)


@pytest.mark.parametrize("act", sorted(OF_THE_CELL))
def test_only_secretaries_do_what_a_cell_does(act):
    assert {role for role in Role if may(held(role), act, Place(CELL))} == {Role.SECRETARY}


@pytest.mark.parametrize("act", sorted(JUDGING - {Act.WITHDRAW}))
def test_only_inspectors_decide(act):
    assert {role for role in Role if may(held(role), act, Place(CELL))} == {Role.INSPECTOR}


def test_a_finding_is_taken_back_by_those_who_inspect_and_oversee_but_not_against_themselves():
    takes_back = lambda place: {role for role in Role if may(held(role), Act.WITHDRAW, place)}  # noqa: E731
    assert takes_back(Place(CELL)) == {Role.INSPECTOR, Role.OVERSEER}
    assert takes_back(Place(BLOC, AGAINST_AN_OVERSEER)) == {Role.INSPECTOR, Role.LEADER}


@pytest.mark.parametrize("act", sorted(JUDGING))
def test_against_the_inspection_committee_leaders_decide_and_inspectors_do_not(act):
    place = Place(BLOC, AGAINST_INSPECTORS)
    assert {role for role in Role if may(held(role), act, place)} == {Role.LEADER}


@pytest.mark.parametrize("act", sorted(INSPECTING))
def test_against_an_overseer_leaders_take_the_inspectors_acts(act):
    assert may(held(Role.LEADER), act, Place(BLOC, AGAINST_AN_OVERSEER))


def test_auditors_read_everything_record_findings_and_change_nothing_else():
    assert MAY[Role.AUDITOR] == READS_ALL | {Act.FIND}


def test_administrators_see_no_case():
    of_cases = {
        Act.READ_CASE,
        Act.READ_MEETING,
        Act.READ_COMPLIANCE,
        Act.READ_PROPOSAL,
        Act.READ_HISTORY,
        Act.READ_REPORT,
    }
    assert not of_cases & MAY[Role.ADMINISTRATOR]


def test_an_overseer_classes_meetings_and_makes_visits():
    assert {Act.CLASS_MEETING, Act.VISIT, Act.FIND} <= MAY[Role.OVERSEER]
    assert {role for role in Role if Act.CLASS_MEETING in MAY[role]} == {Role.OVERSEER}


@pytest.mark.parametrize("role", [Role.OVERSEER, Role.INSPECTOR, Role.SECRETARY])
def test_someone_above_may_enter_for_a_secretary(role):
    assert may_stand_in(held(role, ORG), Act.PLAN, Place(CELL))
    assert not may_stand_in(held(role, ORG), Act.VERIFY, Place(CELL))
    assert not may_stand_in(held(role, OTHER), Act.PLAN, Place(CELL))


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ADMINISTRATOR, Role.LEADER])
def test_nobody_else_enters_for_a_secretary(role):
    assert not may_stand_in(held(role), Act.PLAN, Place(CELL))


def test_lists_join_on_the_shortest_paths():
    roles = (
        Held(Role.SECRETARY, CELL),
        Held(Role.OVERSEER, ORG),
        Held(Role.OVERSEER, "/KHOI/FDI/"),
        Held(Role.ADMINISTRATOR, BLOC),
    )
    assert widest(roles, Act.READ_CASE) == ("/KHOI/DB1/", "/KHOI/FDI/")
    assert widest(roles, Act.HOLD_MEETING) == (CELL,)
    assert widest(roles, Act.VERIFY) == ()


def test_every_route_of_the_house_says_who_may_use_it(bloc):
    assert [address for address, _, _, said in policy.declared(bloc.app) if said is None] == []


def test_a_route_that_does_not_say_keeps_the_house_from_being_built():
    app = Flask(__name__)
    policy.init_app(app)
    app.add_url_rule("/open-to-whom", "silent", lambda: "")
    with pytest.raises(policy.UndeclaredRoute, match="open-to-whom"):
        policy.check(app)
