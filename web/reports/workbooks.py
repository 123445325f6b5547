"""A paper as a workbook: one sheet a table; numbers are numbers, texts are never formulas."""

import math
import re
from io import BytesIO

import xlsxwriter

from web.reports.paper import Paper, Sheet

FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
A4, LINE = 9, 15
"""What Excel calls the paper, and the points of a line."""
SETTINGS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
LONGEST_NAME, WIDEST, NARROWEST = 31, 60, 12


def as_xlsx(paper: Paper) -> bytes:
    """The first sheet says what the workbook is; then each table stands on its own."""
    written = BytesIO()
    with xlsxwriter.Workbook(written, SETTINGS) as book:
        book.set_properties({"title": paper.title})
        bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
        first = book.add_worksheet(_name(paper.title, 0))
        first.set_column(0, 0, WIDEST)
        first.write_string(0, 0, paper.title, bold)
        for row, line in enumerate(paper.lines, start=1):
            first.write_string(row, 0, line, wrapped)
        for place, sheet in enumerate(paper.sheets, start=1):
            _write(book.add_worksheet(_name(sheet.title, place)), sheet, (bold, wrapped))
    return written.getvalue()


def _write(page: "xlsxwriter.worksheet.Worksheet", sheet: Sheet, formats: tuple[object, object]) -> None:
    bold, wrapped = formats
    rows = [sheet.heads, *sheet.rows] if sheet.heads else list(sheet.rows)
    for row, values in enumerate(rows):
        for column, value in enumerate(values):
            if isinstance(value, int):
                page.write_number(row, column, value)
            elif value is not None:
                page.write_string(row, column, value, bold if sheet.heads and row == 0 else wrapped)
        lines = max((math.ceil(len(str(value)) / WIDEST) for value in values if value is not None), default=1)
        page.set_row(row, LINE * max(1, lines))
    for column, values in enumerate(zip(*rows, strict=True)):
        longest = max((len(str(value)) for value in values if value is not None), default=0)
        page.set_column(column, column, min(WIDEST, max(NARROWEST, longest + 2)))
    if sheet.heads:
        page.freeze_panes(1, 0)
        page.repeat_rows(0)
    page.set_landscape()
    page.set_paper(A4)
    page.fit_to_pages(1, 0)


def _name(title: str, place: int) -> str:
    """A sheet's name is short, without some letters, and borne by no other."""
    plain = FORBIDDEN.sub(" ", title).strip()
    return f"{place} {plain}"[:LONGEST_NAME] if place else plain[:LONGEST_NAME]
