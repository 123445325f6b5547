"""Which demo is wanted: the same words on the same day always tell the same story."""

import json
from datetime import date
from typing import NamedTuple

from domain.names import Month
from web.demo.span import Span, span


class Wanted(NamedTuple):
    """A seed, so many cells, so many months up to one of them; told on a day."""

    seed: int
    cells: int
    months: int
    until: Month
    on: date

    @property
    def span(self) -> Span:
        """The months it tells; raises `MonthNotOver`."""
        return span(self.months, self.until, self.on)

    @property
    def mark(self) -> bytes:
        """What the first command of the demo carries as its content, so that a database says which demo it holds."""
        return json.dumps({"demo": 1} | self._asdict(), default=str).encode()


def read_mark(mark: bytes) -> Wanted | None:
    """The demo that a mark tells of; None where it is no demo's."""
    try:
        told = json.loads(mark)
        return Wanted(told["seed"], told["cells"], told["months"], Month(told["until"]), date.fromisoformat(told["on"]))
    except (ValueError, KeyError, TypeError):
        return None
