"""The demo's story is one that could have happened: in order, by the rules, with duties kept apart by person."""

from collections import Counter
from datetime import date

import pytest

from domain.events.deficiency import ContestRejected, ContestUpheld, DeficiencyRecorded, DeficiencyWithdrawn
from domain.events.meeting import MeetingCancelled, MeetingHeld, MeetingScheduled
from domain.events.month import DeficiencyProposed, MonthClosed, ProposalConfirmed, ProposalDismissed
from domain.events.remediation import (
    DeficiencyJoined,
    DeficiencyVerified,
    EffectivenessConfirmed,
    EffectivenessDenied,
    ExtensionGranted,
    ExtensionRefused,
    ExtensionRequested,
    PlanSubmitted,
    RemediationClosed,
    RemediationOpened,
    ResultSentBack,
)
from domain.events.unit import OfficeFilled, UnitRegistered
from domain.names import Attribute, MeetingKind, Office, SourceKind, UnitKind, UnitType
from domain.proposal import Proposal
from domain.record import as_of
from domain.remediation import Remediation
from projections.case_seen import CaseSeen, CaseState, Effect
from tests.web.demo.conftest import ON, SMALL, play
from web.demo import shape
from web.demo.span import newest_full_month
from web.demo.wanted import Wanted

SPANS = [
    (1, 6, 13, "2026-10"),
    (2, 7, 1, "2026-10"),
    (3, 9, 40, "2023-05"),
    (4, 8, 4, "2021-01"),
    (5, 11, 13, "2020-06"),
    (99, 25, 2, "2026-10"),
]


def cases(played):
    return list(played.begun_by(RemediationOpened))


def test_the_same_seed_tells_the_same_story_on_the_same_day(small, tmp_path):
    assert play(SMALL, tmp_path).told == small.told


def test_another_seed_tells_another_story(small, tmp_path):
    assert play(replace_seed(2), tmp_path).told != small.told


def replace_seed(seed):
    return SMALL._replace(seed=seed)


def test_in_a_country_of_several_blocs_every_command_is_one_of_its_own(monkeypatch, tmp_path):
    monkeypatch.setattr(shape, "LARGEST_BLOC", 9)
    told = play(SMALL._replace(cells=25), tmp_path).told
    moments = {(one.hand.command, one.hand.at, one.hand.by) for one in told}
    assert len({one.hand.command for one in told}) == len(moments)
    blocs = [one for one in told if isinstance(one.fact, UnitRegistered) and one.fact.kind is UnitKind.BLOC]
    assert len(blocs) == 3


def test_facts_are_recorded_in_order_and_never_in_the_future(small):
    times = [told.hand.at for told in small.told]
    assert times == sorted(times)
    assert times[-1] <= small.country.span.horizon
    assert small.country.span.horizon.date() == ON


def test_nothing_is_recorded_before_it_happened_and_some_of_it_days_later(small):
    lags = [told.hand.at - told.happened for told in small.told if told.happened is not None]
    assert min(lags).total_seconds() >= 0
    assert sum(lag.days > 3 for lag in lags) > 20


def test_a_cell_has_one_regular_meeting_a_month_and_most_months_of_2020_were_kept(small):
    held = Counter()
    for history in small.begun_by(MeetingScheduled):
        fact = history[0].fact
        if fact.body is None and fact.kind is not MeetingKind.THEMATIC:
            held[fact.unit, fact.on.isoformat()[:7]] += any(isinstance(record.fact, MeetingHeld) for record in history)
    assert max(held.values()) == 1
    assert sum(held.values()) > 0.9 * len(list(small.facts(MonthClosed)))


def test_cancelled_meetings_were_made_up(the_article):
    cancelled = {
        h[0].stream for h in the_article.begun_by(MeetingScheduled) if isinstance(h[-1].fact, MeetingCancelled)
    }
    made_up = {fact.makes_up for fact in the_article.facts(MeetingScheduled)} - {None}
    assert made_up
    assert made_up <= cancelled


def test_some_months_are_silent(the_article):
    assert 0 < sum(fact.silent for fact in the_article.facts(MonthClosed)) < 60


def test_what_the_rules_propose_an_inspector_confirms_or_dismisses_and_a_handful_waits(small, the_article):
    decided = Counter(type(h[-1].fact) for h in the_article.begun_by(DeficiencyProposed))
    assert decided[ProposalDismissed] > decided[ProposalConfirmed] > 200
    assert 5 <= decided[DeficiencyProposed] <= 15
    waiting = [h for h in small.begun_by(DeficiencyProposed) if not as_of(Proposal(), h).decided]
    assert {history[0].fact.month for history in waiting} == {"2026-10"}


def test_what_stands_against_an_overseer_waits_for_the_leaders(small):
    against = [h for h in small.begun_by(DeficiencyProposed) if h[0].fact.code == "D12"]
    assert against
    assert not any(as_of(Proposal(), history).decided for history in against)


@pytest.mark.parametrize("on", [date(2026, 11, 3), ON, date(2027, 2, 28), date(2028, 3, 1)])
def test_whatever_day_it_is_cases_stand_in_every_state(on, tmp_path):
    played = play(SMALL._replace(on=on, until=newest_full_month(on)), tmp_path)
    stand = [as_of(CaseSeen(), history) for history in cases(played)]
    assert {seen.state for seen in stand} == set(CaseState)
    assert {seen.effect for seen in stand} == set(Effect)
    assert any(seen.case.is_overdue(on) for seen in stand)
    assert any(seen.case.contested for seen in stand)
    assert any(seen.case.extension_until for seen in stand)
    assert any(seen.recurrence_of for seen in stand)


@pytest.mark.parametrize(("seed", "cells", "months", "until"), SPANS)
def test_any_seed_size_and_span_tells_a_story_in_order(seed, cells, months, until, tmp_path):
    played = play(Wanted(seed, cells, months, until, ON), tmp_path)
    times = [told.hand.at for told in played.told]
    assert times == sorted(times)
    assert times[-1] <= played.country.span.horizon
    assert {fact.month for fact in played.facts(MonthClosed)} == set(played.country.span.months)


def test_most_cases_of_2020_are_closed(the_article):
    of_2020 = [as_of(Remediation(), history) for history in cases(the_article) if history[0].recorded_at.year == 2020]
    assert len(of_2020) > 300
    assert sum(case.closed_on is not None for case in of_2020) > 0.8 * len(of_2020)


def test_extensions_results_and_contests_went_either_way(the_article):
    told = Counter(type(told.fact) for told in the_article.told)
    assert told[ExtensionRequested] >= told[ExtensionGranted] + told[ExtensionRefused] > 20
    for kind in (
        ExtensionRefused,
        ResultSentBack,
        ContestUpheld,
        ContestRejected,
        DeficiencyWithdrawn,
        DeficiencyJoined,
        EffectivenessConfirmed,
        EffectivenessDenied,
    ):
        assert told[kind], kind


def test_deficiencies_were_found_in_every_way(the_article):
    found = {fact.source.kind for fact in the_article.facts(DeficiencyRecorded)}
    assert found >= {
        SourceKind.PROPOSAL,
        SourceKind.MEETING,
        SourceKind.SUPERVISION,
        SourceKind.SELF,
        SourceKind.DOCUMENT,
    }


def test_whoever_remedied_neither_verified_nor_closed_and_whoever_found_did_not_remedy(the_article):
    for history in cases(the_article):
        case = Remediation()
        for record in history:
            if isinstance(record.fact, DeficiencyVerified | ResultSentBack | RemediationClosed):
                assert not record.people & case.remedied_by
            if isinstance(record.fact, PlanSubmitted):
                found_by = {person for one in case.limitations if not one.self_reported for person in one.found_by}
                assert not found_by & (record.people | {step.owner for step in record.fact.steps})
            case = case.after(record)


def test_every_cell_has_a_secretary_and_all_but_a_few_an_overseer(the_article):
    cells = {t.stream for t in the_article.told if isinstance(t.fact, UnitRegistered) and t.fact.kind is UnitKind.CELL}
    held = Counter((t.stream, t.fact.office) for t in the_article.told if isinstance(t.fact, OfficeFilled))
    assert all(held[cell, Office.SECRETARY] == 1 for cell in cells)
    gaps = sum(not held[cell, Office.OVERSEER] for cell in cells)
    assert 0 < gaps < 30


def test_secretary1_leads_a_foreign_owned_cell_of_shift_workers_with_a_step_to_do_in_time(small):
    cast = small.country.blocs[0].cast
    cell = cast.first_cell
    assert cell.type is UnitType.FOREIGN_OWNED_ENTERPRISE
    assert Attribute.SHIFT_WORK in cell.attributes
    own = [as_of(CaseSeen(), history) for history in cases(small) if history[0].fact.unit == cast.unit(cell.code)]
    urgent = [seen for seen in own if seen.state is CaseState.UNDER_WAY and seen.remaining_steps]
    assert any(0 <= (seen.case.due - ON).days <= 5 for seen in urgent)


def test_a_larger_country_tells_the_same_kind_of_story(tmp_path):
    played = play(SMALL._replace(cells=30, months=1), tmp_path)
    assert len(list(played.facts(MonthClosed))) == 30 * 13
