"""Lists of units as customers send them, made here."""

import csv
from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO, StringIO

import xlsxwriter

from web.imports import Brought

HEADER = ("Mã", "Tên tổ chức", "Loại tổ chức", "Loại hình", "Trực thuộc", "Số đảng viên", "Bí thư", "Điện thoại")
BODY = ("9.1", "Đảng bộ Sở Thủy sản", "Đảng bộ cơ sở", "Cơ quan", "", 30, "Lê Văn An", "0912 000 001")
FIRST = ("9.1.1", "Chi bộ 1", "Chi bộ trực thuộc", "Cơ quan", "9.1", 12, "Trần Thị Bình", "0912 000 002")
SECOND = ("9.1.2", "Chi bộ 2", "Chi bộ trực thuộc", "Cơ quan", "9.1", 18, "Phạm Văn Cường", "0912 000 003")
Rows = Iterable[Sequence[object]]


def xlsx(*rows: Sequence[object], merged: Sequence[str] = (), hidden: Rows = (), name: str = "Danh sách") -> Brought:
    """A workbook of one sheet, and a hidden one where asked for; `merged` joins ranges such as `A1:C1`."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out)
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for title, lines in ((name, rows), *([("Ẩn", tuple(hidden))] if hidden else [])):
        sheet = book.add_worksheet(title)
        for n, row in enumerate(lines):
            for place, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(n, place, cell, day)
                elif isinstance(cell, str):
                    sheet.write_string(n, place, cell)
                elif cell is not None:
                    sheet.write(n, place, cell)
        if title != name:
            sheet.hide()
    for joined in merged:
        top, left = joined.split(":")
        row, place = int(top[1:]) - 1, ord(top[0]) - 65
        told = rows[row][place] if row < len(rows) and place < len(rows[row]) else ""
        book.worksheets()[0].merge_range(f"{top}:{left}", told)
    book.close()
    return Brought("danh-sach.xlsx", out.getvalue())


def delimited(*rows: Sequence[object], delimiter: str = ",", encoding: str = "utf-8", before: str = "") -> Brought:
    out = StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return Brought("danh-sach.csv", (before + out.getvalue()).encode(encoding))
