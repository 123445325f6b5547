"""Who may do what, and where."""

import pytest

from domain.events import person
from domain.names import PersonId, Role
from projections import roles_held, unit_tree
from tests.projections.lines import an_id
from tests.projections.small_bloc import CELL, DB1, FDI, KHOI, SEALED, a_bloc

LAN = PersonId("p-lan")


@pytest.fixture
def bloc():
    bloc = a_bloc(unit_tree.view, roles_held.view)
    bloc.tell(an_id(30), person.PersonEntered(LAN, SEALED), person.UserAdmitted(LAN))
    return bloc


def test_a_role_reaches_from_its_unit_down(bloc):
    bloc.tell(an_id(30), person.RoleGranted(LAN, Role.SECRETARY, FDI), person.RoleGranted(LAN, Role.OVERSEER, DB1))
    held = bloc.ask(roles_held.roles_of, LAN)
    assert [(one.role, one.path) for one in held] == [(Role.OVERSEER, "/KHOI/DB1/"), (Role.SECRETARY, "/KHOI/FDI/")]


def test_a_role_withdrawn_is_held_no_longer_and_can_be_granted_again(bloc):
    granted, withdrawn = (kind(LAN, Role.INSPECTOR, KHOI) for kind in (person.RoleGranted, person.RoleWithdrawn))
    bloc.tell(an_id(30), granted, withdrawn)
    assert bloc.ask(roles_held.roles_of, LAN) == []
    bloc.tell(an_id(30), granted)
    assert len(bloc.ask(roles_held.roles_of, LAN)) == 1


def test_those_who_hold_a_role_above_a_unit_are_found_nearest_first(bloc):
    bloc.tell(an_id(30), person.RoleGranted(LAN, Role.OVERSEER, KHOI))
    bloc.tell(an_id(31), person.RoleGranted(PersonId("p-mai"), Role.OVERSEER, DB1))
    found = bloc.ask(roles_held.holders_above, Role.OVERSEER, "/KHOI/DB1/DB1.1/")
    assert [one.person for one in found] == ["p-mai", LAN]
    assert CELL not in {one.unit for one in found}


def test_a_user_who_is_barred_is_known_still_but_not_admitted(bloc):
    assert bloc.ask(roles_held.person, LAN).admitted
    bloc.tell(an_id(30), person.UserBarred(LAN))
    assert not bloc.ask(roles_held.person, LAN).admitted


def test_an_erased_person_has_a_stream_and_no_identity(bloc):
    assert bloc.ask(roles_held.person, LAN).identity_at == 5
    bloc.tell(an_id(30), person.IdentityErased(LAN, "đơn số 3", 2))
    erased = bloc.ask(roles_held.person, LAN)
    assert (erased.stream, erased.erased, erased.identity_at) == (an_id(30), True, None)
