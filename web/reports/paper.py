"""A paper before it takes a form: a title, lines below it, tables and texts, and which history it was made from."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from web.languages import gettext as _
from web.stamping import Stamped
from web.wording import moment, number
from workflows.proof.checkpoints import Checkpoint

Cell = str | int | None


class Form(StrEnum):
    """The forms a paper takes."""

    DOCX = "docx"
    XLSX = "xlsx"
    HTML = "html"

    @property
    def media_type(self) -> str:
        office = "application/vnd.openxmlformats-officedocument."
        kinds = {self.DOCX: f"{office}wordprocessingml.document", self.XLSX: f"{office}spreadsheetml.sheet"}
        return kinds.get(self, "text/html; charset=utf-8")


class Sheet(NamedTuple):
    """A table; numbers stay numbers. Without heads its first column names what the second tells."""

    title: str
    heads: tuple[str, ...]
    rows: Sequence[tuple[Cell, ...]]


class Paper(NamedTuple):
    """What a report says, in its order."""

    title: str
    lines: tuple[str, ...]
    sheets: tuple[Sheet, ...]


class Stamp(NamedTuple):
    """When the paper was made, and the checkpoint of the history it was made from."""

    now: datetime
    seal: Checkpoint | None
    stamped: Stamped | None = None

    @property
    def time_stamp(self) -> str | None:
        """What an authority outside said of the log."""
        if self.stamped is None:
            return None
        when, size = moment(self.stamped.when), number(self.stamped.size)
        return _("Dấu thời gian (RFC 3161) lúc %(when)s trên %(size)s sự kiện", when=when, size=size)

    @property
    def line(self) -> str | None:
        """So that the paper can be held against the log later."""
        if self.seal is None:
            return None
        return _(
            "Nhật ký %(origin)s: %(size)s sự kiện, gốc %(root)s",
            origin=self.seal.origin,
            size=number(self.seal.size),
            root=self.seal.short,
        )


def made_from(position: int, stamp: Stamp) -> tuple[str, ...]:
    """The lines below the title."""
    made = _("Từ các sự kiện đã ghi, đến sự kiện %(n)s; lập lúc %(at)s.", n=number(position), at=moment(stamp.now))
    return tuple(line for line in (made, stamp.line, stamp.time_stamp) if line)
