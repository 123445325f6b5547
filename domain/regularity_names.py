"""Identifiers and closed sets of regularity: calendars, themes, new forms, self-inspection, results."""

from enum import StrEnum
from typing import NewType
from uuid import UUID

CalendarId = NewType("CalendarId", UUID)
OrientationId = NewType("OrientationId", UUID)
InspectionId = NewType("InspectionId", UUID)
FormId = NewType("FormId", UUID)
AssessmentId = NewType("AssessmentId", UUID)


class MeetingForm(StrEnum):
    """Hình thức sinh hoạt mới: thảo luận nhóm, tại thực địa, đối thoại, hỏi đáp, sân khấu hóa, hình thức khác."""

    GROUP_DISCUSSION = "group_discussion"
    ON_THE_SPOT = "on_the_spot"
    DIALOGUE = "dialogue"
    QUESTIONS_AND_ANSWERS = "questions_and_answers"
    CONTEST = "contest"
    OTHER = "other"


class AssessedSubject(StrEnum):
    """Đánh giá kết quả của một nghị quyết, hay của kế hoạch năm."""

    RESOLUTION = "resolution"
    YEAR_PLAN = "year_plan"
