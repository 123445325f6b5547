"""Units in time: their tree, their offices, their members; and how Vietnamese lists are sorted."""

from datetime import date

import pytest

from domain.events import unit
from domain.names import Attribute, BodyKind, Office, PersonId, UnitKind, UnitType
from projections import office_holders, unit_tree
from projections.letters import sort_key
from projections.listing import CursorUnreadable, Part, SortUnknown
from projections.ranges import narrowed
from projections.unit_tree import Sought
from tests.projections.lines import an_id
from tests.projections.small_bloc import CELL, DB1, FDI, KHOI, a_bloc

EVERYTHING = ("/",)
SPRING = date(2026, 3, 1)


@pytest.fixture
def bloc():
    return a_bloc(unit_tree.view, office_holders.view)


def unit_of(bloc, which):
    return bloc.ask(unit_tree.units_by_id, [which])[which]


def test_a_unit_stands_at_the_path_of_its_codes_below_its_superiors(bloc):
    cell = unit_of(bloc, CELL)
    assert (cell.path, cell.level, cell.parent) == ("/KHOI/DB1/DB1.1/", 2, DB1)
    assert [above.code for above in bloc.ask(unit_tree.ancestors, cell.path)] == ["KHOI", "DB1"]


def test_a_cell_belongs_to_the_grassroots_organisation_it_stands_under(bloc):
    assert unit_of(bloc, CELL).organisation == DB1
    assert (unit_of(bloc, FDI).organisation, unit_of(bloc, FDI).grassroots) == (FDI, True)
    assert (unit_of(bloc, KHOI).organisation, unit_of(bloc, KHOI).grassroots) == (None, False)


def test_a_cell_without_a_type_has_that_of_the_unit_above(bloc):
    assert (unit_of(bloc, CELL).type, unit_of(bloc, CELL).own_type) == (UnitType.AGENCY, None)


def test_moving_a_unit_takes_everything_below_it_along(bloc):
    bloc.tell(an_id(5), unit.UnitRegistered("DB2", "Đảng bộ 2", UnitKind.GRASSROOTS_PARTY_BODY, parent=KHOI))
    bloc.tell(CELL, unit.UnitMoved(an_id(5), SPRING))
    assert (unit_of(bloc, CELL).path, unit_of(bloc, CELL).organisation) == ("/KHOI/DB2/DB1.1/", an_id(5))
    bloc.tell(an_id(5), unit.UnitMoved(DB1, SPRING))
    assert unit_of(bloc, CELL).path == "/KHOI/DB1/DB2/DB1.1/"


def test_a_unit_is_never_put_below_itself(bloc):
    bloc.tell(DB1, unit.UnitMoved(CELL, SPRING))
    assert unit_of(bloc, DB1).path == "/KHOI/DB1/"


def test_a_code_with_a_slash_makes_no_further_level(bloc):
    bloc.tell(an_id(6), unit.UnitRegistered("A/B", "Chi bộ A", UnitKind.CELL, parent=DB1))
    assert unit_of(bloc, an_id(6)).path == "/KHOI/DB1/A%2FB/"


@pytest.mark.parametrize(
    "ending",
    [unit.UnitMerged(DB1, SPRING), unit.UnitSplit((DB1,), SPRING), unit.UnitDissolved(SPRING)],
    ids=["merged", "split", "dissolved"],
)
def test_a_unit_that_ended_is_listed_no_longer_but_still_known(bloc, ending):
    bloc.tell(FDI, ending)
    assert unit_of(bloc, FDI).ended == SPRING
    assert [row.code for row in bloc.ask(unit_tree.children, KHOI)] == ["DB1"]
    assert bloc.ask(unit_tree.units_in, EVERYTHING, Sought(), Part()).total == 3


def test_members_count_on_cells_and_a_party_bodys_own_figure_is_kept_as_declared(bloc):
    bloc.tell(DB1, unit.MembersCounted(41, SPRING))
    bloc.tell(CELL, unit.MembersCounted(13, SPRING))
    assert (unit_of(bloc, DB1).members, unit_of(bloc, DB1).declared) == (None, 41)
    assert (unit_of(bloc, CELL).members, unit_of(bloc, CELL).declared) == (13, None)


def test_what_marks_a_unit_out_and_its_set_day_are_shown(bloc):
    bloc.tell(FDI, unit.AttributesDeclared((Attribute.SHIFT_WORK, Attribute.SCATTERED), SPRING))
    bloc.tell(FDI, unit.SetDayAgreed(5, 2, SPRING))
    row = unit_of(bloc, FDI)
    assert row.attributes == (Attribute.SHIFT_WORK, Attribute.SCATTERED)
    assert (row.set_day, row.set_window) == (5, 2)


def test_the_register_is_held_to_a_part_of_the_tree(bloc):
    bloc.tell(an_id(7), unit.UnitRegistered("DB10", "Đảng bộ 10", UnitKind.GRASSROOTS_PARTY_BODY, parent=KHOI))
    found = bloc.ask(unit_tree.units_in, ("/KHOI/DB1/",), Sought(), Part(sort="path"))
    assert [row.code for row in found.items] == ["DB1", "DB1.1"]


def test_units_are_sought_without_accents(bloc):
    found = bloc.ask(unit_tree.units_in, EVERYTHING, Sought(text="so tu phap"), Part())
    assert [row.code for row in found.items] == ["DB1"]


def test_units_are_counted_by_kind_and_type(bloc):
    counted = bloc.ask(unit_tree.counts, EVERYTHING)
    cells = {(row.type, row.grassroots): row.members for row in counted if row.kind is UnitKind.CELL}
    assert cells == {(UnitType.AGENCY, False): 12, (UnitType.FOREIGN_OWNED_ENTERPRISE, True): 20}


def test_a_scope_is_narrowed_to_what_lies_in_both():
    assert narrowed(("/KHOI/",), "/KHOI/DB1/") == ("/KHOI/DB1/",)
    assert narrowed(("/KHOI/DB1/DB1.1/",), "/KHOI/DB1/") == ("/KHOI/DB1/DB1.1/",)
    assert narrowed(("/KHOI/DB2/",), "/KHOI/DB1/") == ()


# Long lists


def test_a_list_goes_on_from_its_cursor_and_misses_nothing(bloc):
    for n in range(10, 30):
        bloc.tell(an_id(n), unit.UnitRegistered(f"C{n}", f"Chi bộ {n % 3}", UnitKind.CELL, parent=DB1))
    for sort in ("name", "-name", "code", "-path"):
        codes, cursor = [], None
        while True:
            part = bloc.ask(unit_tree.units_in, EVERYTHING, Sought(), Part(sort, cursor, 7))
            codes += [row.code for row in part.items]
            if (cursor := part.next) is None:
                break
        assert len(codes) == len(set(codes)) == part.total == 24


def test_a_list_tells_what_it_can_be_sorted_by(bloc):
    with pytest.raises(SortUnknown) as unknown:
        bloc.ask(unit_tree.units_in, EVERYTHING, Sought(), Part(sort="colour"))
    assert unknown.value.allowed == ("code", "name", "path")


@pytest.mark.parametrize("cursor", ["x", "W10", "é", "WzEsMiwzXQ"])
def test_a_cursor_of_another_making_is_refused(bloc, cursor):
    with pytest.raises(CursorUnreadable):
        bloc.ask(unit_tree.units_in, EVERYTHING, Sought(), Part(cursor=cursor))


# Vietnamese lists


def test_names_sort_by_letters_then_tones_then_numbers_by_size():
    names = ["Chi bộ 10", "Chi bộ 2", "Đảng bộ A", "Dân vận", "Ân", "An", "Ăn", "Án", "À n", "Chi bổ", "Ư", "U"]
    assert sorted(names, key=sort_key) == [
        "À n", "An", "Án", "Ăn", "Ân", "Chi bổ", "Chi bộ 2", "Chi bộ 10", "Dân vận", "Đảng bộ A", "U", "Ư",
    ]  # fmt: skip


def test_decomposed_letters_sort_as_composed_ones_do():
    import unicodedata

    for name in ("Đảng ủy Thường Tín", "Chi bộ Hoà Bình"):
        assert sort_key(unicodedata.normalize("NFD", name)) == sort_key(name)


# Offices


def fill(person, office=Office.SECRETARY, since=date(2020, 1, 1), until=None):
    return unit.OfficeFilled(office, BodyKind.COMMITTEE, PersonId(person), since, until)


def test_an_office_is_held_from_one_day_to_another(bloc):
    bloc.tell(FDI, fill("old"), fill("new", since=SPRING))
    bloc.tell(FDI, unit.OfficeVacated(Office.SECRETARY, BodyKind.COMMITTEE, PersonId("old"), date(2026, 2, 28)))
    terms = {held.person: (held.since, held.until) for held in bloc.ask(office_holders.offices_of, FDI)}
    assert terms == {"old": (date(2020, 1, 1), date(2026, 2, 28)), "new": (SPRING, None)}
    assert bloc.ask(office_holders.holders, EVERYTHING, Office.SECRETARY, date(2025, 5, 1)) == {FDI: ["old"]}
    assert bloc.ask(office_holders.holders, EVERYTHING, Office.SECRETARY, SPRING) == {FDI: ["new"]}


def test_a_person_may_hold_offices_in_several_units(bloc):
    bloc.tell(FDI, fill("p1", Office.OVERSEER))
    bloc.tell(CELL, fill("p1", Office.OVERSEER))
    assert {held.unit for held in bloc.ask(office_holders.offices_held, PersonId("p1"))} == {FDI, CELL}
