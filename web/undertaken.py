"""What units undertake for a solution, as pages and programs ask for it: one table, a line for each kind."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, get_type_hints

from projections.undertakings import UndertakingKind
from web.shell import N_
from workflows.journal.journal import Receipt
from workflows.requests import commitments, contributions, members_proposals, self_trainings, theme_papers
from workflows.requests.shapes import Nothing


class Asked(NamedTuple):
    """A request, what its form is called, and what is said when it stands in the journal."""

    ask: Callable[..., Receipt]
    title: str
    said: str

    @property
    def shape(self) -> type[Any]:
        asked: type[Any] = get_type_hints(self.ask).get("asked", Nothing)
        return asked


class Undertaken(NamedTuple):
    """A kind of undertaking: the solution it serves, its address, how it begins, and what may follow."""

    solution: int
    kind: UndertakingKind
    address: str
    begins: Asked
    follows: Mapping[str, Asked]

    @property
    def slug(self) -> str:
        """As endpoints name it."""
        return self.address.replace("-", "_")


UNDERTAKEN: tuple[Undertaken, ...] = (
    Undertaken(
        1,
        UndertakingKind.COMMITMENT,
        "commitments",
        Asked(commitments.make_commitment, N_("Ghi bản cam kết"), N_("Đã ghi bản cam kết.")),
        {"review": Asked(commitments.review_commitment, N_("Đánh giá việc thực hiện"), N_("Đã ghi đánh giá cam kết."))},
    ),
    Undertaken(
        1,
        UndertakingKind.THEME_PAPER,
        "theme-papers",
        Asked(theme_papers.assign_theme_paper, N_("Giao viết báo cáo"), N_("Đã giao viết báo cáo chuyên đề.")),
        {
            "finish": Asked(theme_papers.finish_theme_paper, N_("Báo cáo đã xong"), N_("Đã ghi báo cáo hoàn thành.")),
            "drop": Asked(theme_papers.drop_theme_paper, N_("Thôi không viết nữa"), N_("Đã ghi thôi không viết.")),
        },
    ),
    Undertaken(
        5,
        UndertakingKind.MEMBERS_PROPOSAL,
        "members-proposals",
        Asked(members_proposals.raise_members_proposal, N_("Ghi kiến nghị"), N_("Đã ghi kiến nghị của đảng viên.")),
        {"answer": Asked(members_proposals.answer_members_proposal, N_("Trả lời kiến nghị"), N_("Đã ghi trả lời."))},
    ),
    Undertaken(
        5,
        UndertakingKind.SELF_TRAINING,
        "self-trainings",
        Asked(self_trainings.plan_self_training, N_("Lập kế hoạch tự rèn luyện"), N_("Đã ghi kế hoạch tự rèn luyện.")),
        {"finish": Asked(self_trainings.finish_self_training, N_("Đã thực hiện xong"), N_("Đã ghi thực hiện xong."))},
    ),
    Undertaken(
        5,
        UndertakingKind.CONTRIBUTION,
        "contributions",
        Asked(contributions.acknowledge_contributions, N_("Ghi nhận đóng góp"), N_("Đã ghi nhận đóng góp.")),
        {},
    ),
)
BY_ADDRESS = {one.address: one for one in UNDERTAKEN}
BY_KIND = {one.kind: one for one in UNDERTAKEN}
EVERY_ACT = tuple(dict.fromkeys(act for one in UNDERTAKEN for act in one.follows))
