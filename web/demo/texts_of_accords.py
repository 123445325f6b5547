"""What the demo's cells and owners wrote down when they agreed. Invented."""

from domain.accord_names import ClauseKind

TALKS = (
    "Hai bên thống nhất tạo điều kiện cho chi bộ sinh hoạt hằng tháng.",
    "Ban điều hành lo ảnh hưởng ca sản xuất, hẹn bàn tiếp về giờ họp.",
    "Chủ doanh nghiệp muốn xem dự thảo trước khi trả lời.",
)
CLAUSES = {
    ClauseKind.ROOM: "Doanh nghiệp bố trí phòng họp có bàn ghế, máy chiếu cho chi bộ mỗi tháng một buổi.",
    ClauseKind.HOURS: "Chi bộ họp chiều ngày làm việc, hai giờ cuối buổi, vẫn tính là giờ làm việc.",
    ClauseKind.SHIFT_COVER: "Tổ trưởng bố trí người thay để đảng viên đi ca dự đủ buổi họp.",
    ClauseKind.ALLOWANCE: "Bí thư, phó bí thư và chủ tịch công đoàn được phụ cấp hằng tháng theo thỏa thuận.",
}
COUNTERED = "Phụ cấp trả theo quý, mức tùy kết quả sản xuất."
BREACHES = (
    "Tháng này xưởng yêu cầu tăng ca đúng giờ họp, chi bộ phải lùi buổi.",
    "Giờ họp bị rút còn bốn mươi phút vì giao hàng gấp.",
)
REVIEWS = (
    "Sáu tháng qua các điều khoản cơ bản được giữ, chi bộ họp đều hơn.",
    "Hai bên thấy quy chế phù hợp, giữ nguyên các điều khoản.",
)
ENDED = "Doanh nghiệp đổi chủ, hai bên thống nhất soạn quy chế mới."
