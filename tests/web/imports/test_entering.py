"""A customer's register is taken in whole or not at all, and again without doubling."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from domain.events.person import PersonEntered
from domain.events.unit import (
    AttributesDeclared,
    MembersCounted,
    OfficeFilled,
    OfficeVacated,
    UnitMoved,
    UnitRegistered,
    UnitRenamed,
)
from domain.names import Attribute, BodyKind, Office, PersonId, UnitKind, UnitType
from domain.record import as_of
from domain.unit import Unit
from projections import unit_tree
from tests.bloc import Bloc
from tests.web.imports.lists import BODY, FIRST, HEADER, SECOND, xlsx
from web.imports import Brought, Outcome, TopUnclear, Under, import_register, top_unit
from web.languages import speaking
from workflows.desk import Thing
from workflows.requests.people import record_erasure, stream_of
from workflows.requests.units import DissolveUnit, RegisterUnit, UnitCode, code_key, dissolve_unit, register_unit

SAMPLES = Path(__file__).parents[2] / "samples"


def brought(name: str) -> Brought:
    return Brought(name, (SAMPLES / name).read_bytes())


def take(bloc: Bloc, file: Brought, code: str = "KHOI", dry_run: bool = False) -> Outcome:
    with speaking("vi"):
        return import_register(bloc.house, bloc.hand("admin"), file, Under(top_unit(bloc.house, code), dry_run))


def since(bloc: Bloc, position: int) -> list[Any]:
    return [record.fact for record in bloc.house.journal.since(position, 1000)]


def unit(bloc: Bloc, code: str) -> Unit:
    stream = bloc.house.journal.holder(code_key(code))
    assert stream is not None
    return as_of(Unit(), bloc.house.journal.history(stream))


def told(outcome: Outcome) -> list[tuple[int, str, str]]:
    return [(it.row, it.column, it.code) for it in outcome.faults]


def doubted(outcome: Outcome) -> list[tuple[int, str, str]]:
    """Doubts, but for members that differ: most of these lists are too short for their sums."""
    return [(it.row, it.column, it.code) for it in outcome.doubts if it.code != "members_differ"]


def name_of(bloc: Bloc, person: PersonId) -> dict[str, Any]:
    identity = bloc.house.keys.identities([person])[person]
    assert isinstance(identity, str)
    return dict(json.loads(identity))


# The samples


def test_the_clean_register_comes_in_whole(bloc: Bloc) -> None:
    top = register_unit(bloc.house.desk, bloc.hand("admin"), RegisterUnit(UnitCode("38"), "Khối", UnitKind.BLOC))
    before = bloc.recorded()
    outcome = take(bloc, brought("register-clean.xlsx"), "38")
    assert (outcome.units, outcome.entered, outcome.faults) == (59, 59, ())
    facts = since(bloc, before)
    registered = [fact for fact in facts if isinstance(fact, UnitRegistered)]
    people = [fact for fact in facts if isinstance(fact, PersonEntered)]
    seats = [fact for fact in facts if isinstance(fact, OfficeFilled)]
    assert (len(registered), len(people), len(seats), len(facts)) == (
        59,
        outcome.people,
        outcome.people,
        59 + 2 * len(people),
    )
    assert {fact.type for fact in registered} == set(UnitType) - {UnitType.COOPERATIVE_UNION}
    by_kind = [sum(fact.kind is kind for fact in registered) for kind in UnitKind]
    assert by_kind == [0, 15, 0, 44]
    assert sum(fact.parent == next(iter(top.versions)) for fact in registered) == 15 + 5


def test_the_clean_register_is_read_to_the_letter(bloc: Bloc) -> None:
    take(bloc, brought("register-clean.xlsx"))
    cell, body = unit(bloc, "38.202.002"), unit(bloc, "38.202.000")
    assert (cell.name, cell.kind, cell.type) == ("CB Phân xưởng 2", UnitKind.CELL, UnitType.FOREIGN_OWNED_ENTERPRISE)
    assert (cell.parent, cell.members, str(cell.founded_on)) == (body.id, 12, "1998-09-19")
    assert cell.attributes == (Attribute.SCATTERED, Attribute.SHIFT_WORK)
    offices = {held.office: name_of(bloc, held.person) for held in cell.offices}
    assert offices[Office.SECRETARY] == {"name": "Vũ Hữu Long", "phone": "0924889384", "email": None}
    assert offices[Office.OVERSEER]["name"] == "Hồ Hữu Nam"
    assert {held.body for held in cell.offices} == {BodyKind.COMMITTEE}


def test_the_messy_register_names_its_eight_faults_in_one_go_and_leaves_nothing(bloc: Bloc) -> None:
    before = bloc.recorded()
    outcome = take(bloc, brought("register-messy.xlsx"))
    assert told(outcome) == [
        (8, "Số đảng viên", "members_not_a_number"),
        (12, "Trực thuộc", "parent_unknown"),
        (16, "Mã", "code_twice"),
        (21, "Loại tổ chức", "kind_unknown"),
        (25, "Ngày thành lập", "no_such_day"),
        (29, "Số đảng viên", "members_negative"),
        (34, "Tên tổ chức", "name_missing"),
        (38, "Ngày thành lập", "founded_in_the_future"),
    ]
    assert {it.sheet for it in outcome.faults} == {"Danh sách"}
    assert (outcome.units, outcome.entered, bloc.recorded()) == (0, 0, before)


def test_faults_are_said_in_the_language_of_the_user(bloc: Bloc) -> None:
    outcome = take(bloc, brought("register-messy.xlsx"))
    with speaking("vi"):
        said = [it.detail for it in outcome.faults]
    assert said[0] == "Số đảng viên không phải là số: “mười hai”."
    assert said[1] == "Trực thuộc một tổ chức không có: “Đảng bộ Không Tồn Tại”."
    assert said[7] == "Ngày thành lập ở tương lai: 01/05/2031."
    with speaking("en"):
        assert outcome.faults[2].as_json() == {
            "sheet": "Danh sách",
            "row": 16,
            "column": "Mã",
            "code": "code_twice",
            "detail": "The same code as in row 15.",
        }


def test_a_second_time_nothing_is_new(bloc: Bloc) -> None:
    take(bloc, brought("register-clean.xlsx"))
    before = bloc.recorded()
    again = take(bloc, brought("register-clean.xlsx"))
    assert (again.units, again.entered, again.amended, again.people) == (59, 0, 0, 0)
    assert bloc.recorded() == before


def test_a_trial_tells_what_would_come_in_and_enters_nothing(bloc: Bloc) -> None:
    before = bloc.recorded()
    tried = take(bloc, xlsx(HEADER, BODY, FIRST, SECOND), dry_run=True)
    assert (tried.units, tried.entered, tried.people, tried.dry_run) == (3, 3, 3, True)
    assert bloc.recorded() == before
    done = take(bloc, xlsx(HEADER, BODY, FIRST, SECOND))
    assert (done.units, done.entered, done.people) == (3, 3, 3)


def test_the_whole_register_is_one_command(bloc: Bloc) -> None:
    before = bloc.recorded()
    take(bloc, xlsx(HEADER, BODY, FIRST, SECOND))
    assert len({record.command for record in bloc.house.journal.since(before, 100)}) == 1


def test_the_new_units_are_seen_at_once(bloc: Bloc) -> None:
    take(bloc, xlsx(HEADER, BODY, FIRST, SECOND))
    with bloc.house.reading() as db:
        seen = unit_tree.unit_by_code(db, "9.1.2")
    assert seen is not None
    assert (seen.path, seen.members) == ("/KHOI/9.1/9.1.2/", 18)


# Who is who


def changed(row: tuple[Any, ...], **cells: Any) -> tuple[Any, ...]:
    places = {"code": 0, "name": 1, "kind": 2, "type": 3, "parent": 4, "members": 5, "secretary": 6, "phone": 7}
    told = list(row)
    for name, cell in cells.items():
        told[places[name]] = cell
    return tuple(told)


NEW_SECRETARY = {"secretary": "Ngô Thị Dung", "phone": "0912 999 999"}
CHANGES: list[tuple[str, dict[str, Any], tuple[type, ...]]] = [
    ("a new name", {"name": "Chi bộ Văn phòng"}, (UnitRenamed,)),
    ("more members", {"members": 13}, (MembersCounted,)),
    ("another superior", {"parent": ""}, (UnitMoved,)),
    ("another secretary", NEW_SECRETARY, (PersonEntered, OfficeVacated, OfficeFilled)),
    ("no secretary told", {"secretary": "", "phone": ""}, ()),
    ("no members told", {"members": None}, ()),
    ("the number typed otherwise", {"phone": "+84 912-000-002"}, ()),
    ("no number told", {"phone": ""}, ()),
    ("the name in capitals", {"secretary": "TRẦN THỊ BÌNH"}, ()),
]  # fmt: skip


@pytest.mark.parametrize(("what", "cells", "facts"), CHANGES, ids=[case[0] for case in CHANGES])
def test_only_what_changed_is_recorded(bloc: Bloc, what: str, cells: dict[str, Any], facts: tuple[type, ...]) -> None:
    take(bloc, xlsx(HEADER, BODY, FIRST, SECOND))
    before = bloc.recorded()
    outcome = take(bloc, xlsx(HEADER, BODY, changed(FIRST, **cells), SECOND))
    assert tuple(map(type, since(bloc, before))) == facts
    assert (outcome.faults, outcome.amended) == ((), int(bool(facts)))


def test_other_attributes_are_declared_and_a_list_without_that_column_says_nothing(bloc: Bloc) -> None:
    with_marks = (*HEADER, "Đặc điểm")
    take(bloc, xlsx(with_marks, (*BODY, ""), (*FIRST, "làm ca; phân tán")))
    before = bloc.recorded()
    take(bloc, xlsx(HEADER, BODY, FIRST))
    assert bloc.recorded() == before
    take(bloc, xlsx(with_marks, (*BODY, ""), (*FIRST, "phân tán; làm ca")))
    assert bloc.recorded() == before
    take(bloc, xlsx(with_marks, (*BODY, ""), (*FIRST, "")))
    assert since(bloc, before) == [AttributesDeclared((), bloc.watch.now.date())]


def test_another_secretary_ends_the_term_of_the_one_before(bloc: Bloc) -> None:
    take(bloc, xlsx(HEADER, BODY, FIRST))
    take(bloc, xlsx(HEADER, BODY, changed(FIRST, secretary="Ngô Thị Dung")))
    old, new = unit(bloc, "9.1.1").offices
    assert (old.until, new.from_, new.until) == (bloc.watch.now.date(), bloc.watch.now.date(), None)
    assert name_of(bloc, new.person)["name"] == "Ngô Thị Dung"


def test_two_changes_of_a_day_end_each_term_once(bloc: Bloc) -> None:
    for name in (FIRST[6], "Ngô Thị Dung", "Vũ Văn Em"):
        take(bloc, xlsx(HEADER, BODY, changed(FIRST, secretary=name)))
    stream = bloc.house.journal.holder(code_key("9.1.1"))
    assert stream is not None
    left = [it.fact.person for it in bloc.house.journal.history(stream) if isinstance(it.fact, OfficeVacated)]
    assert left == [held.person for held in unit(bloc, "9.1.1").offices[:2]]


def test_equal_names_are_different_persons_unless_unit_and_phone_agree(bloc: Bloc) -> None:
    twin = changed(SECOND, secretary=FIRST[6], phone=FIRST[7])
    outcome = take(bloc, xlsx(HEADER, BODY, FIRST, twin))
    assert doubted(outcome) == [(4, "Bí thư", "same_name_in_the_list")]
    assert unit(bloc, "9.1.1").offices[0].person != unit(bloc, "9.1.2").offices[0].person


def test_the_same_name_with_another_number_is_another_person_and_a_doubt(bloc: Bloc) -> None:
    take(bloc, xlsx(HEADER, BODY, FIRST))
    outcome = take(bloc, xlsx(HEADER, BODY, changed(FIRST, phone="0912 777 777")))
    assert doubted(outcome) == [(3, "Bí thư", "same_name_other_phone"), (3, "Bí thư", "same_name_known")]
    assert len(unit(bloc, "9.1.1").offices) == 2


def test_a_name_known_elsewhere_is_a_doubt(bloc: Bloc) -> None:
    outcome = take(bloc, xlsx(HEADER, changed(BODY, secretary="Hoàng Thị Lan")))
    assert [(it.code, it.values) for it in outcome.doubts] == [("same_name_known", {"unit_code": "FDI"})]


def test_an_erased_secretary_is_not_entered_again_by_the_next_list(bloc: Bloc) -> None:
    take(bloc, xlsx(HEADER, BODY, FIRST))
    person = unit(bloc, "9.1.1").offices[0].person
    bloc.house.keys.erase(person)
    bloc.ask(record_erasure, "admin", Thing(stream_of(person)), "đơn đề nghị", 0)
    before = bloc.recorded()
    outcome = take(bloc, xlsx(HEADER, BODY, FIRST))
    assert doubted(outcome) == [(3, "Bí thư", "holder_unreadable")]
    assert bloc.recorded() == before


# Which unit is which


def test_units_without_a_code_get_one_and_are_known_by_superior_and_name(bloc: Bloc) -> None:
    rows = (
        changed(BODY, code=""),
        changed(FIRST, code="", parent=BODY[1]),
        changed(SECOND, code="", parent="Sở Thủy sản"),
    )
    take(bloc, xlsx(HEADER, *rows))
    assert unit(bloc, "KHOI.001.002").name == "Chi bộ 2"
    before = bloc.recorded()
    again = (rows[0], changed(rows[1], name="CB  1"), changed(rows[2], name="chi bo 2", parent="SO THUY SAN"))
    assert take(bloc, xlsx(HEADER, *again)).faults == ()
    assert bloc.recorded() == before


def test_a_unit_that_came_without_a_code_is_the_same_when_it_has_one(bloc: Bloc) -> None:
    take(bloc, xlsx(HEADER, changed(BODY, code="")))
    before = bloc.recorded()
    outcome = take(bloc, xlsx(HEADER, BODY, changed(FIRST, secretary="")))
    assert doubted(outcome) == [(2, "Mã", "known_by_another_code"), (3, "Điện thoại", "phone_of_nobody")]
    assert (outcome.entered, outcome.amended, len(since(bloc, before))) == (1, 0, 1)
    assert unit(bloc, "9.1.1").parent == unit(bloc, "KHOI.001").id


def test_two_given_codes_that_differ_are_two_units_and_a_doubt(bloc: Bloc) -> None:
    outcome = take(bloc, xlsx(HEADER, changed(BODY, name="Đảng bộ Sở Tư pháp")))
    assert [(it.code, it.values) for it in outcome.doubts] == [("named_like_another", {"unit_code": "DB1"})]
    assert (outcome.entered, outcome.amended) == (1, 0)


def test_a_superior_may_be_one_that_is_known_already(bloc: Bloc) -> None:
    for n, superior in enumerate(("DB1", "Đảng bộ Sở Tư pháp", "đảng bộ sơ tư phap", "ĐB Sở Tư pháp"), start=1):
        take(bloc, xlsx(HEADER, changed(FIRST, code=f"9.{n}", name=f"Chi bộ {n}", parent=superior)))
        assert unit(bloc, f"9.{n}").parent == bloc.unit("DB1")


def test_a_register_may_be_of_a_part_of_the_tree(bloc: Bloc) -> None:
    itself = ("DB1", "Đảng bộ Sở Tư pháp tỉnh", "Đảng bộ cơ sở", "Cơ quan", "Khối", 61, "", "")
    assert take(bloc, xlsx(HEADER, itself, changed(FIRST, parent="")), "DB1").faults == ()
    assert unit(bloc, "9.1.1").parent == bloc.unit("DB1")
    assert unit(bloc, "DB1").name == "Đảng bộ Sở Tư pháp tỉnh"


def dissolved(bloc: Bloc) -> None:
    bloc.ask(dissolve_unit, "admin", Thing(bloc.unit("PSU")), DissolveUnit(bloc.watch.now.date()))


def nothing(bloc: Bloc) -> None:
    """Nothing happened before."""


CELL = changed(FIRST, parent="")
CB_1, TWIN = changed(FIRST, code="", name="CB 1"), changed(BODY, code="9.2")
Case = tuple[str, tuple[tuple[Any, ...], ...], str, Callable[[Bloc], None], tuple[int, str, str]]
WRONG: list[Case] = [
    ("the same name twice without codes", (BODY, FIRST, CB_1), "KHOI", nothing, (4, "Tên tổ chức", "unit_twice")),
    ("a superior of which there are two", (BODY, TWIN, changed(FIRST, parent=BODY[1])), "KHOI", nothing,
     (4, "Trực thuộc", "parent_ambiguous")),
    ("a superior that is a cell", (BODY, FIRST, changed(SECOND, parent="9.1.1")), "KHOI", nothing,
     (4, "Trực thuộc", "parent_cannot_hold")),
    ("a unit under itself", (changed(BODY, parent="9.1"),), "KHOI", nothing, (2, "Trực thuộc", "parent_cannot_hold")),
    ("a party body under a party body", (BODY,), "DB1", nothing, (2, "Trực thuộc", "parent_cannot_hold")),
    ("a superior that ended", (changed(FIRST, parent="PSU"),), "KHOI", dissolved, (2, "Trực thuộc", "parent_ended")),
    ("a unit that ended", (changed(CELL, code="PSU"),), "KHOI", dissolved, (2, "Mã", "unit_ended")),
    ("a unit that stands elsewhere", (changed(CELL, code="PSU"),), "DB1", nothing, (2, "Mã", "stands_elsewhere")),
    ("a cell that was a party body", (changed(CELL, code="DB2"),), "KHOI", nothing,
     (2, "Loại tổ chức", "kind_differs")),
]  # fmt: skip


@pytest.mark.parametrize(("what", "rows", "code", "before", "fault"), WRONG, ids=[case[0] for case in WRONG])
def test_a_register_that_contradicts_itself_or_what_is_known_is_refused(
    bloc: Bloc,
    what: str,
    rows: tuple[tuple[Any, ...], ...],
    code: str,
    before: Callable[[Bloc], None],
    fault: tuple[int, str, str],
) -> None:
    before(bloc)
    recorded = bloc.recorded()
    assert told(take(bloc, xlsx(HEADER, *rows), code)) == [fault]
    assert bloc.recorded() == recorded


def test_a_declared_figure_is_kept_and_a_difference_is_a_doubt(bloc: Bloc) -> None:
    outcome = take(bloc, xlsx(HEADER, changed(BODY, members=99), FIRST, SECOND))
    assert [(it.row, it.code, it.values) for it in outcome.doubts] == [
        (2, "members_differ", {"declared": 99, "counted": 30})
    ]
    assert unit(bloc, "9.1").members == 99


def test_type_and_founding_day_of_a_known_unit_stay_and_are_a_doubt(bloc: Bloc) -> None:
    dated = (*HEADER, "Ngày thành lập")
    known = ("PSU", "Chi bộ Trung tâm Lưu trữ", "Chi bộ cơ sở", "Cơ quan", "", 11, "", "", "2001")
    before = bloc.recorded()
    outcome = take(bloc, xlsx(dated, known))
    assert [code for *_, code in doubted(outcome)] == ["type_kept", "founding_kept"]
    assert bloc.recorded() == before


def test_a_subordinate_cell_directly_under_the_bloc_is_a_doubt(bloc: Bloc) -> None:
    assert doubted(take(bloc, xlsx(HEADER, CELL))) == [(2, "Loại tổ chức", "standing_differs")]


def test_a_list_without_superiors_moves_nobody(bloc: Bloc) -> None:
    before = bloc.recorded()
    outcome = take(
        bloc,
        xlsx(("Mã", "Tên tổ chức", "Loại tổ chức", "Số đảng viên"), ("DB2.A1", "Chi bộ Phân xưởng 1", "Chi bộ", 15)),
    )
    assert outcome.faults == ()
    assert since(bloc, before) == [MembersCounted(15, bloc.watch.now.date())]


def test_it_is_asked_of_which_bloc_a_register_is(bloc: Bloc) -> None:
    assert top_unit(bloc.house, None) == bloc.unit("KHOI")
    with pytest.raises(TopUnclear, match="no_such_unit"):
        top_unit(bloc.house, "NOPE")
    register_unit(bloc.house.desk, bloc.hand("admin"), RegisterUnit(UnitCode("39"), "Khối khác", UnitKind.BLOC))
    with pytest.raises(TopUnclear, match="several_blocs"):
        top_unit(bloc.house, None)


def test_an_outcome_is_told_as_json(bloc: Bloc) -> None:
    assert take(bloc, xlsx(HEADER, BODY, FIRST, SECOND)).as_json() == {
        "units": 3,
        "refused": False,
        "dry_run": False,
        "entered": 3,
        "amended": 0,
        "people": 3,
        "errors": [],
        "warnings": [],
    }
