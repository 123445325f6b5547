"""Rules at work: a cell's month, or one meeting, judged by a rule set; verdicts packed and put to use."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from domain.calendar import last_day, months_on
from domain.cell_month import EVERY_KIND, CellMonth, Sight
from domain.events.fact import Fact
from domain.events.meeting import MeetingCancelled, MeetingHeld, MeetingRescheduled, MeetingScheduled
from domain.events.month import MonthClosed
from domain.events.unit import UnitDissolved, UnitMerged, UnitRegistered, UnitSplit
from domain.events.visit import VisitCancelled, VisitMoved, VisitPlanned
from domain.meeting_seen import MeetingSeen
from domain.names import DeficiencyCode, MeetingId, Month
from domain.rules import RULES
from domain.rules.rule import Finding, Outcome, Rule, Verdict, not_applicable, unknown
from domain.rulesets.ruleset import RuleSet

InForce = Callable[[date], RuleSet]
"""The rule set in force for the cell on a day."""
LETTER = {Outcome.KEPT: "k", Outcome.BROKEN: "b", Outcome.NOT_APPLICABLE: "n", Outcome.UNKNOWN: "u"}
OUTCOME = {letter: outcome for outcome, letter in LETTER.items()}
FRAME: frozenset[type[Fact]] = frozenset(
    {
        MeetingScheduled,
        MeetingRescheduled,
        MeetingHeld,
        MeetingCancelled,
        MonthClosed,
        UnitRegistered,
        UnitMerged,
        UnitSplit,
        UnitDissolved,
        VisitPlanned,
        VisitMoved,
        VisitCancelled,
    }
)
"""Facts that every rule depends on."""
_READERS = {
    fact: tuple(index for index, rule in enumerate(RULES) if fact in rule.reads)
    for fact in frozenset[type[Fact]]().union(*(rule.reads for rule in RULES))
}
_WORST_FIRST = (Outcome.BROKEN, Outcome.UNKNOWN, Outcome.KEPT, Outcome.NOT_APPLICABLE)
_BEST_FIRST = (Outcome.KEPT, Outcome.UNKNOWN, Outcome.BROKEN, Outcome.NOT_APPLICABLE)
_Judged = tuple[Finding, RuleSet, MeetingId | None]


def judge(sight: Sight, ruleset: RuleSet) -> tuple[Verdict, ...]:
    """A verdict for every rule of the register, by one rule set."""
    return judge_month(sight, lambda _: ruleset)


def judge_month(sight: Sight, in_force: InForce) -> tuple[Verdict, ...]:
    """A verdict for every rule; each meeting is judged by the rule set in force on its day."""
    bench = _bench(sight, in_force)
    late = sight.month.late(bench.of_month.terms.late_after_days)
    return tuple(_verdict(rule, _found(rule, bench), late) for rule in RULES)


def judge_meeting(sight: Sight, meeting: MeetingId, ruleset: RuleSet) -> tuple[Verdict, ...]:
    """A verdict for every rule on one meeting; rules that look at a whole month say what they say of its month."""
    seen = sight.month.meeting(meeting)
    late = sight.month.late(ruleset.terms.late_after_days)
    return tuple(_verdict(rule, _found_at(rule, sight, seen, ruleset), late) for rule in RULES)


def outcomes(sight: Sight, in_force: InForce) -> str:
    """The packed verdicts alone, without their explanations: for views."""
    bench = _bench(sight, in_force)
    return "".join(LETTER[_found(rule, bench)[0].outcome] for rule in RULES)


def rejudged(before: str, sight: Sight, in_force: InForce, fact: type[Fact]) -> str:
    """The packed verdicts after a fact of this kind: only the rules that read it look again.

    What decides which meetings there are, or whether the month is owed or closed, has every rule look again.
    """
    if fact in FRAME:
        return outcomes(sight, in_force)
    bench, letters = _bench(sight, in_force), list(before)
    for index in _READERS.get(fact, ()):
        letters[index] = LETTER[_found(RULES[index], bench)[0].outcome]
    return "".join(letters)


def judged_at_close(before: str, sight: Sight, in_force: InForce) -> str:
    """The packed verdicts once the month is closed: only what was unknown can turn, unless nothing was recorded."""
    if sight.month.silent:
        return outcomes(sight, in_force)
    bench, letters = _bench(sight, in_force), list(before)
    for index, letter in enumerate(before):
        if letter == LETTER[Outcome.UNKNOWN]:
            letters[index] = LETTER[_found(RULES[index], bench)[0].outcome]
    return "".join(letters)


def ruleset_of(month: CellMonth, in_force: InForce) -> RuleSet:
    """The rule set that judges a month as a whole: that of its last held meeting's day, else of its last day."""
    return _bench(Sight(month), in_force).of_month


def months_touched(month: Month, fact: type[Fact]) -> tuple[Month, ...]:
    """The months whose verdicts a fact in one month may turn: its own, and later ones that look back on it."""
    reach = max((rule.looks_back for rule in RULES if fact in rule.reads), default=0)
    return tuple(later for n in range(reach + 1) if (later := months_on(month, n)) is not None)


def looks_back_from(month: Month) -> tuple[Month, ...]:
    """The months before it that a sight of this month wants, newest first."""
    reach = max(rule.looks_back for rule in RULES)
    return tuple(earlier for n in range(1, reach + 1) if (earlier := months_on(month, -n)) is not None)


def packed(verdicts: Iterable[Verdict]) -> str:
    """One letter a rule, in the order of the register: kept, broken, not applicable, unknown."""
    return "".join(LETTER[verdict.verdict] for verdict in verdicts)


def unpacked(letters: str) -> dict[str, Outcome]:
    """The outcome of each rule by its code."""
    return {rule.code: OUTCOME[letter] for rule, letter in zip(RULES, letters, strict=True)}


def suggested(verdicts: Iterable[Verdict]) -> dict[DeficiencyCode, tuple[Verdict, ...]]:
    """The deficiencies that broken rules point to, each with those verdicts; a person confirms or dismisses."""
    found: dict[DeficiencyCode, tuple[Verdict, ...]] = {}
    for verdict in verdicts:
        for code in verdict.points_to if verdict.verdict is Outcome.BROKEN else ():
            found[code] = (*found.get(code, ()), verdict)
    return dict(sorted(found.items()))


class _Bench(NamedTuple):
    """What all rules share when they look at one month: its rule set, and each held meeting under its own."""

    sight: Sight
    of_month: RuleSet
    turns: tuple[tuple[Sight, MeetingSeen, RuleSet], ...]
    there: bool


def _bench(sight: Sight, in_force: InForce) -> _Bench:
    held = sight.month.held(EVERY_KIND)
    turns = tuple((sight.facing(meeting), meeting, in_force(meeting.day)) for meeting in held)
    of_month = turns[-1][2] if turns else in_force(last_day(sight.month.month))
    return _Bench(sight, of_month, turns, bool(turns) or sight.month.owed)


def _found(rule: Rule, bench: _Bench) -> _Judged:
    """What a rule finds in a month: at once, or at each of its held meetings and then of all of them."""
    if not bench.there:
        return not_applicable("cell_not_there"), bench.of_month, None
    if not rule.of_meetings:
        return _looked(rule, bench.sight, bench.of_month), bench.of_month, None
    found: list[_Judged] = [
        (_looked(rule, sight, by), by, meeting.id)
        for sight, meeting, by in bench.turns
        if meeting.kind in rule.of_meetings
    ]
    return _of_all(rule, found) if found else _of_none(rule, bench.of_month)


def _of_none(rule: Rule, of_month: RuleSet) -> _Judged:
    """No meeting to look at: nothing is known, if the rule is in force at all."""
    in_it = rule.code in of_month.parameters
    return unknown("not_held") if in_it else not_applicable("not_in_ruleset"), of_month, None


def _of_all(rule: Rule, found: list[_Judged]) -> _Judged:
    """One verdict of several meetings: the worst, or the best where one meeting suffices."""
    if len(found) == 1:
        return found[0]
    order = _BEST_FIRST if rule.one_suffices else _WORST_FIRST
    finding, by, meeting = min(found, key=lambda each: order.index(each[0].outcome))
    facts = tuple(sorted({position for each in found for position in each[0].facts}))
    return finding._replace(facts=facts), by, meeting


def _found_at(rule: Rule, sight: Sight, meeting: MeetingSeen | None, ruleset: RuleSet) -> _Judged:
    """What a rule finds at one meeting."""
    if meeting is None:
        return not_applicable("no_meeting_of_the_cell"), ruleset, None
    if rule.of_meetings and meeting.cancelled:
        return not_applicable("cancelled", meeting.positions()), ruleset, meeting.id
    if rule.of_meetings and meeting.kind not in rule.of_meetings:
        return not_applicable("kind_of_meeting"), ruleset, meeting.id
    if rule.of_meetings and meeting.held is None:
        return unknown("not_held"), ruleset, meeting.id
    return _looked(rule, sight.facing(meeting), ruleset), ruleset, meeting.id


def _looked(rule: Rule, sight: Sight, ruleset: RuleSet) -> Finding:
    parameters = ruleset.parameters.get(rule.code)
    return not_applicable("not_in_ruleset") if parameters is None else rule.look(sight, parameters)


def _verdict(rule: Rule, judged: _Judged, late: frozenset[int]) -> Verdict:
    finding, ruleset, meeting = judged
    return Verdict(
        rule=rule.code,
        verdict=finding.outcome,
        ruleset=ruleset.id,
        version=ruleset.version,
        basis=ruleset.basis,
        parameters=dict(ruleset.parameters.get(rule.code, {})),
        observed=dict(finding.observed),
        required=dict(finding.required),
        facts=finding.facts,
        excluded=finding.excluded,
        would_suffice=dict(finding.would_suffice),
        meeting=meeting,
        points_to=rule.suggests if finding.points_to is None else finding.points_to,
        late=tuple(position for position in finding.facts if position in late),
    )
