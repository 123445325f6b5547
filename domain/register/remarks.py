"""What is said of a line of a register: a fault keeps the whole list out, a doubt is for a person to look at."""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from domain.register.listed import Column


class Fault(StrEnum):
    """Why a register is not taken in."""

    CODE_TWICE = "code_twice"
    UNIT_TWICE = "unit_twice"
    PARENT_UNKNOWN = "parent_unknown"
    PARENT_AMBIGUOUS = "parent_ambiguous"
    PARENT_CANNOT_HOLD = "parent_cannot_hold"
    PARENT_ENDED = "parent_ended"
    UNIT_AMBIGUOUS = "unit_ambiguous"
    UNIT_ENDED = "unit_ended"
    STANDS_ELSEWHERE = "stands_elsewhere"
    KIND_DIFFERS = "kind_differs"


class Doubt(StrEnum):
    """What a person should look at; nothing is refused for it."""

    MEMBERS_DIFFER = "members_differ"
    KNOWN_BY_ANOTHER_CODE = "known_by_another_code"
    NAMED_LIKE_ANOTHER = "named_like_another"
    STANDING_DIFFERS = "standing_differs"
    TYPE_KEPT = "type_kept"
    FOUNDING_KEPT = "founding_kept"
    SAME_NAME_IN_THE_LIST = "same_name_in_the_list"
    SAME_NAME_KNOWN = "same_name_known"
    SAME_NAME_OTHER_PHONE = "same_name_other_phone"
    HOLDER_UNREADABLE = "holder_unreadable"


class Remark(NamedTuple):
    """A fault or a doubt about one column of one line. `line` in `values` is the index of another line."""

    line: int
    column: Column
    what: Fault | Doubt
    values: Mapping[str, object] = {}
