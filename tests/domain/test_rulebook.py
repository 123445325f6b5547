"""Rule sets, shipped and local."""

from datetime import date
from uuid import UUID

import msgspec
import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from domain import refusals
from domain.events.ruleset import RuleSetAdopted, RuleSetAmended, RuleSetRepealed
from domain.names import UnitId, UnitType
from domain.rulebook import Rulebook
from domain.rulesets import came_back, national, shipped
from tests.domain.rules.cell import Cell
from tests.story import By, given

HD09, HD12, HD42 = "HD09-2012", "HD12-2018", "HD42-2025"
BLOC, COMMITTEE, CELL = (UnitId(UUID(int=n)) for n in (1, 2, 3))
ABOVE = (BLOC, COMMITTEE, CELL)
TODAY, TOMORROW = date(2026, 3, 10), date(2026, 3, 11)
FOREIGN = UnitType.FOREIGN_OWNED_ENTERPRISE
SHORTER = {"R-DUR": {"minutes": 60.0}}


def adopted(name="BLOC-1", based_on=HD42, since=TODAY, values=None, **reach):
    return RuleSetAdopted(name, based_on, since, "QĐ 1-QĐ/ĐUK", SHORTER if values is None else values, **reach)


def book(*facts, stream=100):
    """A rulebook after these facts, each adoption in a stream of its own."""
    rulebook = Rulebook()
    for position, fact in enumerate(facts, start=1):
        stream += isinstance(fact, RuleSetAdopted)
        rulebook = rulebook.after(By("leader", fact).record(position, UUID(int=stream)))
    return rulebook


def minutes(rulebook, on=TODAY, above=ABOVE, type_=None):
    return rulebook.in_force(on, above, type_).parameters["R-DUR"]["minutes"]


# As shipped


@pytest.mark.parametrize(
    ("day", "ruleset"),
    [
        ("2012-03-02", HD09),
        ("2018-07-05", HD09),
        ("2018-07-06", HD12),
        ("2025-10-27", HD12),
        ("2025-10-28", HD42),
        ("2030-01-01", HD42),
    ],
)
def test_the_norms_follow_each_other_without_a_gap(day, ruleset):
    assert Rulebook().in_force(date.fromisoformat(day)).id == ruleset


def test_before_guidance_09_guidance_09_is_asked():
    assert national(date(2000, 1, 1)).id == HD09


def test_guidance_09_ships_four_rules():
    assert set(shipped()[HD09].parameters) == {"R-FREQ", "R-05", "R-MIN", "R-RES"}


def test_guidance_12_ships_all_but_posting_and_the_term_for_papers_and_adds_the_gate_for_tot():
    old, new = shipped()[HD12].parameters, shipped()[HD42].parameters
    assert new.keys() - old.keys() == {"R-PUB"}
    assert (old["R-NOTICE"], new["R-NOTICE"]) == ({}, {"papers_days": 1})
    assert "gate_minutes" in old["R-SCORE"]
    assert new["R-SCORE"] == {}
    assert len(new) == 19


def test_every_value_says_where_it_comes_from():
    for ruleset in shipped().values():
        for code, values in ruleset.parameters.items():
            assert values.keys() == ruleset.sources[code].keys()
            assert set(ruleset.sources[code].values()) <= {"article", "HD", "2nd", "us"}


def test_the_grace_day_is_the_fifth_and_an_entry_is_late_after_three_days():
    assert {ruleset.terms[:2] for ruleset in shipped().values()} == {(5, 3)}


def test_a_deficiency_recurs_within_twelve_months_and_a_remedy_is_asked_about_after_three_and_six():
    assert {ruleset.terms[2:] for ruleset in shipped().values()} == {(12, (3, 6))}
    closed = date(2025, 2, 28)
    assert [came_back(closed, day) for day in (closed, date(2026, 2, 28), date(2026, 3, 1))] == [True, True, False]
    assert not came_back(closed, date(2025, 2, 27))


# Local ones


def test_a_locality_overrides_what_it_names_and_keeps_the_rest():
    local = book(adopted()).in_force(TODAY, ABOVE)
    assert local.parameters["R-DUR"] == {**shipped()[HD42].parameters["R-DUR"], "minutes": 60}
    assert local.parameters["R-MIX"] == shipped()[HD42].parameters["R-MIX"]
    assert (local.id, local.based_on, local.basis) == ("BLOC-1", HD42, "QĐ 1-QĐ/ĐUK")
    assert local.sources["R-DUR"] == {**shipped()[HD42].sources["R-DUR"], "minutes": "local"}


def test_a_local_rule_set_begins_on_its_day():
    rulebook = book(adopted(since=TOMORROW))
    assert (minutes(rulebook, TODAY), minutes(rulebook, TOMORROW)) == (90, 60)


def test_a_local_rule_set_reaches_the_units_below_its_scope_only():
    rulebook = book(adopted(scope=COMMITTEE))
    assert minutes(rulebook, above=(BLOC, UnitId(UUID(int=9)))) == 90
    assert minutes(rulebook, above=ABOVE) == 60


def test_a_local_rule_set_for_a_type_reaches_units_of_that_type_only():
    rulebook = book(adopted(type=FOREIGN))
    assert (minutes(rulebook), minutes(rulebook, type_=FOREIGN)) == (90, 60)


def test_the_nearest_scope_wins_then_the_type_then_the_newest():
    near = adopted("NEAR", values={"R-DUR": {"minutes": 50.0}}, scope=COMMITTEE)
    typed = adopted("TYPED", values={"R-DUR": {"minutes": 70.0}}, type=FOREIGN)
    newer = adopted("NEWER", values={"R-DUR": {"minutes": 80.0}}, since=TOMORROW)
    assert minutes(book(adopted(), near, typed), type_=FOREIGN) == 50
    assert minutes(book(adopted(), typed), type_=FOREIGN) == 70
    assert minutes(book(newer, adopted()), TOMORROW) == 80


def test_an_amendment_holds_from_its_day_and_raises_the_version():
    rulebook = book(adopted(), RuleSetAmended(TOMORROW, "QĐ 2-QĐ/ĐUK", {"R-DUR": {"minutes": 45.0}}))
    before, after = rulebook.in_force(TODAY, ABOVE), rulebook.in_force(TOMORROW, ABOVE)
    assert [it.parameters["R-DUR"]["minutes"] for it in (before, after)] == [60, 45]
    assert (before.version, after.version) == (1, 2)
    assert (before.basis, after.basis) == ("QĐ 1-QĐ/ĐUK", "QĐ 2-QĐ/ĐUK")


def test_a_repealed_rule_set_holds_until_its_last_day():
    rulebook = book(adopted(), RuleSetRepealed(TODAY, "QĐ 3-QĐ/ĐUK"))
    assert (minutes(rulebook, TODAY), minutes(rulebook, TOMORROW)) == (60, 90)


def test_a_local_rule_set_falls_with_the_national_one_it_was_adopted_on():
    rulebook = book(adopted(based_on=HD12, since=date(2024, 1, 1)))
    assert rulebook.in_force(date(2025, 10, 27), ABOVE).id == "BLOC-1"
    assert rulebook.in_force(date(2025, 10, 28), ABOVE).id == HD42


def test_a_local_rule_set_may_stand_on_another_local_one():
    upper = adopted("UPPER", "BLOC-1", values={"R-SPEAK": {"least_percent": 20.0}}, scope=CELL)
    local = book(adopted(), upper).in_force(TODAY, ABOVE)
    assert (local.id, local.parameters["R-DUR"]["minutes"], local.parameters["R-SPEAK"]["least_percent"]) == (
        "UPPER",
        60,
        20,
    )


def test_a_locality_may_take_a_rule_in_that_the_national_one_did_not_hold():
    own = {"R-PUB": {"posted_days": 3.0}, "R-SPEAK": {}}
    local = book(adopted(based_on=HD09, since=date(2015, 1, 1), values=own)).in_force(date(2016, 1, 1), ABOVE)
    assert local.parameters["R-PUB"] == {"posted_days": 3}
    assert local.parameters["R-SPEAK"] == shipped()[HD42].parameters["R-SPEAK"]


def test_what_judges_a_unit_is_the_same_asked_once_or_by_the_day():
    rulebook = book(adopted(scope=COMMITTEE))
    assert rulebook.for_unit(ABOVE, None)(TODAY) == rulebook.in_force(TODAY, ABOVE)
    assert Rulebook().for_unit(ABOVE, None)(TODAY) is shipped()[HD42]


def test_rule_sets_are_listed_and_found_by_name():
    rulebook = book(adopted())
    assert [it.id for it in rulebook.rulesets(TODAY)] == [HD09, HD12, HD42, "BLOC-1"]
    assert rulebook.ruleset("BLOC-1", TODAY).parameters["R-DUR"]["minutes"] == 60
    assert rulebook.stream_of("BLOC-1") == UUID(int=101)


def test_a_rulebook_is_kept_and_read_back_as_it_was():
    rulebook = book(adopted(scope=CELL), RuleSetAmended(TOMORROW, "QĐ 2", SHORTER))
    assert msgspec.json.decode(msgspec.json.encode(rulebook), type=Rulebook) == rulebook


def test_values_are_shown_as_people_write_them():
    cell = Cell()
    cell.meets("2026-10-05").held(50)
    hours = book(adopted(values={"R-DUR": {"minutes": 60.0}}), adopted("HALF", values={"R-DUR": {"minutes": 67.5}}))
    shown = [cell.verdict("R-DUR", "2026-10", by=hours.ruleset(name, TODAY)).required for name in ("BLOC-1", "HALF")]
    assert repr(shown) == "[{'minutes': 60}, {'minutes': 67.5}]"


# Decisions


def test_a_rule_set_is_adopted_on_top_of_another():
    given(Rulebook()).when(lambda it: it.adopt(adopted())).then(adopted())


def test_a_rule_may_be_given_values_for_all_it_knows():
    whole = adopted(values={"R-DUR": dict(shipped()[HD42].parameters["R-DUR"])})
    given(Rulebook()).when(lambda it: it.adopt(whole)).then(whole)


def test_a_name_is_given_once():
    given(Rulebook(), By("leader", adopted())).when(lambda it: it.adopt(adopted())).refused(refusals.RuleSetTaken)
    given(Rulebook()).when(lambda it: it.adopt(adopted(HD42))).refused(refusals.RuleSetTaken)


def test_what_it_stands_on_must_be_there():
    given(Rulebook()).when(lambda it: it.adopt(adopted(based_on="HD99"))).refused(refusals.RuleSetUnknown)


@pytest.mark.parametrize("values", [{"R-NONE": {"minutes": 1.0}}, {"R-DUR": {"hours": 1.0}}])
def test_rules_and_values_must_be_in_the_rulebook(values):
    given(Rulebook()).when(lambda it: it.adopt(adopted(values=values))).refused(refusals.NoSuchRule)
    amended = RuleSetAmended(TODAY, "QĐ 2", values)
    given(Rulebook(), By("leader", adopted())).when(lambda it: it.amend("BLOC-1", amended)).refused(refusals.NoSuchRule)


def test_the_national_rule_sets_are_neither_amended_nor_repealed():
    amended, repealed = RuleSetAmended(TODAY, "QĐ 2", SHORTER), RuleSetRepealed(TODAY, "QĐ 3")
    given(Rulebook()).when(lambda it: it.amend(HD42, amended)).refused(refusals.RuleSetNotLocal)
    given(Rulebook()).when(lambda it: it.repeal(HD42, repealed)).refused(refusals.RuleSetNotLocal)


def test_a_local_rule_set_is_amended_and_repealed_once():
    amended, repealed = RuleSetAmended(TODAY, "QĐ 2", SHORTER), RuleSetRepealed(TODAY, "QĐ 3")
    story = (Rulebook(), By("leader", adopted()))
    given(*story).when(lambda it: it.amend("BLOC-1", amended)).then(amended)
    given(*story).when(lambda it: it.repeal("BLOC-1", repealed)).then(repealed)
    ended = (*story, By("leader", repealed))
    given(*ended).when(lambda it: it.amend("BLOC-1", amended)).refused(refusals.RuleSetAlreadyRepealed)
    given(*ended).when(lambda it: it.repeal("BLOC-1", repealed)).refused(refusals.RuleSetAlreadyRepealed)


def test_an_unknown_rule_set_is_not_repealed():
    repealed = RuleSetRepealed(TODAY, "QĐ 3")
    given(Rulebook()).when(lambda it: it.repeal("NONE", repealed)).refused(refusals.RuleSetUnknown)


names = st.sampled_from(["A", "B", "C", HD12, HD42])
some_facts = st.one_of(
    st.builds(
        adopted, names, names, st.dates(), scope=st.sampled_from([None, *ABOVE]), type=st.sampled_from([None, FOREIGN])
    ),
    st.builds(RuleSetAmended, st.dates(), st.just("QĐ"), st.just(SHORTER)),
    st.builds(RuleSetRepealed, st.dates(), st.just("QĐ")),
)


@for_all(st.lists(st.tuples(some_facts, st.integers(1, 4)), max_size=12), st.dates())
def test_no_history_is_refused_and_there_is_always_a_rule_set_in_force(told, day):
    """Even where names stand on each other in a ring."""
    rulebook = Rulebook()
    for position, (fact, stream) in enumerate(told, start=1):
        rulebook = rulebook.after(By("leader", fact).record(position, UUID(int=stream)))
    assert rulebook.in_force(day, ABOVE, FOREIGN).parameters["R-FREQ"] == {"meetings": 1}
    rulebook.rulesets(day)
