"""Why, in one shape: the rule and its version, what it compared, the facts, and what would have been enough."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from domain.meeting_seen import FactSeen, MeetingSeen
from domain.names import Grade, MeetingId, MeetingKind, RuleCode, RuleSetId
from domain.rules.rule import Outcome, Verdict
from domain.rulesets import shipped
from domain.visiting.ranking import Ranked, Reason, reasons
from domain.visiting.ranking import Why as Reasoned
from domain.visiting.terms import terms
from domain.why import WhyKind, as_plain, of_class, of_rank, of_refusal, of_verdict

HD42 = shipped()[RuleSetId("HD42-2025")]
DAY = date(2026, 10, 5)
SEEN = MeetingSeen(
    MeetingId(UUID(int=1)), MeetingKind.REGULAR, DAY, DAY, grade=Grade.FAIR, points=82.0,
    facts=(FactSeen("MeetingHeld", 4, 0), FactSeen("MeetingSelfScored", 5, 0), FactSeen("MeetingClassed", 9, 0)),
)  # fmt: skip
BROKEN = {RuleCode("R-ATT"): Outcome.KEPT, RuleCode("R-DUR"): Outcome.BROKEN}


def test_a_verdict_tells_what_would_have_been_enough_only_where_it_was_not_there():
    short = Verdict(
        RuleCode("R-DUR"), Outcome.BROKEN, HD42.id, 1, HD42.basis, observed={"minutes": 60},
        required={"minutes": 90, "minuted": True}, would_suffice={"minutes": 90},
    )  # fmt: skip
    assert of_verdict(short).would_suffice == {"minutes": 90}
    assert of_verdict(replace(short, verdict=Outcome.KEPT)).would_suffice == {}


def test_a_class_names_both_sums_its_facts_and_what_the_next_better_one_would_have_taken():
    why = of_class(SEEN, HD42, BROKEN, 91.0)
    assert (why.of, why.outcome, why.ruleset) == (WhyKind.CLASS, "fair", "HD42-2025")
    assert why.observed == {"points": 82.0, "self_points": 91.0, "gate_broken": ("R-DUR",)}
    assert why.required == {"points": HD42.sheet.classes[Grade.FAIR]}
    assert why.would_suffice == {"points": HD42.sheet.classes[Grade.GOOD], "gate_kept": ("R-DUR",)}
    assert why.facts == (5, 9)


def test_the_best_class_lacks_nothing_and_one_that_was_not_given_has_no_why():
    assert of_class(replace(SEEN, grade=Grade.GOOD), HD42, {}, 95.0).would_suffice == {}
    assert of_class(replace(SEEN, grade=None), HD42, {}, 95.0) is None


def test_a_rank_names_what_was_counted_each_weight_and_its_cap():
    why = of_rank(reasons(Ranked(UUID(int=3), None, overdue=5, months_since=2), terms()), terms())
    assert (why.observed["overdue"], why.observed["month_since_visit"]) == (5, 2)
    assert why.parameters["most_overdue"] == terms().most["overdue"]
    assert why.observed["points_overdue"] == terms().most["overdue"] * terms().weights["overdue"]


def test_a_rank_names_the_facts_of_each_part_and_all_of_them_once():
    told = (Reason(Reasoned.OVERDUE, 2, 40.0, (7, 9)), Reason(Reasoned.SILENCE, 1, 8.0, (3, 9)))
    why = of_rank((*told, Reason(Reasoned.NEVER_VISITED, 1, 30.0)), terms())
    assert why.facts_of == {"overdue": (7, 9), "silence": (3, 9)}
    assert why.facts == (3, 7, 9)


def test_a_refusal_names_what_it_looked_at():
    why = of_refusal("StepAfterTheDeadline", {"day": DAY}, (3, 4))
    assert as_plain(why) == {
        "of": "refusal", "rule": "StepAfterTheDeadline", "outcome": "refused",
        "observed": {"day": "2026-10-05"}, "facts": (3, 4),
    }  # fmt: skip
