"""What people of the demo write: minutes, reasons, plans. Each goes sealed into the journal under its own key."""

MINUTES = (
    "Chi bộ nghe văn bản mới của cấp trên, đánh giá nghị quyết tháng trước, thảo luận nhiệm vụ trọng tâm.",
    "Các ý kiến tập trung vào tiến độ công việc của đơn vị, việc phân công đảng viên và nền nếp sinh hoạt.",
    "Chi bộ thông tin thời sự, học tập và làm theo Bác, tự phê bình và phê bình; kết luận giao việc từng đồng chí.",
    "Bí thư nêu gợi mở ba vấn đề để đảng viên thảo luận; biểu quyết thông qua nghị quyết tháng.",
    "Đánh giá tình hình tư tưởng đảng viên, người lao động; bàn biện pháp hoàn thành chỉ tiêu quý.",
)
SKETCHY_MINUTES = ("Chi bộ họp, các đồng chí nhất trí.", "Nội dung như dự thảo.", "Triển khai công việc tháng.")
TASKS = (
    "Hoàn thành báo cáo nhiệm vụ trọng tâm của đơn vị đúng hạn",
    "Bồi dưỡng, giúp đỡ quần chúng ưu tú",
    "Theo dõi việc khắc phục hạn chế sau kiểm điểm",
    "Chuẩn bị tài liệu sinh hoạt chuyên đề",
    "Nắm tình hình tư tưởng người lao động trong ca sản xuất",
    "Vận động đoàn viên tham gia cải tiến quy trình",
    "Rà soát, bổ sung sổ sách đảng vụ",
    "Phối hợp công đoàn đối thoại tại nơi làm việc",
)
REVIEWS = (
    "Đã hoàn thành",
    "Hoàn thành đúng hạn, có báo cáo",
    "Hoàn thành, cần duy trì thường xuyên",
    "Đạt phần lớn yêu cầu, tiếp tục trong tháng này",
    "Hoàn thành chậm hai ngày",
    "Chưa hoàn thành, chuyển sang tháng sau",
)
THEMES = (
    "Học tập phong cách làm việc khoa học của Chủ tịch Hồ Chí Minh",
    "Nêu gương của cán bộ, đảng viên tại nơi làm việc",
    "Tiết kiệm, chống lãng phí trong sản xuất",
    "Nâng cao chất lượng phục vụ người dân",
    "Xây dựng chi bộ bốn tốt",
    "Phát triển đảng viên trong công nhân trực tiếp sản xuất",
    "Chuyển đổi số trong công việc hằng ngày",
    "An toàn lao động và trách nhiệm đảng viên",
)
POOR_THEMES = ("Triển khai kế hoạch kinh doanh quý", "Công tác chuyên môn của phòng", "Phổ biến văn bản mới")
PLACES = (
    "Phòng họp tầng 2",
    "Hội trường cơ quan",
    "Phòng họp số 1",
    "Phòng truyền thống",
    "Nhà ăn ca",
    "Phòng sinh hoạt công đoàn",
)
GROUNDS = (
    "Giãn cách xã hội theo chỉ đạo của tỉnh",
    "Trên một nửa đảng viên công tác ngoài tỉnh, cấp ủy cấp trên đồng ý",
)
CANCELLED = (
    "Đa số đảng viên đi công trình ngoài tỉnh, không bảo đảm số lượng",
    "Doanh nghiệp tăng ca đột xuất",
    "Phòng họp bị trưng dụng, chưa bố trí được thời gian",
)
MOVED = ("Trùng lịch họp toàn công ty", "Bí thư đi công tác đột xuất", "Trùng ngày kiểm kê cuối kỳ")
FEEDBACK = (
    "Cần nêu câu hỏi gợi mở và mời từng đồng chí phát biểu; gửi tài liệu trước ít nhất một ngày.",
    "Nền nếp tốt; đề nghị dành thêm thời gian cho tự phê bình và phê bình.",
    "Giảm phần báo cáo chuyên môn, tập trung bàn biện pháp lãnh đạo nhiệm vụ chính trị của đơn vị.",
    "Nghị quyết cần phân công rõ người, rõ thời hạn; kỳ sau phải đánh giá kết quả.",
)
SEEN = (
    "Không khí thẳng thắn",
    "Còn ít đồng chí phát biểu",
    "Chuẩn bị chu đáo",
    "Nặng báo cáo chuyên môn",
    "Kết luận chưa rõ",
)

QUOTES = {
    "D01": "Nội dung sinh hoạt chưa bảo đảm đúng hướng dẫn của Ban Tổ chức Trung ương.",
    "D02": "Sinh hoạt chi bộ chưa đúng thời gian quy định.",
    "D03": "Tính lãnh đạo, tính giáo dục, tính chiến đấu chưa được thể hiện rõ nét.",
    "D04": "Vai trò của Bí thư còn mờ nhạt trong điều hành sinh hoạt.",
    "D05": "Đảng viên còn ngại phát biểu trong sinh hoạt.",
    "D06": "Thời gian sinh hoạt ngắn so với yêu cầu.",
    "D07": "Tinh thần tự phê bình và phê bình còn hạn chế.",
    "D08": "Còn tình trạng nể nang, né tránh, ngại va chạm.",
    "D09": "Chi ủy chưa làm tốt công tác chuẩn bị trước sinh hoạt.",
    "D10": "Nội dung sinh hoạt chưa được thông báo trước cho đảng viên.",
    "D11": "Ghi chép biên bản, nghị quyết còn sơ sài, chưa phân công rõ.",
    "D12": "Công tác kiểm tra, giám sát đối với chi bộ trực thuộc chưa sâu sát, thường xuyên.",
    "D14": "Sinh hoạt còn nặng về công tác chuyên môn.",
    "D15": "Nội dung sinh hoạt chưa toàn diện.",
    "D16": "Công tác chính trị, tư tưởng chưa được chú trọng.",
    "D17": "Việc học tập và làm theo Bác chưa trở thành thường xuyên.",
    "D18": "Tự phê bình và phê bình theo Nghị quyết Trung ương 4 chưa thường xuyên.",
    "D19": "Sinh hoạt chuyên đề còn hình thức, chưa đủ theo quý.",
    "D20": "Chọn chủ đề sinh hoạt chưa phù hợp.",
    "D21": "Công tác xây dựng Đảng của chi bộ mới thành lập còn lúng túng.",
}
"""The article's words, as a conclusion would quote them."""
REMEDIES = {
    "S1": ("Tổ chức buổi quán triệt về vai trò của sinh hoạt chi bộ", "Biên bản buổi quán triệt, danh sách dự"),
    "S2": (
        "Kiện toàn phân công trong chi ủy, cử Bí thư dự tập huấn kỹ năng điều hành",
        "Bảng phân công, giấy xác nhận tập huấn",
    ),
    "S3": ("Cấp ủy viên phụ trách dự ba kỳ sinh hoạt liên tiếp và góp ý", "Phiếu dự sinh hoạt ba kỳ"),
    "S4": (
        "Lập lịch cố định, danh mục bước chuẩn bị; gửi nội dung trước ba ngày",
        "Lịch sinh hoạt, thông báo, biên bản hai kỳ tiếp theo",
    ),
    "S5": (
        "Bí thư nêu câu hỏi trước, mời lần lượt từng đồng chí; dành mục tự phê bình 20 phút",
        "Biên bản ghi số lượt phát biểu hai kỳ",
    ),
    "S6": ("Xây dựng chương trình nâng cao năng lực cho chi bộ trong doanh nghiệp", "Chương trình được cấp trên duyệt"),
    "S7": (
        "Làm việc với ban giám đốc để ký quy chế phối hợp về giờ và phòng họp",
        "Quy chế phối hợp có chữ ký hai bên",
    ),
}
"""By solution: the remedy, and the product that shows it."""
DISMISSED = (
    "Chi bộ đã giải trình, có biên bản gốc kèm theo; chỉ nhập muộn vào hệ thống.",
    "Lần đầu, mức độ nhẹ, đã nhắc nhở trực tiếp.",
    "Do yêu cầu sản xuất đột xuất, đã báo cáo cấp ủy cấp trên.",
    "Đã có trong vụ việc đang theo dõi.",
    "Số liệu điểm danh nhập nhầm, chi bộ đã đính chính.",
    "Nguyên nhân khách quan, chi bộ đã khắc phục ngay kỳ sau.",
)
RETURNED = (
    "Giải pháp chưa đo được, đề nghị nêu sản phẩm cụ thể.",
    "Thời hạn từng bước chưa rõ; bổ sung người chịu trách nhiệm.",
)
EXTENSION = (
    "Bí thư đi công tác dài ngày, xin thêm thời gian.",
    "Chờ ban giám đốc ký quy chế phối hợp.",
    "Lịch tập huấn của Khối dời sang tuần sau.",
)
GRANTED = ("Lý do chính đáng.", "Đồng ý, không gia hạn lần hai.")
REFUSED = ("Công việc trong tầm chủ động của chi bộ, giữ nguyên thời hạn.",)
CONTESTED = (
    "Buổi họp có thông báo qua nhóm của chi bộ, có ảnh chụp kèm theo.",
    "Thời gian họp tính cả phần chuyên đề nên đủ theo quy định.",
)
UPHELD = ("Chứng cứ của chi bộ là đúng, rút khuyết điểm.",)
REJECTED = ("Ảnh chụp không thể hiện thời điểm gửi trước buổi họp, giữ nguyên.",)
DONE = ("Đã thực hiện xong.", "Hoàn thành, có ảnh kèm theo.")
RESULTS = (
    "Đã thực hiện đủ, hai kỳ sinh hoạt gần đây bảo đảm yêu cầu.",
    "Kết quả rõ, đảng viên đồng tình.",
    "Đã ký và áp dụng từ tháng này.",
)
SENT_BACK = (
    "Minh chứng mới có một kỳ, bổ sung biên bản kỳ tiếp theo.",
    "Quy chế chưa có chữ ký của đại diện doanh nghiệp.",
)
VERIFIED = ("Đối chiếu hồ sơ và dự một kỳ sinh hoạt: đạt yêu cầu.", "Minh chứng đầy đủ, khuyết điểm không lặp lại.")
CLOSED = ("Kết thúc theo dõi, tiếp tục giám sát thường xuyên.", "Đã khắc phục, kết thúc theo dõi.")
HELD = ("Ba tháng qua không tái diễn.", "Nền nếp được giữ vững, số người phát biểu tăng.")
NOT_HELD = ("Khuyết điểm lặp lại ngay tháng sau khi kết thúc.", "Chi bộ lại sinh hoạt không đúng ngày.")
REOPENED = ("Mở lại để khắc phục căn cơ hơn.",)
WITHDRAWN = ("Ghi nhận trùng với khuyết điểm đã có.",)
COMMENTS = (
    "Đề nghị chi bộ gửi minh chứng trước thứ Sáu.",
    "Đã trao đổi điện thoại với Bí thư, nắm được vướng mắc.",
    "Lưu ý phối hợp với công đoàn công ty.",
)
EVIDENCE_NOTES = ("Chụp tại buổi họp", "Bản quét từ sổ biên bản")
SUPERVISION_PLANS = (
    "Xem sổ biên bản, sổ nghị quyết 12 tháng; dự một buổi sinh hoạt; làm việc với cấp ủy và trao đổi với đảng viên.",
    "Đối chiếu lịch sinh hoạt với biên bản, việc giao và theo dõi nhiệm vụ; làm việc tại đơn vị.",
)
SELF_REPORTS = (
    "Cấp ủy họp trước sinh hoạt đều đặn. Còn hai tháng chưa thông báo nội dung trước; ít người phát biểu.",
    "Sinh hoạt đủ 12 kỳ, trong đó ba kỳ dưới 90 phút. Chuyên đề quý làm sơ sài. Cấp ủy đã phân công sửa từ tháng sau.",
    "Nền nếp cơ bản bảo đảm. Ghi nghị quyết chưa nêu người làm và thời hạn.",
)
SESSIONS = (
    "Xem sổ biên bản, sổ nghị quyết; trao đổi với cấp ủy về việc chuẩn bị nội dung và theo dõi nhiệm vụ.",
    "Làm việc với cấp ủy và ba đảng viên; đối chiếu lịch với biên bản, hai kỳ lệch ngày không có lý do.",
)
SUPERVISION_REPORTS = (
    "Ưu điểm: giữ lịch, cấp ủy họp trước. Hạn chế: nội dung chưa toàn diện, việc theo dõi nghị quyết còn mờ.",
    "Ưu điểm: chuyên đề gắn nhiệm vụ đơn vị. Hạn chế: chuẩn bị sơ sài, biên bản thiếu kết luận giao việc.",
)
EXPLANATIONS = (
    "Hai kỳ lệch ngày do cao điểm sản xuất; cấp ủy nhận thiếu báo cáo cấp trên và sẽ đăng ký lại ngày sinh hoạt.",
    "Cấp ủy thống nhất với dự thảo; xin làm rõ chuyên đề quý II đã làm nhưng biên bản lưu ở văn phòng.",
)
