"""XLSX, read by calamine once it is known to fit: calamine makes room for every cell up to the last one."""

import re
import zipfile
from io import BytesIO
from typing import BinaryIO
from xml.parsers import expat

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from web.files.media_types import MediaType
from web.files.office import look_into
from web.files.refusals import FileLocked, FileRefused
from web.imports.sheets import Brought, Cell, Sheet, SheetUnreadable

MOST_CELLS = 2_000_000
"""Rows times columns of one sheet: a hundred thousand units with twenty columns."""
COMPOUND = b"\xd0\xcf\x11\xe0"
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_FILLED = {"v", "is", "f"}


def read_workbook(brought: Brought) -> list[Sheet]:
    """The visible sheets. Raises `SheetUnreadable`."""
    _check(brought.content)
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(brought.content))
        told = [it for it in book.sheets_metadata if it.typ == SheetTypeEnum.WorkSheet]
        seen = [it.name for it in told if it.visible == SheetVisibleEnum.Visible]
        return [_sheet(name, book.get_sheet_by_name(name)) for name in seen]
    except PasswordError as locked:
        raise SheetUnreadable("locked") from locked
    except CalamineError as broken:
        raise SheetUnreadable("no_spreadsheet") from broken


def _check(content: bytes) -> None:
    """A real XLSX without programs, of a bearable size."""
    if content.startswith(COMPOUND):
        raise SheetUnreadable("old_or_locked")
    try:
        found = look_into(BytesIO(content))
    except FileLocked as locked:
        raise SheetUnreadable("locked") from locked
    except FileRefused as refused:
        raise SheetUnreadable("no_spreadsheet") from refused
    if found is not MediaType.XLSX:
        raise SheetUnreadable("no_spreadsheet")
    with zipfile.ZipFile(BytesIO(content)) as archive:
        for part in archive.namelist():
            with archive.open(part) as opened:
                if _extent(opened) > MOST_CELLS:  # type: ignore[arg-type]  # a part is read like any file
                    raise SheetUnreadable("sheet_too_large", cells=MOST_CELLS)


def _extent(part: BinaryIO) -> int:
    """How many cells lie between the first and the last filled one; none in a part that is no sheet."""
    corner = _Corner()
    parser = expat.ParserCreate()
    parser.StartElementHandler = corner.begin
    parser.StartDoctypeDeclHandler = _refuse_entities
    try:
        parser.ParseFile(part)
    except expat.ExpatError:
        return 0  # a picture, or nothing calamine could read either
    return corner.rows * corner.columns


def _refuse_entities(*_: object) -> None:
    raise SheetUnreadable("no_spreadsheet")


class _Corner:
    """The last row and column that hold something, as elements pass by. Cells say where they stand, or just follow."""

    def __init__(self) -> None:
        self.rows = self.columns = self._row = self._column = 0

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        match name.rpartition(":")[2]:
            case "row":
                told = attributes.get("r", "")
                self._row, self._column = int(told) if told.isdecimal() else self._row + 1, 0
            case "c":
                self._column += 1
                if at := _REFERENCE.fullmatch(attributes.get("r", "")):
                    self._column, self._row = _number(at[1]), int(at[2])
            case filled if filled in _FILLED:
                self.rows, self.columns = max(self.rows, self._row), max(self.columns, self._column)


def _number(letters: str) -> int:
    """`A` is 1, `AA` is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _sheet(name: str, read: CalamineSheet) -> Sheet:
    rows: list[list[Cell]] = [
        [None if cell == "" else cell for cell in row] for row in read.to_python(skip_empty_area=False)
    ]
    spanned: set[int] = set()
    for (top, left), (bottom, right) in read.merged_cell_ranges or ():
        spanned.update(range(top, bottom + 1) if right > left else ())
        for row in rows[top + 1 : bottom + 1]:
            row[left] = rows[top][left]
    return Sheet(name, tuple(map(tuple, rows)), frozenset(spanned))
