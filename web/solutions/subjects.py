"""What each solution is done with: the pages of its standing facts, listed on the page of the solution.

A subject that comes in adds one line here: the solution's number, the endpoint of its list, its name, who may see it.
"""

from dataclasses import dataclass

from web.acts import Act
from web.shell import N_

__all__ = ["SUBJECTS", "Subject", "subjects_of"]


@dataclass(frozen=True)
class Subject:
    """A page of a solution. `title` is the Vietnamese sentence as `N_("…")`, `lead` says what is there."""

    number: int
    endpoint: str
    title: str
    act: Act
    lead: str = ""


SUBJECTS: tuple[Subject, ...] = (
    Subject(2, "solutions.offices", N_("Chức danh khuyết và rà soát cấp ủy"), Act.READ_COMPLIANCE),
    Subject(2, "solutions.courses", N_("Bồi dưỡng bí thư"), Act.READ_COMPLIANCE),
    Subject(2, "solutions.duty_rules", N_("Quy định trách nhiệm"), Act.READ_MEETING),
    Subject(2, "solutions.member_tasks", N_("Nhiệm vụ đảng viên"), Act.READ_MEETING),
    Subject(2, "solutions.absences", N_("Vắng sinh hoạt"), Act.READ_MEETING),
    Subject(3, "overseers.programmes", N_("Chương trình năm"), Act.READ_VISIT),
    Subject(3, "overseers.gaps", N_("Người phụ trách chi bộ"), Act.READ_VISIT),
    Subject(3, "overseers.proposed", N_("Đề xuất dự sinh hoạt"), Act.READ_VISIT),
    Subject(3, "overseers.visits", N_("Dự sinh hoạt"), Act.READ_VISIT),
    Subject(3, "overseers.coverage", N_("Độ phủ"), Act.READ_VISIT),
    Subject(3, "overseers.guidance", N_("Văn bản hướng dẫn"), Act.READ_VISIT),
    Subject(6, "solutions.supports", N_("Giúp đỡ tổ chức còn yếu"), Act.READ_COMPLIANCE),
    Subject(
        4,
        "solutions.calendars",
        N_("Lịch sinh hoạt tháng"),
        Act.READ_MEETING,
        N_("Chi bộ đề nghị, cấp trên duyệt, giữ đúng hay không"),
    ),
    Subject(
        4,
        "solutions.resolutions_left",
        N_("Việc các nghị quyết giao"),
        Act.READ_MEETING,
        N_("Đã kiểm điểm, đã xong, còn chuyển tiếp"),
    ),
    Subject(4, "solutions.themes", N_("Định hướng chuyên đề năm"), Act.READ_MEETING),
    Subject(
        4,
        "solutions.checks",
        N_("Tự kiểm tra, hình thức mới, kết quả so với chỉ tiêu"),
        Act.READ_MEETING,
    ),
    Subject(
        7,
        "solutions.regulations",
        N_("Quy chế phối hợp"),
        Act.READ_COMPLIANCE,
        N_("Đối thoại với chủ doanh nghiệp, thương lượng từng điều khoản, ký, giữ, gia hạn"),
    ),
    Subject(1, "solutions.campaigns", N_("Đợt quán triệt"), Act.READ_MEETING),
    Subject(1, "solutions.commitments", N_("Bản cam kết hằng năm"), Act.READ_MEETING),
    Subject(1, "solutions.theme_papers", N_("Báo cáo chuyên đề"), Act.READ_MEETING),
    Subject(5, "solutions.members_proposals", N_("Kiến nghị của đảng viên"), Act.READ_MEETING),
    Subject(5, "solutions.self_trainings", N_("Tự rèn luyện"), Act.READ_MEETING),
    Subject(5, "solutions.contributions", N_("Ghi nhận đóng góp"), Act.READ_MEETING),
)
"""In the order in which the solution's page lists them."""


def subjects_of(number: int) -> tuple[Subject, ...]:
    """The pages of one solution."""
    return tuple(one for one in SUBJECTS if one.number == number)
