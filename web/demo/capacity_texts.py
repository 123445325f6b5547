"""What people write of committees, courses, duties and support in the demo: invented, as everything there."""

from domain.capacity_names import CommitteeState, DutyOf

REVIEWS = {
    CommitteeState.SOUND: "Cấp ủy đủ số lượng, phân công rõ việc.",
    CommitteeState.TO_STRENGTHEN: "Thiếu hai cấp ủy viên, cần bổ sung trong quý.",
    CommitteeState.TO_RENEW: "Cấp ủy lúng túng trong điều hành, cần kiện toàn trước đại hội.",
}
COURSES = (
    "Kỹ năng điều hành sinh hoạt chi bộ",
    "Nghiệp vụ công tác đảng cho bí thư chi bộ",
    "Xây dựng nghị quyết và giao nhiệm vụ sau kỳ họp",
)
CANCELLED = "Trùng đợt kiểm tra cuối quý, dời sang quý sau."
RULES = {
    DutyOf.MEMBERS: "Đảng viên dự đủ các kỳ sinh hoạt, nhận việc và báo cáo kết quả đúng hạn.",
    DutyOf.COMMITTEE: "Chi ủy họp trước kỳ sinh hoạt, chuẩn bị và gửi nội dung trước một ngày.",
    DutyOf.SECRETARY: "Bí thư chủ trì, gợi ý thảo luận, kết luận rõ việc, rõ người, rõ hạn.",
}
TASKS = (
    "Vận động công nhân ca đêm tham gia công đoàn",
    "Giúp đỡ một quần chúng ưu tú hoàn thành hồ sơ kết nạp",
    "Chuẩn bị chuyên đề quý cho chi bộ",
)
RESULT = "Đã hoàn thành phần việc được giao, kèm danh sách."
MORE = "Cần nêu rõ kết quả từng tổ."
DIAGNOSES = ("Ít đảng viên trẻ, họp phụ thuộc ca sản xuất.", "Cấp ủy mới, chưa quen quy trình sinh hoạt.")
MILESTONES = (
    "Họp đúng lịch ba tháng liền",
    "Kết nạp ít nhất một đảng viên",
    "Có quy chế phối hợp với chủ doanh nghiệp",
)
ENDED = "Chi bộ đã tự tổ chức sinh hoạt nền nếp."
