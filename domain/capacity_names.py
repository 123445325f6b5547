"""Identifiers and closed sets of what makes organisations able: courses, duties, tasks of members, support."""

from enum import StrEnum
from typing import NewType
from uuid import UUID

ReviewId = NewType("ReviewId", UUID)
CourseId = NewType("CourseId", UUID)
DutyRulesId = NewType("DutyRulesId", UUID)
MemberTaskId = NewType("MemberTaskId", UUID)
AbsenceId = NewType("AbsenceId", UUID)
SupportId = NewType("SupportId", UUID)


class CommitteeState(StrEnum):
    """Kết quả rà soát cấp ủy: bảo đảm, cần bổ sung, cần kiện toàn."""

    SOUND = "sound"
    TO_STRENGTHEN = "to_strengthen"
    TO_RENEW = "to_renew"


class DutyOf(StrEnum):
    """Whose duties a set of rules lays down: đảng viên; chi ủy, cấp ủy; bí thư."""

    MEMBERS = "members"
    COMMITTEE = "committee"
    SECRETARY = "secretary"


class AbsenceMeasure(StrEnum):
    """What followed an absence without reason (nhắc nhở, gặp gỡ trao đổi, kiểm điểm, miễn sinh hoạt)."""

    REMINDED = "reminded"
    TALKED_WITH = "talked_with"
    REVIEWED_IN_THE_CELL = "reviewed_in_the_cell"
    EXEMPTED = "exempted"


class Organisation(StrEnum):
    """What is supported: tổ chức đảng, công đoàn, đoàn thanh niên, hội phụ nữ, hội cựu chiến binh."""

    PARTY = "party"
    TRADE_UNION = "trade_union"
    YOUTH_UNION = "youth_union"
    WOMENS_UNION = "womens_union"
    VETERANS_ASSOCIATION = "veterans_association"


class Weakness(StrEnum):
    """What a diagnosis finds wanting."""

    FEW_MEMBERS = "few_members"
    NO_NEW_MEMBERS = "no_new_members"
    UNTRAINED_OFFICERS = "untrained_officers"
    IRREGULAR_MEETINGS = "irregular_meetings"
    OWNER_INDIFFERENT = "owner_indifferent"
    NO_REGULATION = "no_regulation"
    NO_MASS_ORGANISATION = "no_mass_organisation"
    UNCLEAR_ROLE = "unclear_role"


class JointActivity(StrEnum):
    """Sinh hoạt chung, hội thảo, thăm nơi làm tốt, hoạt động với đoàn thể."""

    JOINT_MEETING = "joint_meeting"
    WORKSHOP = "workshop"
    STUDY_VISIT = "study_visit"
    WITH_MASS_ORGANISATIONS = "with_mass_organisations"


class SupportOutcome(StrEnum):
    """How a support ended."""

    STRENGTHENED = "strengthened"
    PARTLY = "partly"
    STOPPED = "stopped"
