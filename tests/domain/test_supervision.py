"""A thematic supervision goes step by step, each with its paper, by a team that is free of what it looks at."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from domain import refusals
from domain.events.supervision import (
    ConferenceHeld,
    ExplanationGiven,
    FollowUpEnded,
    Paper,
    ReportDrafted,
    SelfReportReceived,
    SupervisionAnnounced,
    SupervisionConcluded,
    SupervisionDecided,
    SupervisionProposed,
    SupervisionReferred,
    WorkingSessionHeld,
)
from domain.names import DeficiencyId, PersonId, UnitId
from domain.supervision import Seats, Supervision
from tests.story import WORDS, By, given, hand

BLOC, ONE, OTHER, STRANGE = (UnitId(UUID(int=n)) for n in range(1, 5))
MAI, HUNG = PersonId("mai"), PersonId("hung")
OURS = Seats(supervising=frozenset({MAI, HUNG}))
OF_THE_BLOC = hand("mai")


def paper(day: int, number: str = "1") -> Paper:
    return Paper(number, date(2026, 3, day))


PROPOSED = SupervisionProposed(BLOC, (ONE, OTHER), "Sinh hoạt chi bộ", "2026", (MAI, HUNG))
DECIDED = SupervisionDecided(paper(1), MAI)
ANNOUNCED = SupervisionAnnounced(paper(2), (ONE, OTHER), date(2026, 3, 5))
REPORTED = SelfReportReceived(ONE, WORDS)
WORKED = WorkingSessionHeld((ONE, OTHER), date(2026, 3, 6), paper(6))
DRAFTED = ReportDrafted(paper(7))
CONFERRED = ConferenceHeld(date(2026, 3, 8), paper(8))
LIMITATION = DeficiencyId(UUID(int=9))
CONCLUDED = SupervisionConcluded("12-TB", date(2026, 3, 9), date(2026, 4, 30), (LIMITATION,))
ROAD = (PROPOSED, DECIDED, ANNOUNCED, REPORTED, WORKED, DRAFTED, CONFERRED, CONCLUDED)


def after(*facts: Any) -> Any:
    return given(Supervision(), *(By("mai", fact) for fact in facts))


DECISIONS: dict[str, Callable[[Supervision], Any]] = {
    "decide": lambda it: it.decide(OF_THE_BLOC, DECIDED, OURS),
    "announce": lambda it: it.announce(OF_THE_BLOC, replace(ANNOUNCED, subjects=())),
    "report": lambda it: it.report(OTHER, WORDS, None),
    "work": lambda it: it.work(OF_THE_BLOC, replace(WORKED, subjects=())),
    "draft": lambda it: it.draft(OF_THE_BLOC, DRAFTED),
    "confer": lambda it: it.confer(OF_THE_BLOC, CONFERRED),
    "conclude": lambda it: it.conclude(CONCLUDED),
}
NEXT = [("decide", 1), ("announce", 2), ("report", 3), ("work", 4), ("draft", 5), ("confer", 6), ("conclude", 7)]


@pytest.mark.parametrize(("decision", "far"), NEXT)
def test_each_step_follows_the_one_before_it(decision, far):
    after(*ROAD[:far]).when(DECISIONS[decision]).allowed()


@pytest.mark.parametrize(
    ("decision", "far", "missing"),
    [
        ("announce", 1, refusals.SupervisionUndecided),
        ("work", 2, refusals.SubjectNotAnnounced),
        ("draft", 4, refusals.SubjectsWithoutSession),
        ("confer", 5, refusals.ReportNotDrafted),
        ("conclude", 6, refusals.ConferenceNotHeld),
        ("conclude", 2, refusals.ConferenceNotHeld),
    ],
)
def test_a_step_whose_turn_has_not_come_says_what_is_missing(decision, far, missing):
    after(*ROAD[:far]).when(DECISIONS[decision]).refused(missing)


@pytest.mark.parametrize(
    ("decision", "far", "done"),
    [
        ("decide", 2, refusals.SupervisionAlreadyDecided),
        ("announce", 3, refusals.SubjectAlreadyAnnounced),
        ("draft", 6, refusals.ReportAlreadyDrafted),
        ("work", 6, refusals.ReportAlreadyDrafted),
        ("confer", 7, refusals.ConferenceAlreadyHeld),
        ("conclude", 8, refusals.SupervisionAlreadyConcluded),
        ("decide", 8, refusals.SupervisionAlreadyConcluded),
    ],
)
def test_nothing_is_done_twice(decision, far, done):
    after(*ROAD[:far]).when(DECISIONS[decision]).refused(done)


def test_a_supervision_that_stands_on_paper_is_entered_by_its_conclusion_alone():
    after(PROPOSED).when(DECISIONS["conclude"]).then(CONCLUDED)


def test_a_member_of_the_team_holds_nothing_among_those_supervised():
    sits_there = OURS._replace(supervised=frozenset({HUNG}))
    after().when(lambda it: it.propose(PROPOSED, sits_there)).refused(refusals.MemberSitsWithTheSupervised)
    after(PROPOSED).when(lambda it: it.decide(OF_THE_BLOC, DECIDED, sits_there)).refused(
        refusals.MemberSitsWithTheSupervised
    )


def test_a_member_of_the_team_and_its_lead_are_of_the_supervising_side():
    only_mai = Seats(supervising=frozenset({MAI}))
    after().when(lambda it: it.propose(PROPOSED, only_mai)).refused(refusals.MemberNotOfTheSupervisingSide)
    lan = replace(DECIDED, lead=PersonId("lan"))
    after(PROPOSED).when(lambda it: it.decide(OF_THE_BLOC, lan, OURS)).refused(refusals.MemberNotOfTheSupervisingSide)


def test_a_subject_reports_on_itself_once_and_only_when_it_was_told():
    later = replace(ANNOUNCED, subjects=(OTHER,))
    after(PROPOSED, DECIDED, later).when(lambda it: it.report(ONE, WORDS, None)).refused(refusals.SubjectNotAnnounced)
    after(*ROAD[:4]).when(lambda it: it.report(ONE, WORDS, None)).refused(refusals.SelfReportAlreadyReceived)
    after(*ROAD[:4]).when(lambda it: it.report(STRANGE, WORDS, None)).refused(refusals.NotASubject)
    after(*ROAD[:4]).when(lambda it: it.report(None, WORDS, None)).refused(refusals.SubjectNotNamed)


def test_a_single_subject_need_not_be_named():
    alone = replace(PROPOSED, subjects=(ONE,))
    told = replace(ANNOUNCED, subjects=(ONE,))
    after(alone, DECIDED, told).when(lambda it: it.report(None, WORDS, None)).then(REPORTED)


def test_a_subject_that_reports_is_waited_for_only_until_its_term():
    early = replace(WORKED, on=date(2026, 3, 5), minutes=paper(5))
    refused = after(*ROAD[:4]).when(lambda it: it.work(OF_THE_BLOC, early)).refused(refusals.SelfReportMissing)
    assert refused.values == {"subjects": 1}
    after(*ROAD[:4]).when(lambda it: it.work(OF_THE_BLOC, WORKED)).then(WORKED)
    no_term = replace(ANNOUNCED, report_by=None)
    after(PROPOSED, DECIDED, no_term).when(lambda it: it.work(OF_THE_BLOC, WORKED)).refused(refusals.SelfReportMissing)


def test_no_paper_is_dated_before_the_one_it_rests_on_nor_on_a_day_to_come():
    before, ahead = replace(DRAFTED, paper=paper(5)), replace(DRAFTED, paper=paper(11))
    after(*ROAD[:5]).when(lambda it: it.draft(OF_THE_BLOC, before)).refused(refusals.PaperBeforeTheLast)
    after(*ROAD[:5]).when(lambda it: it.draft(OF_THE_BLOC, ahead)).refused(refusals.HeldInTheFuture)
    early = replace(CONCLUDED, dated=date(2026, 3, 7))
    after(*ROAD[:7]).when(lambda it: it.conclude(early)).refused(refusals.PaperBeforeTheLast)


def test_a_subject_explains_itself_from_the_draft_until_follow_up_ends():
    explain = lambda it: it.explain(ONE, WORDS, None)  # noqa: E731
    after(*ROAD[:5]).when(explain).refused(refusals.ReportNotDrafted)
    after(*ROAD[:6]).when(explain).then(ExplanationGiven(ONE, WORDS))
    after(*ROAD).when(explain).then(ExplanationGiven(ONE, WORDS))
    after(*ROAD, FollowUpEnded()).when(explain).refused(refusals.FollowUpAlreadyEnded)


def test_follow_up_ends_when_every_limitation_is_settled_and_once():
    after(*ROAD[:7]).when(lambda it: it.end((), None)).refused(refusals.SupervisionNotConcluded)
    still = after(*ROAD).when(lambda it: it.end((LIMITATION,), None)).refused(refusals.LimitationsUnsettled)
    assert still.values == {"limitations": 1}
    after(*ROAD).when(lambda it: it.end((), paper(10))).then(FollowUpEnded(paper(10)))
    after(*ROAD, FollowUpEnded()).when(lambda it: it.end((), None)).refused(refusals.FollowUpAlreadyEnded)


def test_of_a_referral_only_its_paper_is_kept():
    referred = SupervisionReferred(paper(10))
    after(PROPOSED).when(lambda it: it.refer(OF_THE_BLOC, referred)).refused(refusals.SupervisionUndecided)
    after(*ROAD).when(lambda it: it.refer(OF_THE_BLOC, referred)).then(referred)
    assert SupervisionReferred.__slots__ == ("paper",)
