"""What a spreadsheet is, whichever program wrote it: named sheets of rows of cells, rows counted from 1."""

import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

Cell = str | int | float | bool | date | datetime | time | timedelta | None
Row = tuple[Cell, ...]
_DROPPED = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad")
"""Letters without width, which copying from other programs leaves behind."""


@dataclass(frozen=True)
class Brought:
    """A file as it was brought: its name and its bytes."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Sheet:
    """One sheet. A cell merged over rows stands in each of them; rows in `spanned` hold a cell merged over columns."""

    name: str
    rows: tuple[Row, ...]
    spanned: frozenset[int] = frozenset()


class SheetUnreadable(Exception):
    """The file is no spreadsheet that can be read; `code` is worded under `import_fault`."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code, self.values = code, values


def text_of(cell: Cell) -> str:
    """A cell's text as people mean it: NFC, one space between words, whole numbers without `.0`."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, bool | None):
        return ""
    text = "".join(letter for letter in str(cell) if letter not in _DROPPED)
    return " ".join(unicodedata.normalize("NFC", text).split())


def is_blank(row: Row) -> bool:
    return not any(cell is not None and text_of(cell) for cell in row)
