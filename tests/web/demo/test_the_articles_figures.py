"""The article's figures, from facts and nothing else."""

from collections import Counter

import pytest

from domain.events.month import MonthClosed
from domain.events.supervision import (
    ConferenceHeld,
    FollowUpEnded,
    ReportDrafted,
    SelfReportReceived,
    SupervisionAnnounced,
    SupervisionConcluded,
    SupervisionDecided,
    SupervisionProposed,
    WorkingSessionHeld,
)
from domain.events.unit import OfficeFilled, UnitRegistered
from domain.events.visit import VisitMade, VisitPlanned
from domain.names import BodyKind, Office, UnitKind, UnitType
from web.demo.shape import FEWEST_CELLS, planned_country

ROAD = {SupervisionDecided, SupervisionAnnounced, SelfReportReceived, WorkingSessionHeld, ReportDrafted, ConferenceHeld}
ROAD |= {SupervisionConcluded, FollowUpEnded}
PARTY_BUILDING = {Office.STANDING_BOARD_MEMBER, Office.BOARD_HEAD, Office.BOARD_DEPUTY}


def registered(played):
    return {told.stream: told.fact for told in played.told if isinstance(told.fact, UnitRegistered)}


def made_in_2020(played):
    """The visits that took place, by their plan."""
    for history in played.begun_by(VisitPlanned):
        if history[0].fact.on.year == 2020 and any(isinstance(record.fact, VisitMade) for record in history):
            yield history[0].fact


def leaders(played):
    return {
        told.fact.person
        for told in played.told
        if isinstance(told.fact, OfficeFilled) and told.fact.office in PARTY_BUILDING
    }


def test_the_bloc_has_106_grassroots_organisations_54_party_bodies_and_52_cells(the_article):
    units = registered(the_article)
    bloc = next(stream for stream, unit in units.items() if unit.kind is UnitKind.BLOC)
    grassroots = Counter(unit.kind for unit in units.values() if unit.parent == bloc)
    assert grassroots == {UnitKind.GRASSROOTS_PARTY_BODY: 54, UnitKind.CELL: 52}


def test_491_subordinate_cells_make_543_cells_that_meet_with_7333_members(the_article):
    cells = [unit for unit in registered(the_article).values() if unit.kind is UnitKind.CELL]
    above = {registered(the_article)[unit.parent].kind for unit in cells}
    assert len(cells) == 543
    assert sum(unit.members for unit in cells) == 7_333
    assert above == {UnitKind.BLOC, UnitKind.GRASSROOTS_PARTY_BODY, UnitKind.SECTIONAL_PARTY_BODY}


def test_in_2020_leaders_attended_meetings_of_68_distinct_committees(the_article):
    units = registered(the_article)
    bloc = next(stream for stream, unit in units.items() if unit.kind is UnitKind.BLOC)
    visited = [visit for visit in made_in_2020(the_article) if visit.body is not None]
    assert len({visit.unit for visit in visited}) == len(visited) == 68
    assert {visit.body.kind for visit in visited} == {BodyKind.COMMITTEE}
    assert all(units[visit.unit].parent == bloc for visit in visited)
    assert {visit.visitor for visit in visited} <= leaders(the_article)


def test_in_2020_leaders_attended_150_distinct_cells_and_a_committees_meeting_is_none_of_its_cells(the_article):
    visited = [visit for visit in made_in_2020(the_article) if visit.body is None]
    by_leaders = {visit.unit for visit in visited if visit.visitor in leaders(the_article)}
    assert len(by_leaders) == 150
    assert {visit.unit for visit in visited} == by_leaders


def test_in_2020_fifteen_grassroots_organisations_were_under_thematic_supervision(the_article):
    cases = [
        history
        for history in the_article.begun_by(SupervisionProposed)
        if any(isinstance(record.fact, SupervisionConcluded) for record in history)
    ]
    subjects = {
        subject for history in cases if history[0].recorded_at.year == 2020 for subject in history[0].fact.subjects
    }
    notices = [
        fact for history in cases for fact in (r.fact for r in history) if isinstance(fact, SupervisionConcluded)
    ]
    assert len(subjects) == 15
    assert {notice.dated.year for notice in notices} == {2020}
    assert all({type(record.fact) for record in history} >= ROAD for history in cases)


def test_every_cell_month_of_2020_was_closed(the_article):
    closed = Counter(fact.month for fact in the_article.facts(MonthClosed))
    assert closed == {f"2020-{n:02d}": 543 for n in range(1, 13)}


def test_agencies_keep_the_rules_best_and_foreign_owned_enterprises_least(the_article):
    units = registered(the_article)
    months, broken = Counter(), Counter()
    for fact in the_article.facts(MonthClosed):
        months[units[fact.cell].type] += 1
        broken[units[fact.cell].type] += "b" in fact.verdicts.values()
    share = {type_: broken[type_] / months[type_] for type_ in months}
    order = (
        UnitType.AGENCY,
        UnitType.STATE_ENTERPRISE,
        UnitType.NON_STATE_ENTERPRISE,
        UnitType.FOREIGN_OWNED_ENTERPRISE,
    )
    assert sorted(order, key=share.__getitem__) == list(order)
    assert share[UnitType.AGENCY] < 0.08
    assert share[UnitType.FOREIGN_OWNED_ENTERPRISE] > 0.25


@pytest.mark.parametrize("cells", [FEWEST_CELLS, 12, 60, 543, 2_000])
def test_a_country_of_any_size_has_just_so_many_cells_and_every_type(cells):
    country = planned_country(1, cells)
    assert sum(len(bloc.cells) for bloc in country) == cells
    assert {cell.type for cell in country[0].cells} == set(UnitType)
    assert len({unit.code for bloc in country for unit in bloc.units}) == sum(len(bloc.units) for bloc in country)
