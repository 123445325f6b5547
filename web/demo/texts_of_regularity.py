"""What the demo's cells wrote down of their regularity. Invented."""

THEMES = (
    "Nêu gương của cán bộ, đảng viên nơi làm việc",
    "Cải cách hành chính, chuyển đổi số trong đơn vị",
    "Chăm lo đời sống người lao động",
    "Học tập và làm theo Bác gắn với nhiệm vụ năm",
)
RETURNED = "Ngày này trùng hội nghị của cấp trên, chi bộ chọn ngày khác trong tuần."
MATTERS = ("Việc ghi biên bản, nghị quyết.", "Việc thông báo nội dung trước buổi họp.", "Việc đảng viên dự sinh hoạt.")
FORMS = ("Đảng viên tham gia sôi nổi hơn.", "Nhiều người phát biểu lần đầu.", "Cần chuẩn bị kỹ hơn về thời gian.")
FOUND = ("Một số biên bản ghi còn ngắn, đã nhắc thư ký.", "Thực hiện đúng quy định, duy trì nền nếp.")
TARGETS = (("Buổi sinh hoạt định kỳ", 12), ("Buổi sinh hoạt chuyên đề", 4), ("Quần chúng ưu tú được giới thiệu", 2))
CONCLUSIONS = ("Cơ bản đạt chỉ tiêu đề ra.", "Cần tập trung tạo nguồn kết nạp trong quý tới.")
