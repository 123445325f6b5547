"""What all lists of this room share: which part of them is asked for, and whose units they may show."""

from collections.abc import Callable
from enum import StrEnum
from typing import TypeVar

from marshmallow import ValidationError

from projections.listing import CursorUnreadable, Listed, Part, SortUnknown
from projections.ranges import narrowed
from web.forms import fault
from web.moment import comparing
from web.policy import Act, reach

T = TypeVar("T")


class Which(StrEnum):
    """Most lists are read for what is open."""

    OPEN = "open"
    CLOSED = "closed"
    ALL = "all"

    @property
    def is_open(self) -> bool | None:
        """What narrows a list: open, not open, or neither."""
        return None if self is Which.ALL else self is Which.OPEN


AT_ONCE, COMPARED = 50, 500
"""So many lines a page; more of them where two moments are compared, so that what only moved on is not told as gone."""


def shown(ask: Callable[[Part], Listed[T]], sort: str | None, cursor: str | None) -> Listed[T]:
    """One part of a list; a sort or a cursor that it does not know is a fault of the address."""
    try:
        return ask(Part(sort, cursor, COMPARED if comparing() else AT_ONCE))
    except SortUnknown as unknown:
        raise ValidationError({"sort": fault("one_of", words=", ".join(unknown.allowed)).messages}) from None
    except CursorUnreadable:
        raise ValidationError({"cursor": fault("invalid").messages}) from None


def scope(act: Act, under: str | None = None) -> tuple[str, ...]:
    """The paths whose units a list shows: where the caller may do this, narrowed to a path."""
    mine = reach(act)
    return narrowed(mine, under) if under else mine
