"""What people of the demo write when they undertake something: commitments, proposals, plans. Sealed in the journal."""

DOCUMENT = "12-KH/ĐUK"
MATTERS = (
    "Nghị quyết Trung ương 4 và Chỉ thị 05-CT/TW",
    "Chỉ thị 50-CT/TW và Hướng dẫn 42-HD/BTCTW",
    "Kế hoạch tổng kết công tác xây dựng Đảng",
)
COMMITMENTS = (
    "Chi bộ họp đủ mười hai kỳ, mỗi kỳ có mục học tập và làm theo Bác; mỗi quý một chuyên đề.",
    "Cấp ủy gửi nội dung trước ba ngày, gợi ý câu hỏi thảo luận; đảng viên phát biểu ít nhất một lần mỗi quý.",
    "Gắn nghị quyết hằng tháng với nhiệm vụ trọng tâm của đơn vị; kiểm điểm việc đã giao ở kỳ sau.",
    "Nêu gương trong giờ giấc, tác phong; đấu tranh với biểu hiện nể nang, né tránh.",
)
REVIEWS = (
    "Đã thực hiện đủ các nội dung cam kết.",
    "Còn một kỳ họp chậm ngày; các nội dung khác đạt.",
    "Việc phát biểu chưa đều, năm tới tiếp tục.",
)
PAPERS = (
    "Nêu gương của cán bộ, đảng viên tại nơi làm việc",
    "Tiết kiệm, chống lãng phí trong sản xuất",
    "Nâng cao chất lượng phục vụ người dân",
    "Học tập phong cách làm việc khoa học",
    "Chuyển đổi số trong công việc hằng ngày",
)
DROPPED = "Đổi chủ đề theo định hướng mới của cấp trên."
PROPOSALS = (
    "Bố trí phòng họp riêng cho buổi sinh hoạt cuối tháng.",
    "Sắp xếp ca để đảng viên làm ca được dự họp đủ.",
    "Gửi tài liệu sớm hơn để đọc trước khi thảo luận.",
    "Tổ chức một buổi sinh hoạt tại nơi sản xuất.",
    "Hướng dẫn cách ghi nghị quyết theo mẫu mới.",
)
ANSWERS = (
    "Đã thống nhất với lãnh đạo đơn vị, thực hiện từ tháng sau.",
    "Cấp ủy tiếp thu, giao người phụ trách và thời hạn.",
    "Chưa đủ điều kiện trong quý này; sẽ xem lại ở quý sau.",
)
TRAININGS = (
    "Đọc và ghi lại một bài học mỗi tuần; nói ngắn, đúng việc trong buổi họp.",
    "Rèn tác phong đúng giờ, chuẩn bị ý kiến trước khi dự họp.",
    "Học kỹ năng điều hành thảo luận.",
)
