"""The sheets of a file as the lines of a register, each with its place, and what is wrong with their cells."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import TypeVar

from domain.names import Attribute, UnitKind
from domain.register import Column, ListedUnit, Someone
from web.imports import cells
from web.imports.cells import CellFault
from web.imports.delimited import read_delimited
from web.imports.findings import Finding, Place
from web.imports.header import Header, find_header, repeats
from web.imports.sheets import Brought, Cell, Row, Sheet, SheetUnreadable, is_blank, text_of
from web.imports.workbook import read_workbook
from web.wording import word

T = TypeVar("T")
NO_MARKS: tuple[Attribute, ...] = ()
LARGEST = 20 * 1024 * 1024
NEEDED = (Column.NAME, Column.KIND)
OF_A_UNIT = (Column.KIND, Column.PARENT, Column.TYPE)
"""What no total and no heading has."""
BELOW_A_TOTAL = (Column.CODE, Column.NAME, Column.KIND, Column.PARENT, Column.MEMBERS)
"""A row below a total that has fewer than two of these is a signature, a date, a note."""
_TOTALS = re.compile(r"(tổng (số|cộng)( .*)?|tổng|cộng|tong( cong| so)?|cong)[:.]?", re.IGNORECASE)
_ORDINAL = re.compile(r"(?=.)[IVXLC]*|[A-Za-z]")
_ORDINAL_FIRST = re.compile(r"([IVXLC]+|[A-ZĐ])[.)] ?\w")
_ZIP = b"PK\x03\x04"
_OLD = b"\xd0\xcf\x11\xe0"


@dataclass
class Reading:
    """The lines read so far; `places` tells where each stands."""

    listed: list[ListedUnit] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    sheets: tuple[str, ...] = ()


def read_register(brought: Brought, today: date) -> Reading:
    """Everything in the file that is a register; what cannot be read is found, never raised."""
    reading = Reading()
    try:
        sheets = _sheets(brought)
    except SheetUnreadable as unreadable:
        reading.findings.append(Finding(unreadable.code, values=unreadable.values))
        return reading
    reading.sheets = tuple(sheet.name for sheet in sheets)
    headed = [(sheet, header) for sheet in sheets if (header := find_header(sheet))]
    whole = [(sheet, header) for sheet, header in headed if header.columns.keys() >= set(NEEDED)]
    for sheet, header in headed:
        if whole and (sheet, header) not in whole:
            reading.findings.append(Finding("sheet_skipped", sheet.name, grave=False))
        else:
            _read_sheet(sheet, header, today, reading)
    if not headed:
        reading.findings.append(Finding("no_header", sheets[0].name if sheets else ""))
    elif not reading.listed and not reading.findings:
        reading.findings.append(Finding("no_units", headed[0][0].name))
    return reading


def _sheets(brought: Brought) -> list[Sheet]:
    """By the content: a workbook is a zip, everything else is text."""
    if not brought.content:
        raise SheetUnreadable("file_empty")
    if len(brought.content) > LARGEST:
        raise SheetUnreadable("file_too_large", megabytes=LARGEST // (1024 * 1024))
    packed = brought.content.startswith((_ZIP, _OLD))
    return read_workbook(brought) if packed else read_delimited(brought)


def _read_sheet(sheet: Sheet, header: Header, today: date, reading: Reading) -> None:
    told = Place(sheet.name, header.first, header.titles)
    missing = [column for column in NEEDED if column not in header.columns]
    for column, code in (*((it, "column_missing") for it in missing), *((it, "column_twice") for it in header.twice)):
        reading.findings.append(Finding(code, sheet.name, told.row, told.title(column)))
    for title in header.ignored:
        reading.findings.append(Finding("column_ignored", sheet.name, told.row, title, grave=False))
    if missing or header.twice:
        return
    for n in _unit_rows(sheet, header):
        line = _Line(sheet.rows[n], Place(sheet.name, n + 1, header.titles), header, today)
        reading.listed.append(line.listed())
        reading.places.append(line.place)
        reading.findings += line.findings


def _unit_rows(sheet: Sheet, header: Header) -> Iterator[int]:
    """The rows that are units: not blank, no total, no heading, no page that begins anew, nothing below the total."""
    ended = False
    for n, row in enumerate(sheet.rows[header.first :], start=header.first):
        told = {column for column, place in header.columns.items() if text_of(_at(row, place))}
        if not told & set(OF_A_UNIT) and _is_total(row):
            ended = True
        elif is_blank(row) or repeats(row, header) or (ended and len(told & set(BELOW_A_TOTAL)) < 2):
            continue
        elif not _is_heading(n, sheet, told):
            yield n


def _is_total(row: Row) -> bool:
    """`Tổng cộng`, but not `Tổng công ty`."""
    return any(_TOTALS.fullmatch(text_of(cell)) for cell in row if isinstance(cell, str))


def _is_heading(n: int, sheet: Sheet, told: set[Column]) -> bool:
    """A row of one text over merged columns, or a text that is numbered with a Roman number or a letter."""
    filled = list(filter(None, map(text_of, sheet.rows[n])))
    if n in sheet.spanned:
        return len(filled) <= 2
    if len(filled) == 1:
        return bool(_ORDINAL_FIRST.match(filled[0]))
    return told <= {Column.CODE, Column.NAME} and len(filled) == 2 and bool(_ORDINAL.fullmatch(filled[0]))


class _Line:
    """One row, read cell by cell; a cell that cannot be read is found, and the others are read on."""

    def __init__(self, row: Row, place: Place, header: Header, today: date) -> None:
        self.row, self.place, self.header, self.today = row, place, header, today
        self.findings: list[Finding] = []

    def listed(self) -> ListedUnit:
        self._check_formulas()
        kind = self._read(Column.KIND, cells.read_kind, None)
        has = self.header.columns.keys()
        members = self._read(Column.MEMBERS, cells.read_members, None)
        if members is None and kind and kind.kind is UnitKind.CELL and not self._is_found(Column.MEMBERS):
            self._find(Column.MEMBERS, Finding("members_missing", grave=False))
        return ListedUnit(
            name=self._read(Column.NAME, cells.read_name, ""),
            kind=kind.kind if kind else None,
            standing=kind.standing if kind else None,
            code=self._read(Column.CODE, cells.read_code, ""),
            parent=self._read(Column.PARENT, cells.read_parent, "") if Column.PARENT in has else None,
            type=self._read(Column.TYPE, cells.read_type, None),
            members=members,
            attributes=self._read(Column.ATTRIBUTES, cells.read_attributes, NO_MARKS)
            if Column.ATTRIBUTES in has
            else None,
            founded_on=self._read(Column.FOUNDED_ON, partial(cells.read_founding, today=self.today), None),
            secretary=self._secretary(),
            overseer=self._person(Column.OVERSEER),
        )

    def _secretary(self) -> Someone | None:
        phone, person = self._read(Column.PHONE, cells.read_phone, None), self._person(Column.SECRETARY)
        if phone and not person and not self._is_found(Column.SECRETARY):
            self._find(Column.PHONE, Finding("phone_of_nobody", grave=False))
        return Someone(person.name, phone) if person else None

    def _person(self, column: Column) -> Someone | None:
        name = self._read(column, cells.read_text, "")
        return Someone(name) if name else None

    def _read(self, column: Column, reads: Callable[[Cell], T], otherwise: T) -> T:
        if column not in self.header.columns or self._is_found(column):
            return otherwise
        try:
            return reads(_at(self.row, self.header.columns[column]))
        except CellFault as fault:
            self._find(column, Finding(fault.code, values=fault.values))
            return otherwise

    def _check_formulas(self) -> None:
        """In any cell of the row, also of columns that are not read."""
        columns = {place: column for column, place in self.header.columns.items()}
        for place, cell in enumerate(self.row):
            try:
                cells.check_formula(cell)
            except CellFault as fault:
                title = self.place.title(columns[place]) if place in columns else word("import_column", "other")
                self.findings.append(Finding(fault.code, self.place.sheet, self.place.row, title))

    def _is_found(self, column: Column) -> bool:
        title = self.place.title(column)
        return any(finding.grave and finding.column == title for finding in self.findings)

    def _find(self, column: Column, finding: Finding) -> None:
        place = self.place
        self.findings.append(replace(finding, sheet=place.sheet, row=place.row, column=place.title(column)))


def _at(row: Row, place: int) -> Cell:
    return row[place] if place < len(row) else None
