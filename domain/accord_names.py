"""Identifiers and closed sets of agreements with owners."""

from enum import StrEnum
from typing import NewType
from uuid import UUID

RegulationId = NewType("RegulationId", UUID)
DialogueId = NewType("DialogueId", UUID)


class Counterpart(StrEnum):
    """Bên đối thoại: chủ doanh nghiệp, ban điều hành, công đoàn."""

    OWNER = "owner"
    MANAGEMENT = "management"
    TRADE_UNION = "trade_union"


class DialogueOutcome(StrEnum):
    """Kết quả đối thoại: đồng ý, còn bàn tiếp, chưa đồng ý."""

    AGREED = "agreed"
    GOES_ON = "goes_on"
    REFUSED = "refused"


class ClauseKind(StrEnum):
    """Điều khoản quy chế phối hợp: nơi họp, giờ họp, bố trí ca, phụ cấp, đối thoại định kỳ, khác."""

    ROOM = "room"
    HOURS = "hours"
    SHIFT_COVER = "shift_cover"
    ALLOWANCE = "allowance"
    REGULAR_DIALOGUE = "regular_dialogue"
    OTHER = "other"


class ClauseAnswer(StrEnum):
    """Ý kiến của chủ doanh nghiệp về một điều khoản: đồng ý, đề nghị sửa, không đồng ý."""

    AGREED = "agreed"
    COUNTERED = "countered"
    REFUSED = "refused"
