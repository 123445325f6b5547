"""Where the columns of a register are: found by their headers, wherever those stand and in whatever order."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from domain.folding import words
from domain.register import Column
from web.imports.sheets import Row, Sheet, text_of

HEADERS: Mapping[str, Column] = {
    "ma": Column.CODE,
    "ma so": Column.CODE,
    "ma to chuc": Column.CODE,
    "ma to chuc dang": Column.CODE,
    "ten to chuc": Column.NAME,
    "ten to chuc dang": Column.NAME,
    "to chuc dang": Column.NAME,
    "loai to chuc": Column.KIND,
    "loai to chuc dang": Column.KIND,
    "loai hinh": Column.TYPE,
    "loai hinh don vi": Column.TYPE,
    "truc thuoc": Column.PARENT,
    "to chuc cap tren": Column.PARENT,
    "so dang vien": Column.MEMBERS,
    "so luong dang vien": Column.MEMBERS,
    "tong so dang vien": Column.MEMBERS,
    "so dv": Column.MEMBERS,
    "bi thu": Column.SECRETARY,
    "ho ten bi thu": Column.SECRETARY,
    "ho va ten bi thu": Column.SECRETARY,
    "dien thoai": Column.PHONE,
    "so dien thoai": Column.PHONE,
    "sdt": Column.PHONE,
    "cap uy vien phu trach": Column.OVERSEER,
    "dong chi phu trach": Column.OVERSEER,
    "ngay thanh lap": Column.FOUNDED_ON,
    "nam thanh lap": Column.FOUNDED_ON,
    "dac diem": Column.ATTRIBUTES,
}
EXPECTED_EXTRAS = frozenset({"", "stt", "tt", "so tt", "so thu tu", "ghi chu"})
SEARCHED = 60
"""Title rows above the header are never more."""
FEWEST = 2
_COUNTED = re.compile(r"\(?([A-Za-z]|\d{1,2})\)?")


@dataclass(frozen=True)
class Header:
    """Which column of the sheet tells what. `first` is the index of the first row below."""

    columns: Mapping[Column, int]
    titles: Mapping[Column, str]
    first: int
    ignored: tuple[str, ...] = ()
    twice: tuple[Column, ...] = field(default=())


def find_header(sheet: Sheet) -> Header | None:
    """The row that names most columns, together with its neighbours where a header takes several rows."""
    scores = [len(set(_named(row).values())) for row in sheet.rows[:SEARCHED]]
    best = max(range(len(scores)), key=lambda n: scores[n], default=-1)
    if best < 0 or scores[best] < FEWEST:
        return None
    around = [n for n in (best, best - 1, best + 1) if 0 <= n < len(scores) and (n == best or scores[n])]
    columns: dict[Column, int] = {}
    twice = []
    for n in around:
        for place, column in _named(sheet.rows[n]).items():
            if column not in columns and place not in columns.values():
                columns[column] = place
            elif n == best and columns.get(column) != place:
                twice.append(column)
    return _header(sheet, columns, sorted(around), tuple(dict.fromkeys(twice)))


def _header(sheet: Sheet, columns: dict[Column, int], rows: list[int], twice: tuple[Column, ...]) -> Header:
    first = rows[-1] + 1
    if first < len(sheet.rows) and _only_counts(sheet.rows[first]):
        first += 1
    titles = {column: _title(sheet, rows, place) for column, place in columns.items()}
    others = {place for n in rows for place in range(len(sheet.rows[n]))} - set(columns.values())
    ignored = (_title(sheet, rows, place) for place in sorted(others))
    return Header(columns, titles, first, tuple(it for it in ignored if folded(it) not in EXPECTED_EXTRAS), twice)


def repeats(row: Row, header: Header) -> bool:
    """A page that begins again with the header."""
    return len([place for place, column in _named(row).items() if header.columns.get(column) == place]) > FEWEST


def folded(title: str) -> str:
    """A title without accents, case, line breaks, marks and what stands in brackets."""
    return " ".join(words(re.sub(r"\([^)]*\)", " ", title)))


def _named(row: Row) -> dict[int, Column]:
    found = ((place, folded(cell)) for place, cell in enumerate(row) if isinstance(cell, str))
    return {place: HEADERS[title] for place, title in found if title in HEADERS}


def _title(sheet: Sheet, rows: list[int], place: int) -> str:
    """What stands over a column: the row that names it, else whatever does."""
    told = [text_of(sheet.rows[n][place]) for n in rows if place < len(sheet.rows[n])]
    return next((text for text in told if folded(text) in HEADERS), next(filter(None, told), ""))


def _only_counts(row: Row) -> bool:
    """Many forms number their columns below the header: (1) (2) (3)."""
    told = list(filter(None, map(text_of, row)))
    return len(told) > FEWEST and all(_COUNTED.fullmatch(text) for text in told)
