"""A list of units compared with what is known: whatever it holds, a second time it changes nothing."""

from dataclasses import replace
from datetime import date
from uuid import NAMESPACE_OID, uuid5

from hypothesis import given
from hypothesis import strategies as st

from domain.events.unit import OfficeFilled
from domain.names import Attribute, BodyKind, PersonId, UnitId, UnitKind
from domain.register import Compared, Known, ListedUnit, RegisterPlan, Someone, compare
from domain.unit import MAY_STAND_UNDER, Unit

TODAY = date(2026, 11, 20)
TOP = UnitId(uuid5(NAMESPACE_OID, "top"))
NOBODY_ELSE = Known(TOP, {TOP: Unit(TOP, "K", "Đảng bộ Khối", UnitKind.BLOC)})
KINDS = (UnitKind.GRASSROOTS_PARTY_BODY, UnitKind.SECTIONAL_PARTY_BODY, UnitKind.CELL)
NAMES = ("Chi bộ 1", "CB 1", "Chi bộ 2", "Đảng bộ Sở Y tế", "Sở Y tế", "ĐB Sở Tư pháp", "Hoà Bình", "Hòa Bình")
PEOPLE = st.none() | st.builds(
    Someone, st.sampled_from(["Lê An", "Trần Bình"]), st.none() | st.sampled_from(["091", "092"])
)
LINES = st.builds(
    ListedUnit,
    name=st.sampled_from(NAMES),
    kind=st.sampled_from(KINDS),
    code=st.sampled_from(["", "", "A", "B", "C", "D", "K.001"]),
    parent=st.sampled_from(["", "", "A", "B", "K", *NAMES[3:]]),
    members=st.none() | st.integers(0, 9),
    attributes=st.none() | st.sampled_from([(), (Attribute.SCATTERED,)]),
    secretary=PEOPLE,
    overseer=PEOPLE,
)
LISTS = st.lists(LINES, max_size=7).map(tuple)
BODY, CELL = UnitKind.GRASSROOTS_PARTY_BODY, UnitKind.CELL


@st.composite
def sound_lists(draw: st.DrawFn) -> tuple[ListedUnit, ...]:
    """Party bodies and their cells, each with a code or without, named by code or by name, in any order."""
    lines = []
    for n, name in enumerate(draw(st.lists(st.sampled_from(["Đảng bộ Sở Y tế", "ĐB Điện lực"]), unique=True))):
        body = replace(draw(LINES), name=name, kind=BODY, parent="", code=draw(st.sampled_from(["", f"A{n}"])))
        cells = draw(st.lists(st.sampled_from(["Chi bộ 1", "CB 2", "Chi bộ Ba"]), unique=True))
        above = draw(st.sampled_from([body.code or name, name, name.lower(), name.removeprefix("Đảng bộ ")]))
        lines += [body] + [
            replace(draw(LINES), name=cell, kind=CELL, parent=above, code=draw(st.sampled_from(["", f"A{n}.{m}"])))
            for m, cell in enumerate(cells)
        ]
    return tuple(draw(st.permutations(lines)))


def entered(known: Known, plan: RegisterPlan) -> Known:
    """What is known once the new units of a plan are entered."""
    units, people = dict(known.units), dict(known.people)
    for new in plan.enter:
        unit = UnitId(uuid5(NAMESPACE_OID, new.code))
        parent = next(one.id for one in units.values() if one.code == new.parent)
        seats = tuple(
            OfficeFilled(it.office, BodyKind.COMMITTEE, PersonId(f"{new.code} {it.office}"), TODAY) for it in new.seats
        )
        people |= {PersonId(f"{new.code} {it.office}"): it.person for it in new.seats}
        units[unit] = Unit(
            unit,
            new.code,
            new.name,
            new.kind,
            new.type,
            parent,
            new.attributes,
            new.founded_on,
            new.members,
            None,
            seats,
        )
    made = known.made | {new.code for new in plan.enter if new.code_made}
    return Known(known.top, units, known.elsewhere, made, people)


@given(sound_lists())
def test_a_register_brought_twice_changes_nothing_the_second_time(listed: tuple[ListedUnit, ...]) -> None:
    first = compare(listed, NOBODY_ELSE, TODAY)
    assert not first.is_refused
    assert len(first.plan.enter) == len(listed)
    again = compare(listed, entered(NOBODY_ELSE, first.plan), TODAY)
    assert not again.is_refused
    assert again.plan.is_empty


@given(sound_lists())
def test_codes_that_come_later_double_nothing(listed: tuple[ListedUnit, ...]) -> None:
    bare = tuple(replace(line, code="", parent=line.parent and _name_of(line.parent, listed)) for line in listed)
    known = entered(NOBODY_ELSE, compare(bare, NOBODY_ELSE, TODAY).plan)
    assert compare(listed, known, TODAY).plan.enter == ()


def _name_of(parent: str, listed: tuple[ListedUnit, ...]) -> str:
    return next((line.name for line in listed if line.code == parent), parent)


@given(sound_lists(), LISTS)
def test_every_unit_of_a_plan_stands_under_one_that_can_hold_it(
    before: tuple[ListedUnit, ...], listed: tuple[ListedUnit, ...]
) -> None:
    known = entered(NOBODY_ELSE, compare(before, NOBODY_ELSE, TODAY).plan)
    plan = compare(listed, known, TODAY).plan
    kinds = {unit.code: unit.kind for unit in known.units.values()}
    for new in plan.enter:
        assert new.code not in kinds
        assert kinds[new.parent] in MAY_STAND_UNDER[new.kind]
        kinds[new.code] = new.kind


@given(LISTS)
def test_the_order_of_the_lines_does_not_matter_for_what_is_refused(listed: tuple[ListedUnit, ...]) -> None:
    """Where a code stands twice, whoever names it as superior may mean either line: only that fault is compared."""

    def whats(compared: Compared) -> set[str]:
        told = {remark.what.value for remark in compared.remarks if compared.is_refused and "twice" in remark.what}
        return told & {"code_twice"} or told

    assert whats(compare(listed, NOBODY_ELSE, TODAY)) == whats(compare(listed[::-1], NOBODY_ELSE, TODAY))
