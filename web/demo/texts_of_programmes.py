"""What leaders and inspectors of the demo write about the years of the solutions. Sealed in the journal."""

from domain.names import SolutionCode
from domain.solution_names import ReviewPeriod
from workflows.requests.shapes import Because

AIMS = {
    SolutionCode("S1"): "Cấp ủy, bí thư, người đứng đầu và đảng viên hiểu rõ vai trò của sinh hoạt chi bộ.",
    SolutionCode("S2"): "Không để trống chức danh quá một tháng; bí thư chi bộ được bồi dưỡng nghiệp vụ.",
    SolutionCode("S3"): "Mỗi chi bộ có cấp ủy viên phụ trách và được dự sinh hoạt ít nhất một lần trong năm.",
    SolutionCode("S4"): "Sinh hoạt đúng ngày, đủ quy trình; nghị quyết kỳ trước được kiểm điểm.",
    SolutionCode("S5"): "Đảng viên phát biểu nhiều hơn; kiến nghị được trả lời đúng hạn.",
    SolutionCode("S6"): "Các chi bộ ngoài nhà nước và chi bộ mới thành lập có kế hoạch hỗ trợ.",
    SolutionCode("S7"): "Chủ doanh nghiệp ký quy chế phối hợp, tạo giờ và nơi sinh hoạt.",
}
TARGETS = {
    "units_committed": 0.6,
    "committees_briefed": 0.9,
    "secretaries_trained": 0.3,
    "vacancy_days": 30,
    "cells_visited": 0.5,
    "days_to_feedback": 7,
    "held_on_time": 0.9,
    "targets_reached": 0.8,
    "members_speaking": 0.4,
    "proposals_answered_in_time": 0.9,
    "self_training_done": 0.8,
    "non_state_with_plan": 0.2,
    "enterprises_with_regulation": 0.3,
    "clauses_kept": 0.95,
}
"""What each measure should reach by the year's end."""
REVIEWED = {
    ReviewPeriod.MID_YEAR: "Thực hiện đúng tiến độ; một số chi bộ chưa có cam kết, cần nhắc trong quý III.",
    ReviewPeriod.YEAR_END: "Cơ bản đạt mục tiêu; các nội dung chưa đạt chuyển sang chương trình năm sau.",
}
RETURNED = Because("Nêu rõ những chi bộ được hỗ trợ trong năm và người chịu trách nhiệm.")
ENDED = Because("Hết năm thực hiện chương trình.")
BASIS = "15-HD/ĐUK"
