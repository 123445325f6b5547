"""S3: a yearly programme with quotas, guidance that is acknowledged, an overseer for every cell."""

from datetime import date
from uuid import UUID

from domain import refusals
from domain.events import oversight as told
from domain.names import PersonId, UnitId
from domain.oversight import Guidance, OverseerGap, VisitProgramme
from tests.story import WORDS, By, given, hand

KHOI, CELL, OTHER = (UnitId(UUID(int=n)) for n in (1, 2, 3))
BINH = PersonId("p-binh")
QUOTA = told.VisitQuota(BINH, KHOI, 10, date(2026, 1, 1), date(2026, 3, 31))
APPROVED = told.VisitProgrammeApproved(KHOI, 2026, "01-CTr/ĐUK", date(2025, 12, 20), (QUOTA,))
ISSUED = told.GuidanceIssued(KHOI, (CELL,), "05-HD/ĐUK", date(2026, 3, 1), "Tự phê bình", None, date(2026, 3, 20))
UNTIL = date(2026, 3, 31)


def test_a_unit_has_one_programme_a_year():
    given(VisitProgramme()).when(lambda programme: programme.approve(APPROVED)).then(APPROVED)
    given(VisitProgramme(), By("p-binh", APPROVED)).when(lambda one: one.approve(APPROVED)).refused(
        refusals.VisitProgrammeAlreadyApproved
    )


def test_a_quota_lies_within_the_year_of_its_programme():
    late = told.VisitQuota(BINH, KHOI, 3, date(2026, 12, 1), date(2027, 1, 31))
    given(VisitProgramme(), By("p-binh", APPROVED)).when(lambda one: one.allot(late)).refused(
        refusals.QuotaOutsideTheYear
    )


def test_a_quota_allotted_anew_takes_the_place_of_the_earlier_one():
    more = told.VisitQuotaAllotted(told.VisitQuota(BINH, KHOI, 12, QUOTA.from_, QUOTA.until))
    assert given(VisitProgramme(), By("p-binh", APPROVED), By("p-binh", more)).state.quotas == (more.quota,)


def test_a_proposed_visit_is_declined_once_for_its_time():
    no = told.ProposedVisitDeclined(CELL, UNTIL, WORDS)
    given(VisitProgramme(), By("p-binh", APPROVED)).when(lambda one: one.decline(hand("p-binh"), no)).then(no)
    again = given(VisitProgramme(), By("p-binh", APPROVED), By("p-binh", no))
    again.when(lambda one: one.decline(hand("p-binh"), no)).refused(refusals.ProposalDeclinedAlready)


def test_guidance_is_acknowledged_once_by_whom_it_is_addressed_to():
    given(Guidance(), By("p-binh", ISSUED)).when(lambda one: one.acknowledge(CELL)).then(
        told.GuidanceAcknowledged(CELL)
    )
    given(Guidance(), By("p-binh", ISSUED)).when(lambda one: one.acknowledge(OTHER)).refused(
        refusals.GuidanceNotForThisUnit
    )
    given(Guidance(), By("p-binh", ISSUED), By("p-lan", told.GuidanceAcknowledged(CELL))).when(
        lambda one: one.acknowledge(CELL)
    ).refused(refusals.GuidanceAlreadyAcknowledged)


def test_a_cell_without_overseer_is_noticed_once_until_somebody_is_in_charge():
    found, closed = told.OverseerGapFound(CELL, UNTIL), told.OverseerGapClosed(CELL, UNTIL)
    given(OverseerGap()).when(lambda gap: gap.find(CELL, UNTIL)).then(found)
    given(OverseerGap(), By("nenep", found)).when(lambda gap: gap.find(CELL, UNTIL)).then()
    given(OverseerGap(), By("nenep", found)).when(lambda gap: gap.close(CELL, UNTIL)).then(closed)
    given(OverseerGap()).when(lambda gap: gap.close(CELL, UNTIL)).then()
