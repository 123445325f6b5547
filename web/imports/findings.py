"""What is said of a brought file: where, what, and in which words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from domain.register import Column, Fault, Remark
from web.wording import spoken, word


@dataclass(frozen=True)
class Place:
    """Where a line of the register stands, and how the file calls its columns."""

    sheet: str
    row: int
    titles: Mapping[Column, str] = field(default_factory=dict)

    def title(self, column: Column) -> str:
        return self.titles.get(column) or word("register_column", column)


@dataclass(frozen=True)
class Finding:
    """A fault, which keeps the file out, or a doubt (`grave` is false). Rows count from 1; 0 is the whole sheet."""

    code: str
    sheet: str = ""
    row: int = 0
    column: str = ""
    grave: bool = True
    values: Mapping[str, object] = field(default_factory=dict)

    @property
    def detail(self) -> str:
        """The plain sentence in the current language."""
        return word("import_fault", self.code, **{name: _said(value) for name, value in self.values.items()})

    def as_json(self) -> dict[str, object]:
        told = {"sheet": self.sheet, "row": self.row or None, "column": self.column or None}
        return {**told, "code": self.code, "detail": self.detail}


def found_by_comparison(remark: Remark, places: tuple[Place, ...]) -> Finding:
    """A remark about lines, told as rows."""
    here = places[remark.line]
    values = {name: _row(value, here, places) if name == "line" else value for name, value in remark.values.items()}
    grave = isinstance(remark.what, Fault)
    return Finding(remark.what.value, here.sheet, here.row, here.title(remark.column), grave, values)


def in_order(findings: list[Finding], sheets: tuple[str, ...]) -> tuple[Finding, ...]:
    """As one goes through the file: by sheet, row, and faults before doubts."""
    order = {name: n for n, name in enumerate(sheets)}
    return tuple(sorted(findings, key=lambda it: (order.get(it.sheet, -1), it.row, not it.grave)))


def _row(line: object, here: Place, places: tuple[Place, ...]) -> str:
    other = places[int(str(line))]
    return str(other.row) if other.sheet == here.sheet else f"{other.row} ({other.sheet})"


def _said(value: object) -> str:
    if value is None:
        return "–"
    return spoken(value) if isinstance(value, Enum | date | int) else str(value)
