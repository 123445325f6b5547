"""Identifiers and closed sets, so that a cell is never mistaken for a meeting."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NewType
from uuid import UUID

PersonId = NewType("PersonId", str)
"""A pseudonym; the name behind it lives in the key store alone."""
UnitId = NewType("UnitId", UUID)
MeetingId = NewType("MeetingId", UUID)
VisitId = NewType("VisitId", UUID)
SupervisionId = NewType("SupervisionId", UUID)
VisitProgrammeId = NewType("VisitProgrammeId", UUID)
GuidanceId = NewType("GuidanceId", UUID)
ProposalId = NewType("ProposalId", UUID)
DeficiencyId = NewType("DeficiencyId", UUID)
RemediationId = NewType("RemediationId", UUID)
ProgrammeId = NewType("ProgrammeId", UUID)
RuleSetId = NewType("RuleSetId", str)
RuleCode = NewType("RuleCode", str)
DeficiencyCode = NewType("DeficiencyCode", str)
CauseCode = NewType("CauseCode", str)
SolutionCode = NewType("SolutionCode", str)
Month = NewType("Month", str)
"""A calendar month, `YYYY-MM`."""


class UnitKind(StrEnum):
    """Loại tổ chức."""

    BLOC = "bloc"
    GRASSROOTS_PARTY_BODY = "grassroots_party_body"
    SECTIONAL_PARTY_BODY = "sectional_party_body"
    CELL = "cell"


class UnitType(StrEnum):
    """Loại hình đơn vị."""

    AGENCY = "agency"
    PUBLIC_SERVICE_UNIT = "public_service_unit"
    STATE_ENTERPRISE = "state_enterprise"
    NON_STATE_ENTERPRISE = "non_state_enterprise"
    FOREIGN_OWNED_ENTERPRISE = "foreign_owned_enterprise"
    COOPERATIVE_UNION = "cooperative_union"


class Attribute(StrEnum):
    """Đặc điểm của tổ chức."""

    SCATTERED = "scattered"
    SHIFT_WORK = "shift_work"
    NEWLY_FOUNDED = "newly_founded"
    NO_COMMITTEE = "no_committee"


class BodyKind(StrEnum):
    """Cơ quan của một tổ chức đảng: cấp ủy, ban thường vụ, ủy ban kiểm tra, các ban xây dựng đảng."""

    COMMITTEE = "committee"
    STANDING_BOARD = "standing_board"
    INSPECTION_COMMITTEE = "inspection_committee"
    ORGANISATION_BOARD = "organisation_board"
    PROPAGANDA_BOARD = "propaganda_board"
    MASS_MOBILISATION_BOARD = "mass_mobilisation_board"
    OFFICE_BOARD = "office_board"
    MANAGEMENT = "management"


class Office(StrEnum):
    """Chức vụ."""

    SECRETARY = "secretary"
    DEPUTY_SECRETARY = "deputy_secretary"
    COMMITTEE_MEMBER = "committee_member"
    OVERSEER = "overseer"
    UNIT_HEAD = "unit_head"
    BOARD_HEAD = "board_head"
    BOARD_DEPUTY = "board_deputy"
    STANDING_BOARD_MEMBER = "standing_board_member"
    INSPECTION_COMMITTEE_MEMBER = "inspection_committee_member"


class Role(StrEnum):
    """What a signed-in person may do, at a unit and below it."""

    SECRETARY = "secretary"
    OVERSEER = "overseer"
    INSPECTOR = "inspector"
    LEADER = "leader"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


class MeetingKind(StrEnum):
    """Sinh hoạt định kỳ, chuyên đề, định kỳ kết hợp chuyên đề."""

    REGULAR = "regular"
    THEMATIC = "thematic"
    COMBINED = "combined"


class MeetingMode(StrEnum):
    """Hình thức sinh hoạt."""

    IN_PERSON = "in_person"
    ONLINE = "online"
    HYBRID = "hybrid"
    BY_GROUP = "by_group"


class ItemTag(StrEnum):
    """Nội dung của một mục chương trình."""

    IDEOLOGY = "ideology"
    HO_CHI_MINH_STUDY = "ho_chi_minh_study"
    CRITICISM = "criticism"
    CORE_TASK = "core_task"
    PROFESSIONAL = "professional"
    RESOLUTION_REVIEW = "resolution_review"
    PARTY_BUILDING = "party_building"
    THEME = "theme"
    OTHER = "other"


class RollStatus(StrEnum):
    """Điểm danh một đảng viên."""

    PRESENT = "present"
    EXCUSED = "excused"
    UNEXCUSED = "unexcused"


class AbsenceReason(StrEnum):
    """Công tác, ốm, ca kíp, khác. Never free text."""

    MISSION = "mission"
    SICK = "sick"
    SHIFT = "shift"
    OTHER = "other"


class Grade(StrEnum):
    """Xếp loại: Tốt, Khá, Trung bình, Kém."""

    GOOD = "good"
    FAIR = "fair"
    AVERAGE = "average"
    POOR = "poor"


class Rating(StrEnum):
    """Tính lãnh đạo, giáo dục, chiến đấu; vai trò điều hành."""

    LEADING = "leading"
    EDUCATING = "educating"
    FIGHTING = "fighting"
    CHAIRING = "chairing"


class VisitKind(StrEnum):
    """Dự sinh hoạt theo kế hoạch hay đột xuất."""

    PLANNED = "planned"
    UNANNOUNCED = "unannounced"


class Severity(StrEnum):
    """Mức độ: nhẹ, vừa, nặng."""

    MINOR = "minor"
    MODERATE = "moderate"
    SERIOUS = "serious"


class SourceKind(StrEnum):
    """Where a deficiency was seen."""

    MEETING = "meeting"
    VISIT = "visit"
    SUPERVISION = "supervision"
    PROPOSAL = "proposal"
    SELF = "self"
    DOCUMENT = "document"


class TargetKind(StrEnum):
    """What a finding is against."""

    UNIT = "unit"
    BODY = "body"
    OFFICE = "office"


class Classification(StrEnum):
    """Độ mật của một tài liệu; from `secret` on nothing is taken in."""

    NONE = "none"
    INTERNAL = "internal"
    SECRET = "secret"
    TOP_SECRET = "top_secret"
    ABSOLUTE_SECRET = "absolute_secret"


@dataclass(frozen=True)
class Body:
    """A body of a unit, such as its committee."""

    unit: UnitId
    kind: BodyKind


@dataclass(frozen=True)
class Target:
    """A unit, one of its bodies, or an office on that body."""

    kind: TargetKind
    unit: UnitId
    body: BodyKind | None = None
    office: Office | None = None


@dataclass(frozen=True)
class Source:
    """Where a deficiency was seen: the id of the thing, or the number of a document."""

    kind: SourceKind
    id: str


@dataclass(frozen=True)
class Basis:
    """The document that sets a deadline: its number, its date and the body that issued it."""

    number: str
    dated: date
    issuer: Body


@dataclass(frozen=True)
class Sealed:
    """A protected text: the key that opens it, and what it is without that key."""

    key: UUID
    box: bytes
