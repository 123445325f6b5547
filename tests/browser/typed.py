"""What the people of the story type, and what the journal holds of it in the end."""

MEETING = {"cell": "FDI", "kind": "regular", "on": "2026-10-05", "starts_at": "16:00", "place": "Nhà ăn công ty"}
HELD = {"started_at": "16:00", "ended_at": "16:50", "obliged": "20", "present": "14", "excused": "4", "unexcused": "2"}
SPOKEN = {"speakers": "1", "items-0-minutes": "15", "items-4-minutes": "35"}
MINUTES = {"sections-0": "Đồng chí bí thư thông báo tình hình sản xuất.", "sections-2": "Thống nhất."}
NOTICE = {"basis-number": "05-TB/UBKT", "basis-date": "2026-11-06", "due": "2026-11-27"}
LINES = (
    {"solution": "S4.1", "remedy": "Thống nhất với chủ doanh nghiệp để họp đủ 90 phút", "due": "2026-11-24"},
    {"solution": "S4.2", "remedy": "Nhắn tin nội dung cho đảng viên trước ba ngày", "due": "2026-11-24"},
)
BACK = "Việc 2 chưa nêu sản phẩm kiểm tra được."
AGAIN = "Chưa có danh sách đảng viên đã nhận tin."
STORY_OF_THE_CASE = [
    *("RemediationOpened", "PlanSubmitted", "PlanReturned", "PlanSubmitted", "CausesNoted", "PlanApproved"),
    *("EvidenceFiled", "StepDone", "EvidenceFiled", "StepDone", "ExtensionRequested", "ExtensionGranted"),
    *("ResultReported", "DeficiencyVerified", "ResultSentBack", "EvidenceFiled", "StepDone", "ResultReported"),
    *("DeficiencyVerified", "RemediationClosed", "EffectivenessCheckAsked", "EffectivenessDenied"),
]

JUDGED_TOGETHER = slice(13, 15)
"""Two deficiencies are judged in one go, in the order in which they came into the case."""
