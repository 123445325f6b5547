"""A register is found in whatever a customer's spreadsheet looks like."""

import unicodedata
import zipfile
from datetime import date
from io import BytesIO

import pytest

from domain.names import UnitKind, UnitType
from domain.register import Someone
from tests.web.files import samples
from tests.web.imports.lists import BODY, FIRST, HEADER, SECOND, delimited, xlsx
from web.imports import Brought
from web.imports.register import Reading, read_register

TODAY = date(2026, 11, 20)


def read(brought: Brought) -> Reading:
    return read_register(brought, TODAY)


def faults(reading: Reading) -> list[tuple[str, int, str, str]]:
    return [(it.sheet, it.row, it.column, it.code) for it in reading.findings if it.grave]


def names(reading: Reading) -> list[str]:
    assert faults(reading) == []
    return [line.name for line in reading.listed]


THREE = ["Đảng bộ Sở Thủy sản", "Chi bộ 1", "Chi bộ 2"]


def test_a_line_tells_of_a_unit() -> None:
    reading = read(xlsx(HEADER, BODY, FIRST))
    line = reading.listed[1]
    assert (line.code, line.name, line.kind, line.type, line.parent, line.members) == (
        "9.1.1", "Chi bộ 1", UnitKind.CELL, UnitType.AGENCY, "9.1", 12,
    )  # fmt: skip
    assert line.secretary == Someone("Trần Thị Bình", "0912 000 002")
    assert (line.overseer, line.founded_on, line.attributes) == (None, None, None)
    assert [(place.sheet, place.row) for place in reading.places] == [("Danh sách", 2), ("Danh sách", 3)]


def test_title_rows_stand_above_the_header_and_merged() -> None:
    titles = [("ĐẢNG BỘ KHỐI",), ("DANH SÁCH TỔ CHỨC ĐẢNG",), ()]
    reading = read(xlsx(*titles, HEADER, BODY, FIRST, SECOND, merged=["A1:H1", "A2:H2"]))
    assert names(reading) == THREE
    assert reading.places[0].row == 5


def test_columns_stand_in_any_order_without_accents_or_case() -> None:
    turned = [tuple(reversed(row)) for row in (HEADER, BODY, FIRST, SECOND)]
    turned[0] = (
        "DIEN THOAI",
        "bí  thư",
        "So\u0302\u0301 đa\u0309ng viên (người)",
        "trực\nthuộc",
        "Loai hinh",
        "LOẠI TỔ CHỨC (*)",
        "Ten to chuc",
        "ma",
    )
    assert names(read(xlsx(*turned))) == THREE


def test_a_header_may_take_two_rows_of_merged_cells() -> None:
    above = ("TT", "Mã", "Tên tổ chức", "Loại tổ chức", "Trực thuộc", "Số đảng viên", "Bí thư", "")
    below = ("", "", "", "", "", "", "Họ và tên", "Điện thoại")
    rows = [(n, *row[:3], *row[4:]) for n, row in enumerate((BODY, FIRST, SECOND), start=1)]
    merged = [f"{letter}1:{letter}2" for letter in "ABCDEF"] + ["G1:H1"]
    reading = read(xlsx(above, below, *rows, merged=merged))
    assert names(reading) == THREE
    assert reading.listed[0].secretary == Someone("Lê Văn An", "0912 000 001")
    assert reading.places[0].row == 3


def test_a_superior_merged_over_its_cells_is_the_superior_of_each() -> None:
    rows = [HEADER, BODY, FIRST, (*SECOND[:4], "", *SECOND[5:])]
    assert [line.parent for line in read(xlsx(*rows, merged=["E3:E4"])).listed] == ["", "9.1", "9.1"]


def test_numbers_below_the_header_are_no_unit() -> None:
    assert names(read(xlsx(HEADER, tuple(f"({n})" for n in range(1, 9)), BODY, FIRST, SECOND))) == THREE


def test_blank_rows_totals_headings_and_signatures_are_no_units() -> None:
    rows = [
        HEADER,
        ("I", "KHỐI CƠ QUAN"),
        BODY,
        (),
        ("II. Các chi bộ",),
        FIRST,
        ("", "C. Khối doanh nghiệp"),
        ("", "   "),
        HEADER,
        SECOND,
        ("", "Tổng cộng:", "", "", "", 60),
        ("", "", "", "", "", "", "Quảng Trị, ngày 20 tháng 11 năm 2026"),
        ("Người lập biểu", "", "", "", "", "", "T/M BAN THƯỜNG VỤ"),
    ]
    assert names(read(xlsx(*rows, merged=["A5:H5"]))) == THREE


@pytest.mark.parametrize("total", ["Tổng cộng", "TỔNG SỐ", "Tổng", "Cộng:", "Tong cong", "Tổng cộng toàn Đảng bộ Khối"])
def test_a_total_is_no_unit_wherever_it_stands(total: str) -> None:
    for row in ((total, "", "", "", "", 60), ("", total, "", "", "", 60)):
        assert names(read(xlsx(HEADER, BODY, FIRST, row, SECOND))) == THREE


def test_a_general_corporation_is_no_total() -> None:
    corporation = ("9.2", "Tổng công ty Cấp nước", "Chi bộ cơ sở", "DN nhà nước", "", 9, "", "")
    assert names(read(xlsx(HEADER, corporation))) == ["Tổng công ty Cấp nước"]
    nameless = ("", "Tổng công ty Cấp nước", "", "", "", 9, "", "")
    assert faults(read(xlsx(HEADER, nameless))) == [("Danh sách", 2, "Loại tổ chức", "kind_missing")]


def test_a_text_that_begins_as_a_formula_is_a_fault_in_any_column() -> None:
    odd = (*FIRST[:6], "=cmd|'/c calc'!A1", "0912 000 002", "=1+1")
    assert faults(read(xlsx((*HEADER, "Khác"), BODY, odd))) == [
        ("Danh sách", 3, "Bí thư", "formula"),
        ("Danh sách", 3, "Cột khác", "formula"),
    ]


def test_sheets_that_hold_no_register_are_left_out() -> None:
    out = read(xlsx(("Trang", "Dòng", "Lỗi phải báo"), ("x", 1, "y")))
    assert [code for *_, code in faults(out)] == ["no_header"]
    hidden = [HEADER, ("9.9", "Chi bộ ẩn", "Chi bộ cơ sở")]
    assert names(read(xlsx(HEADER, BODY, FIRST, SECOND, hidden=hidden))) == THREE


def test_a_column_that_is_needed_and_missing_is_named() -> None:
    assert faults(read(xlsx(("Mã", "Tên tổ chức", "Bí thư"), BODY[:3]))) == [
        ("Danh sách", 1, "Loại tổ chức", "column_missing")
    ]
    assert faults(read(xlsx((*HEADER, "Tên tổ chức"), BODY))) == [("Danh sách", 1, "Tên tổ chức", "column_twice")]


def test_a_column_nobody_reads_is_told() -> None:
    told = read(xlsx((*HEADER, "Email", "Ghi chú"), BODY)).findings
    assert [(it.column, it.code, it.grave) for it in told] == [("Email", "column_ignored", False)]


def test_a_header_without_units_is_no_list() -> None:
    assert [code for *_, code in faults(read(xlsx(HEADER)))] == ["no_units"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_csv_is_read_however_it_was_saved(delimiter: str, encoding: str) -> None:
    brought = delimited(("DANH SÁCH, 2026; x",), HEADER, BODY, FIRST, SECOND, delimiter=delimiter, encoding=encoding)
    reading = read(brought)
    assert names(reading) == THREE
    assert (reading.places[0].sheet, reading.places[0].row) == ("danh-sach.csv", 3)


def test_csv_in_windows_1258_has_its_marks_apart() -> None:
    text = delimited(HEADER, BODY, FIRST, SECOND, delimiter=";").content.decode()
    apart = "".join(_apart(letter) for letter in text)
    assert names(read(Brought("cu.csv", apart.encode("cp1258")))) == THREE


def _apart(letter: str) -> str:
    """As that code page writes it: a tone stands apart, a shape does not."""
    marks = unicodedata.normalize("NFD", letter)
    tones = [mark for mark in marks[1:] if mark in "\u0300\u0301\u0303\u0309\u0323"]
    return unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in tones)) + "".join(tones)


def test_excel_may_name_the_delimiter_in_the_first_line() -> None:
    assert names(read(delimited(HEADER, BODY, FIRST, SECOND, delimiter="|", before="sep=|\r\n"))) == THREE


def test_a_quoted_cell_may_hold_the_delimiter_and_a_line_break() -> None:
    odd = (*BODY[:1], "Đảng bộ Sở Thủy sản,\nnông nghiệp", *BODY[2:])
    reading = read(delimited(HEADER, odd, FIRST))
    assert names(reading) == ["Đảng bộ Sở Thủy sản, nông nghiệp", "Chi bộ 1"]
    assert [place.row for place in reading.places] == [2, 3]


def test_dates_and_decomposed_letters_of_csv_are_read() -> None:
    reading = read(delimited((*HEADER, "Ngày thành lập"), (*FIRST[:1], "Chi bô\u0323 1", *FIRST[2:], "18/04/2015")))
    assert names(reading) == ["Chi bộ 1"]
    assert reading.listed[0].founded_on == date(2015, 4, 18)


def far_away() -> bytes:
    """A stray cell in the last row and column: a reader that makes room for everything between them dies of it."""
    changed = samples.excel()
    with zipfile.ZipFile(BytesIO(changed)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    stray = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    return samples.repacked(changed, **{"xl/worksheets/sheet1.xml": sheet.replace(b"</sheetData>", stray)})


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file_empty"),
        (b"x" * (20 * 1024 * 1024 + 1), "file_too_large"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old_or_locked"),
        (samples.word(), "no_spreadsheet"),
        (samples.excel()[:2000], "no_spreadsheet"),
        (samples.repacked(samples.excel(), **{"xl/vbaProject.bin": b"x"}), "no_spreadsheet"),
        (samples.repacked(samples.excel(), **{"xl/worksheets/sheet1.xml": b"<broken"}), "no_spreadsheet"),
        (far_away(), "sheet_too_large"),
        (samples.excel(), "no_header"),
        (b"\xff\xd8\xff\xe0" + bytes(range(256)), "encoding_unknown"),
        ("chỉ là chữ".encode(), "no_header"),
        (('"' + "x" * 200_000).encode(), "no_spreadsheet"),
    ],
    ids=lambda it: it if isinstance(it, str) else "",
)
def test_what_is_no_spreadsheet_is_named_and_never_raised(content: bytes, code: str) -> None:
    assert [found for *_, found in faults(read(Brought("a.xlsx", content)))] == [code]
