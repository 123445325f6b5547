"""Names of people and organisations that do not exist, as tables of parts."""

from random import Random

from domain.names import UnitType

FAMILY = (
    "Nguyễn",
    "Trần",
    "Lê",
    "Phạm",
    "Hoàng",
    "Huỳnh",
    "Phan",
    "Vũ",
    "Võ",
    "Đặng",
    "Bùi",
    "Đỗ",
    "Hồ",
    "Ngô",
    "Dương",
    "Lý",
    "Đinh",
    "Mai",
    "Trịnh",
    "Tô",
    "Lương",
    "Cao",
    "Châu",
    "Tạ",
)
MIDDLE_OF_MEN = ("Văn", "Quang", "Đức", "Hữu", "Minh", "Quốc", "Xuân", "Thanh", "Trọng", "Công", "Thế", "Đình")
MIDDLE_OF_WOMEN = ("Thị", "Thu", "Ngọc", "Thanh", "Kim", "Bích", "Hồng", "Mỹ", "Diệu", "Phương")
MEN = (
    "Hùng",
    "Dũng",
    "Sơn",
    "Hải",
    "Bình",
    "Tuấn",
    "Khánh",
    "Nam",
    "Phong",
    "Lâm",
    "Thắng",
    "Vinh",
    "Hiếu",
    "Đạt",
    "Cường",
    "Tín",
    "Nghĩa",
    "Trung",
    "Kiên",
    "Toàn",
    "Lộc",
    "Quý",
    "Tài",
    "Thịnh",
)
WOMEN = (
    "Hạnh",
    "Lan",
    "Hương",
    "Thủy",
    "Nga",
    "Mai",
    "Liên",
    "Hoa",
    "Dung",
    "Yến",
    "Thảo",
    "Loan",
    "Vân",
    "Trang",
    "Hiền",
    "Nhung",
    "Xuyến",
    "Oanh",
    "Quyên",
    "Tâm",
)

AGENCIES = (
    "Sở Tài chính",
    "Sở Xây dựng",
    "Sở Tư pháp",
    "Sở Nội vụ",
    "Sở Công Thương",
    "Sở Y tế",
    "Sở Khoa học và Công nghệ",
    "Sở Nông nghiệp và Môi trường",
    "Sở Giáo dục và Đào tạo",
    "Sở Văn hóa và Thể thao",
    "Văn phòng Ủy ban nhân dân tỉnh",
    "Văn phòng Tỉnh ủy",
    "Thanh tra tỉnh",
    "Kho bạc tỉnh",
    "Cục Thống kê tỉnh",
    "Hải quan khu vực tỉnh",
    "Ban Tổ chức Tỉnh ủy",
    "Ban Tuyên giáo Tỉnh ủy",
    "Ban Dân vận Tỉnh ủy",
    "Ban Nội chính Tỉnh ủy",
    "Ủy ban Mặt trận Tổ quốc tỉnh",
    "Liên đoàn Lao động tỉnh",
    "Tỉnh Đoàn",
    "Hội Nông dân tỉnh",
    "Hội Phụ nữ tỉnh",
    "Hội Cựu chiến binh tỉnh",
    "Văn phòng Hội đồng nhân dân tỉnh",
    "Ban Quản lý các khu công nghiệp",
    "Viện kiểm sát nhân dân tỉnh",
    "Tòa án nhân dân tỉnh",
    "Sở Ngoại vụ",
    "Sở Du lịch",
    "Ban Dân tộc tỉnh",
    "Chi cục Dự trữ tỉnh",
)
PUBLIC_SERVICE_UNITS = (
    "Bệnh viện Đa khoa Suối Ngàn",
    "Bệnh viện Phục hồi chức năng Gò Mây",
    "Bệnh viện Nhi Đồi Trà",
    "Trường Cao đẳng Sông Biếc",
    "Trường Cao đẳng Y tế Núi Thoa",
    "Trường Trung cấp nghề Vọng Lĩnh",
    "Trung tâm Kiểm soát bệnh tật tỉnh",
    "Trường Chính trị tỉnh",
    "Ban Quản lý dự án giao thông tỉnh",
    "Ban Quản lý rừng phòng hộ Thác Nhạn",
    "Trung tâm Khuyến nông tỉnh",
    "Nhà xuất bản Đồi Thông",
    "Trung tâm Văn hóa tỉnh",
    "Thư viện tỉnh",
    "Bảo tàng tỉnh",
    "Trung tâm Dịch vụ việc làm tỉnh",
    "Quỹ Đầu tư phát triển tỉnh",
    "Trung tâm Nước sạch nông thôn",
    "Đoàn Ca múa nhạc tỉnh",
    "Trung tâm Công nghệ thông tin tỉnh",
    "Trung tâm Xúc tiến đầu tư tỉnh",
    "Vườn ươm Doanh nghiệp tỉnh",
)
STATE_ENTERPRISES = (
    "Cấp nước Sông Nhạn",
    "Thủy nông Đồng Vọng",
    "Thoát nước Bến Lụa",
    "Lâm nghiệp Rừng Thoa",
    "Cao su Đất Son",
    "Xổ số Vàm Ngọc",
    "Cảng Bãi Quế",
    "Xăng dầu Bình Ngàn",
    "Môi trường Đô thị Lam Hạ",
    "Vận tải Tỉnh Ngàn",
    "Điện lực Khe Sáng",
    "Khoáng sản Núi Đồng",
    "Chè Đồi Nhạn",
    "Viễn thông Trạm Gió",
    "Lương thực Bến Vọng",
    "Cầu đường Đèo Mây",
    "Dược phẩm Lá Ngàn",
    "Bảo đảm giao thông Sông Thoa",
)
NON_STATE_ENTERPRISES = (
    "Gốm Đất Lụa",
    "Mộc Bàn Thoa",
    "Thủy sản Vũng Nhạn",
    "Dệt Mành Biếc",
    "Xây dựng Tháp Ngàn",
    "Vận tải Đường Mây",
    "Bao bì Giấy Lá",
    "Nhựa Hạt Sương",
    "Cơ khí Búa Xanh",
    "Thực phẩm Bếp Đồng",
    "Gạch Nung Gò Son",
    "Nội thất Cánh Vân",
    "Giống cây Mầm Việt Thoa",
    "Nước khoáng Khe Lụa",
    "Giày Bước Ngàn",
    "Thương mại Chợ Gió",
    "Muối Ruộng Trắng",
    "Cáp điện Sợi Đồng Thoa",
    "Sơn Mài Nhạn",
    "Ong Mật Rừng Biếc",
)
FOREIGN_OWNED_ENTERPRISES = (
    "Orvanta Textile",
    "Keldrin Footwear",
    "Tamisuno Electronics",
    "Lumetsa Packaging",
    "Brentora Furniture",
    "Velqora Toys",
    "Norvexa Cable",
    "Hanverra Garment",
    "Dorvik Marine",
    "Ostvelin Foods",
    "Fjellmar Optics",
)
COOPERATIVE_UNIONS = ("Liên minh Hợp tác xã tỉnh",)
ORGANISATIONS = {
    UnitType.AGENCY: AGENCIES,
    UnitType.PUBLIC_SERVICE_UNIT: PUBLIC_SERVICE_UNITS,
    UnitType.STATE_ENTERPRISE: STATE_ENTERPRISES,
    UnitType.NON_STATE_ENTERPRISE: NON_STATE_ENTERPRISES,
    UnitType.FOREIGN_OWNED_ENTERPRISE: FOREIGN_OWNED_ENTERPRISES,
    UnitType.COOPERATIVE_UNION: COOPERATIVE_UNIONS,
}
LEGAL_FORM = {
    UnitType.STATE_ENTERPRISE: "Công ty TNHH MTV ",
    UnitType.NON_STATE_ENTERPRISE: "Công ty CP ",
    UnitType.FOREIGN_OWNED_ENTERPRISE: "Công ty TNHH ",
}
ROOMS = {
    UnitType.AGENCY: (
        "Văn phòng",
        "Thanh tra",
        "Phòng Tổ chức cán bộ",
        "Phòng Kế hoạch – Tài chính",
        "Phòng Tổng hợp",
        "Phòng Pháp chế",
        "Phòng Nghiệp vụ",
        "Phòng Quản lý hồ sơ",
        "Chi cục trực thuộc",
        "Trung tâm trực thuộc",
    ),
    UnitType.PUBLIC_SERVICE_UNIT: (
        "Phòng Hành chính – Tổ chức",
        "Phòng Kế hoạch – Nghiệp vụ",
        "Tổ Chuyên môn",
        "Khoa Tổng hợp",
        "Phòng Đào tạo",
        "Tổ Dịch vụ",
        "Phòng Quản trị",
        "Trạm trực thuộc",
        "Khoa Cơ bản",
    ),
    UnitType.STATE_ENTERPRISE: (
        "Khối Văn phòng",
        "Xí nghiệp",
        "Đội Thi công",
        "Trạm Vận hành",
        "Phân xưởng Cơ điện",
        "Đội Duy tu",
        "Kho vận",
        "Chi nhánh",
    ),
    UnitType.NON_STATE_ENTERPRISE: (
        "Khối Văn phòng",
        "Phân xưởng",
        "Đội xe",
        "Phòng Kinh doanh",
        "Kho – Bảo vệ",
        "Chi nhánh phía Nam",
        "Tổ Kỹ thuật",
    ),
    UnitType.FOREIGN_OWNED_ENTERPRISE: (
        "Xưởng Hoàn thiện",
        "Xưởng Lắp ráp",
        "Chuyền sản xuất",
        "Cơ điện – Bảo trì",
        "Hành chính – Nhân sự",
        "Kho vận",
        "Ca đêm",
    ),
}


def person_name(dice: Random) -> str:
    """A full name as it is written: family, middle, given."""
    if dice.random() < 0.42:
        return f"{dice.choice(FAMILY)} {dice.choice(MIDDLE_OF_WOMEN)} {dice.choice(WOMEN)}"
    return f"{dice.choice(FAMILY)} {dice.choice(MIDDLE_OF_MEN)} {dice.choice(MEN)}"


def phone_number(dice: Random) -> str:
    """A number in a range that no operator gives out."""
    return f"0100{dice.randrange(10**6):06d}"


def organisation_name(type_: UnitType, n: int) -> str:
    """The short name of the n-th organisation of a type; beyond the table a number tells them apart."""
    names = ORGANISATIONS[type_]
    again = n // len(names)
    return names[n % len(names)] + (f" {again + 1}" if again else "")


def room_name(type_: UnitType, n: int) -> str:
    """The n-th part of an organisation that has a cell."""
    rooms = ROOMS[type_]
    again = n // len(rooms)
    return rooms[n % len(rooms)] + (f" {again + 1}" if again else "")
