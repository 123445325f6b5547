"""What a cell of a register may hold, in all the ways people write it."""

from collections.abc import Callable
from datetime import date, datetime

import pytest

from domain.names import Attribute, UnitKind, UnitType
from domain.register import Standing
from web.imports import cells
from web.imports.cells import CellFault
from web.imports.sheets import Cell

TODAY = date(2026, 11, 20)


def fault_of(read: Callable[[Cell], object], cell: Cell) -> str:
    with pytest.raises(CellFault) as fault:
        read(cell)
    return fault.value.code


def founding(cell: Cell) -> date | None:
    return cells.read_founding(cell, TODAY)


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        (date(2015, 4, 18), date(2015, 4, 18)),
        (datetime(2015, 4, 18, 7, 30), date(2015, 4, 18)),  # noqa: DTZ001  # a cell knows no zone
        ("18/04/2015", date(2015, 4, 18)),
        (" 8/4/2015 ", date(2015, 4, 8)),
        ("18-04-2015", date(2015, 4, 18)),
        ("18.4.2015", date(2015, 4, 18)),
        ("2015-04-18", date(2015, 4, 18)),
        ("4/2015", date(2015, 4, 1)),
        ("2015", date(2015, 1, 1)),
        (2015.0, date(2015, 1, 1)),
        (2015, date(2015, 1, 1)),
        ("", None),
        ("-", None),
        (None, None),
        (TODAY, TODAY),
    ],
)
def test_a_founding_day_is_a_date_a_text_or_a_year(cell: Cell, day: date | None) -> None:
    assert founding(cell) == day


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("30/02/2015", "no_such_day"),
        ("31/04/2015", "no_such_day"),
        ("13/13/2015", "no_such_day"),
        ("18/04/15", "no_such_day"),
        ("hôm qua", "no_such_day"),
        ("٢٠١٥", "no_such_day"),
        (42112.0, "no_such_day"),
        (date(2026, 11, 21), "founded_in_the_future"),
        ("2027", "founded_in_the_future"),
        ("02/02/1929", "founded_before_the_party"),
    ],
)
def test_a_day_that_is_none_or_to_come_is_a_fault(cell: Cell, code: str) -> None:
    assert fault_of(founding, cell) == code


@pytest.mark.parametrize(
    ("cell", "members"),
    [
        (17.0, 17),
        (17, 17),
        ("17", 17),
        (" 17 ", 17),
        ("1.355", 1355),
        ("1 355", 1355),
        (0, 0),
        ("", None),
        (None, None),
    ],
)
def test_members_are_a_whole_number_from_0_on(cell: Cell, members: int | None) -> None:
    assert cells.read_members(cell) == members


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("mười hai", "members_not_a_number"),
        ("12 người", "members_not_a_number"),
        ("12,5", "members_not_a_number"),
        ("1.35", "members_not_a_number"),
        ("１２", "members_not_a_number"),
        (True, "members_not_a_number"),
        (date(2020, 1, 1), "members_not_a_number"),
        (12.5, "members_not_whole"),
        (float("nan"), "members_not_whole"),
        (-4.0, "members_negative"),
        ("-4", "members_negative"),
        (1e300, "members_too_many"),
        ("999999999999", "members_too_many"),
    ],
)
def test_whatever_is_no_number_of_members_is_a_fault(cell: Cell, code: str) -> None:
    assert fault_of(cells.read_members, cell) == code


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        ("Đảng bộ cơ sở", (UnitKind.GRASSROOTS_PARTY_BODY, None)),
        ("ĐẢNG BỘ BỘ PHẬN", (UnitKind.SECTIONAL_PARTY_BODY, None)),
        ("Chi bộ cơ sở", (UnitKind.CELL, Standing.GRASSROOTS)),
        ("CB trực thuộc", (UnitKind.CELL, Standing.SUBORDINATE)),
        ("chi bo", (UnitKind.CELL, None)),
        ("Chi  bộ\u200b", (UnitKind.CELL, None)),
        ("Đa\u0309ng bộ cơ sơ\u0309", (UnitKind.GRASSROOTS_PARTY_BODY, None)),
    ],
)
def test_kinds_are_known_without_accents_case_or_composition(
    cell: Cell, kind: tuple[UnitKind, Standing | None]
) -> None:
    assert cells.read_kind(cell) == kind


def test_a_kind_is_needed_and_known() -> None:
    assert fault_of(cells.read_kind, None) == "kind_missing"
    assert fault_of(cells.read_kind, "Câu lạc bộ") == "kind_unknown"


@pytest.mark.parametrize(
    ("cell", "type_"),
    [
        ("Cơ quan", UnitType.AGENCY),
        ("Đơn vị sự nghiệp", UnitType.PUBLIC_SERVICE_UNIT),
        ("DN nhà nước", UnitType.STATE_ENTERPRISE),
        ("dn ngoài nhà nước", UnitType.NON_STATE_ENTERPRISE),
        ("Doanh nghiệp 100% vốn nước ngoài", UnitType.FOREIGN_OWNED_ENTERPRISE),
        ("DN 100 % vốn nước ngoài", UnitType.FOREIGN_OWNED_ENTERPRISE),
        ("Hợp tác xã", UnitType.COOPERATIVE_UNION),
        ("", None),
    ],
)
def test_dn_is_an_enterprise(cell: Cell, type_: UnitType | None) -> None:
    assert cells.read_type(cell) == type_


def test_an_unknown_type_is_a_fault() -> None:
    assert fault_of(cells.read_type, "Doanh nghiệp gia đình") == "type_unknown"


def test_attributes_are_a_list_each_once() -> None:
    assert cells.read_attributes("làm ca; Phân tán;làm ca") == (Attribute.SCATTERED, Attribute.SHIFT_WORK)
    assert cells.read_attributes("mới thành lập\nkhông có chi uỷ") == (Attribute.NEWLY_FOUNDED, Attribute.NO_COMMITTEE)
    assert cells.read_attributes(None) == ()
    assert fault_of(cells.read_attributes, "làm ca; ở xa") == "attribute_unknown"


@pytest.mark.parametrize(
    ("cell", "phone"),
    [("0953 547 773", "0953 547 773"), (953547773.0, "0953547773"), (84953547773.0, "84953547773"), ("", None)],
)
def test_a_phone_number_gets_back_the_zero_that_a_number_loses(cell: Cell, phone: str | None) -> None:
    assert cells.read_phone(cell) == phone


def test_a_text_is_one_line_of_composed_letters() -> None:
    assert cells.read_name("  Chi  bô\u0323\u00a01\n") == "Chi bộ 1"
    assert fault_of(cells.read_name, "…") == "name_missing"
    assert fault_of(cells.read_name, "Chi bộ\u00001") == "unwritable"
    assert fault_of(cells.read_name, "Chi bộ\ud800") == "unwritable"
    assert fault_of(cells.read_name, "x" * 301) == "too_long"


def test_a_code_that_became_a_number_has_lost_its_zeros() -> None:
    assert cells.read_code("38.100.000") == "38.100.000"
    assert cells.read_code(38100.0) == "38100"
    assert fault_of(cells.read_code, 38.1) == "code_is_a_number"
    assert fault_of(cells.read_parent, 38.1) == "code_is_a_number"
    assert fault_of(cells.read_code, "38/100") == "code_unreadable"


def test_a_text_that_begins_as_a_formula_is_a_fault() -> None:
    assert fault_of(cells.check_formula, ' =HYPERLINK("http://x")') == "formula"
    cells.check_formula("a = b")
