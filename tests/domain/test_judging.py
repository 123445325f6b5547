"""How verdicts come about."""

from datetime import date
from pathlib import Path

import msgspec
import pytest
from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st

import domain.rules
from domain.catalogue import deficiencies
from domain.cell_history import CellHistory
from domain.events import CATALOGUE
from domain.events.month import MonthClosed
from domain.judging import (
    judge,
    judge_meeting,
    judge_month,
    judged_at_close,
    months_touched,
    outcomes,
    packed,
    rejudged,
    ruleset_of,
    suggested,
    unpacked,
)
from domain.names import Attribute, DeficiencyCode, Month
from domain.rules import RULES
from domain.rules.rule import Verdict
from domain.rulesets import national, shipped
from tests.domain.rules.cell import BROKEN, CELL, HD12, HD42, KEPT, NOT_APPLICABLE, THEMATIC, UNKNOWN, Cell
from tests.domain.rules.histories import MONTHS, histories

OCTOBER = "2026-10"
months = st.sampled_from([Month(it) for it in MONTHS])
some_rulesets = st.sampled_from(sorted(shipped()))


@for_all(histories(), months, some_rulesets, st.booleans())
def test_every_rule_judges_any_history_and_judges_it_alike_each_time(records, month, ruleset, at_close):
    sight = CellHistory.of(CELL, records).sight(month)
    sight = sight.at_close() if at_close else sight
    verdicts = judge(sight, shipped()[ruleset])
    assert [verdict.rule for verdict in verdicts] == [rule.code for rule in RULES]
    assert judge(sight, shipped()[ruleset]) == verdicts


@for_all(histories(), months)
def test_every_verdict_names_facts_of_the_journal_and_can_be_sent(records, month):
    sight = CellHistory.of(CELL, records).sight(month)
    for verdict in judge_month(sight.at_close(), national):
        assert set(verdict.facts) <= {record.position for record in records}
        assert verdict.excluded or verdict.required or verdict.verdict is NOT_APPLICABLE
        assert msgspec.json.decode(msgspec.json.encode(verdict), type=Verdict) == verdict


@for_all(histories(), months)
def test_a_broken_rule_says_what_would_have_been_enough(records, month):
    sight = CellHistory.of(CELL, records).sight(month)
    for verdict in judge_month(sight.at_close(), national):
        assert verdict.verdict is not BROKEN or verdict.would_suffice


@for_all(histories(), months)
def test_verdicts_of_a_meeting_are_given_for_every_rule(records, month):
    sight = CellHistory.of(CELL, records).sight(month)
    for meeting in sight.month.own_meetings:
        assert len(judge_meeting(sight, meeting.id, national(meeting.day))) == len(RULES)


@for_all(st.text(alphabet="kbnu", min_size=len(RULES), max_size=len(RULES)))
def test_packed_verdicts_are_unpacked_as_they_were(letters):
    assert "".join(each.value[0] for each in unpacked(letters).values()) == letters


@for_all(histories(), months)
def test_a_view_packs_the_verdicts_that_a_person_is_shown(records, month):
    sight = CellHistory.of(CELL, records).sight(month)
    assert outcomes(sight, national) == packed(judge_month(sight, national))


@settings(max_examples=60, deadline=None)
@for_all(histories())
def test_a_fact_re_judges_only_the_rules_that_read_it_and_misses_none(records):
    """Judged step by step, as a view does, the letters are those of judging all anew."""
    history = CellHistory.of(CELL, ())
    letters = {month: outcomes(history.sight(Month(month)), national) for month in MONTHS}
    for record in records:
        before, history = history, history.after(record)
        for month in touched(before, history, record):
            if isinstance(record.fact, MonthClosed):
                sight = history.sight(Month(month))
                assert judged_at_close(letters[month], sight, national) == outcomes(sight, national)
            letters[month] = rejudged(letters[month], history.sight(Month(month)), national, type(record.fact))
        assert letters == {month: outcomes(history.sight(Month(month)), national) for month in MONTHS}


def touched(before, after, record):
    """The months in which a record may turn a verdict, as a view works them out."""
    if record.stream == CELL and not isinstance(record.fact, MonthClosed):
        return MONTHS
    if isinstance(record.fact, MonthClosed):
        own = {record.fact.month}
    else:
        things = [known.get(record.stream) for it in (before, after) for known in (it.meetings, it.visits)]
        own = {thing.month for thing in things if thing is not None}
    return {later for month in own for later in months_touched(month, type(record.fact)) if later in MONTHS}


def test_a_whole_meeting_keeps_every_rule_that_can_be_judged():
    cell = Cell().set_day(5)
    cell.meets("2026-10-05").whole()
    verdicts = cell.verdicts(OCTOBER, at_close=True)
    open_ones = {code: it.verdict for code, it in verdicts.items() if it.verdict is not KEPT}
    assert open_ones == {"R-THEM": NOT_APPLICABLE, "R-TOPIC": NOT_APPLICABLE, "R-VISIT": UNKNOWN, "R-QUAL": UNKNOWN}


def test_the_articles_bad_month_points_to_its_deficiencies():
    """50 minutes, 70% present, one speaker, no notice, minutes three days late."""
    cell = Cell(Attribute.SHIFT_WORK)
    cell.meets("2026-10-05").held(50, present=14, speakers=1).minuted(8)
    found = suggested(cell.verdicts(OCTOBER, at_close=True).values())
    assert list(found) == ["D05", "D06", "D09", "D10", "D11"]
    assert [verdict.rule for verdict in found[DeficiencyCode("D11")]] == ["R-MIN", "R-RES"]


def test_a_silent_month_breaks_regularity_and_leaves_the_rest_unknown():
    verdicts = Cell().verdicts("2026-09", at_close=True)
    assert verdicts.pop("R-FREQ").verdict is BROKEN
    assert {it.verdict for it in verdicts.values()} == {UNKNOWN}


def test_an_open_month_in_which_nothing_happened_yet_breaks_nothing():
    assert BROKEN not in {it.verdict for it in Cell().verdicts(OCTOBER).values()}


def test_before_the_founding_no_rule_applies():
    verdicts = Cell(founded="2026-11-01").verdicts(OCTOBER, at_close=True)
    assert {it.verdict for it in verdicts.values()} == {NOT_APPLICABLE}


@pytest.mark.parametrize(("day", "ruleset"), [("2025-10-27", HD12), ("2025-10-28", HD42)])
def test_a_meeting_is_judged_by_the_rule_set_in_force_on_its_day(day, ruleset):
    cell = Cell()
    cell.meets(day).held()
    verdicts = judge_month(cell.history().sight(Month("2025-10")), national)
    assert {it.ruleset for it in verdicts} == {ruleset}


def test_in_a_month_that_straddles_a_change_each_meeting_is_judged_by_its_own_days_rule_set():
    cell = Cell()
    cell.meets("2025-10-10").noticed().papers(0).held()
    late = cell.meets("2025-10-30").noticed().papers(0).held()
    sight = cell.history().sight(Month("2025-10"))
    verdict = {it.rule: it for it in judge_month(sight, national)}["R-NOTICE"]
    assert (verdict.verdict, verdict.ruleset, verdict.meeting) == (BROKEN, HD42, late.id)


def test_a_silent_month_is_judged_by_the_rule_set_of_its_last_day():
    month = Cell().history().month(Month("2025-10"))
    assert ruleset_of(month, national).id == HD42


def test_a_cancelled_meeting_is_not_judged():
    meeting = Cell().meets("2026-10-05").cancelled()
    assert meeting.verdict("R-DUR").verdict is NOT_APPLICABLE


def test_a_verdict_names_rule_rule_set_version_and_basis():
    verdict = Cell().verdict("R-DUR", OCTOBER)
    assert (verdict.ruleset, verdict.version) == (HD42, 1)
    assert verdict.basis == "Chỉ thị 50-CT/TW, HD 42-HD/BTCTW"
    assert verdict.parameters["minutes"] == 90


@pytest.mark.parametrize(
    ("deficiency", "rules"),
    [
        ("D02", ["R-FREQ", "R-DAY"]),
        ("D03", ["R-QUAL"]),
        ("D04", ["R-QUAL"]),
        ("D05", ["R-SPEAK"]),
        ("D06", ["R-DUR"]),
        ("D07", ["R-TCP"]),
        ("D09", ["R-PRE"]),
        ("D10", ["R-NOTICE"]),
        ("D11", ["R-MIN", "R-RES"]),
        ("D12", ["R-VISIT"]),
        ("D14", ["R-MIX"]),
        ("D16", ["R-TCP"]),
        ("D17", ["R-05"]),
        ("D19", ["R-THEM"]),
        ("D20", ["R-TOPIC"]),
    ],
)
def test_each_rule_suggests_its_deficiency(deficiency, rules):
    assert [rule.code for rule in RULES if deficiency in rule.suggests] == rules


@pytest.mark.parametrize("rule", ["R-PRE", "R-NOTICE", "R-ATT", "R-SPEAK", "R-05", "R-MIN", "R-PUB"])
def test_a_thematic_meeting_is_prepared_attended_and_recorded_like_any_other(rule):
    assert Cell().meets("2026-10-20", THEMATIC).whole().verdict(rule).verdict is KEPT


@pytest.mark.parametrize("rule", ["R-DAY", "R-DUR", "R-TCP", "R-MIX", "R-RES", "R-SCORE"])
def test_day_length_agenda_resolution_and_score_are_the_regular_meetings(rule):
    assert Cell().meets("2026-10-20", THEMATIC).whole().verdict(rule).excluded == ("kind_of_meeting",)


def test_rules_suggest_only_deficiencies_that_broken_rules_can_point_to():
    suggests = {code for rule in RULES for code in rule.suggests}
    assert suggests == {code for code, it in deficiencies().items() if it.found_by == "rules"}


def test_every_fact_a_rule_reads_is_in_the_catalogue():
    assert {fact for rule in RULES for fact in rule.reads} <= set(CATALOGUE.values())


def test_rule_codes_are_the_rulebooks_in_its_order():
    codes = "FREQ DAY DUR PRE NOTICE ATT ABS3 SPEAK TCP 05 MIX THEM TOPIC MIN RES PUB SCORE VISIT QUAL"
    assert " ".join(rule.code.removeprefix("R-") for rule in RULES) == codes


def test_every_rule_file_is_in_the_register():
    files = {path.stem for path in Path(domain.rules.__file__).parent.glob("*.py")} - {"__init__", "rule"}
    assert files == {rule.look.__module__.rpartition(".")[2] for rule in RULES}


def test_a_day_is_in_one_national_rule_set():
    assert [national(day).id for day in (date(2018, 7, 5), date(2018, 7, 6))] == ["HD09-2012", HD12]
