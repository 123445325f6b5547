"""A paper as a document of Word, A4, in the type and margins of party papers (HD 36-HD/VPTW)."""

from io import BytesIO

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import _Cell, _Row

from web.reports.paper import Cell, Paper, Sheet
from web.wording import number

FONT, SIZE, SMALL = "Times New Roman", Pt(13), Pt(11)
ACROSS, NARROWEST, WIDEST = 165, 9, 42
"""Millimetres between the margins; how many letters the narrowest and the widest column are measured by."""
MARGINS = {"left_margin": Mm(30), "right_margin": Mm(15), "top_margin": Mm(20), "bottom_margin": Mm(20)}


def as_docx(paper: Paper) -> bytes:
    """The same paper gives the same tables; the file holds when it was made."""
    document = docx.Document()
    _dress(document)
    document.core_properties.title = paper.title
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.add_run(paper.title).bold = True
    for line in paper.lines:
        document.add_paragraph(line)
    for sheet in paper.sheets:
        _add(document, sheet)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def _dress(document: Document) -> None:
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    for name, margin in MARGINS.items():
        setattr(page, name, margin)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, SIZE
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)


def _add(document: Document, sheet: Sheet) -> None:
    heading = document.add_paragraph()
    heading.paragraph_format.keep_with_next = True
    heading.add_run(sheet.title).bold = True
    widths = _widths(sheet)
    table = document.add_table(rows=0, cols=len(widths), style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for number_of_row, values in enumerate([sheet.heads, *sheet.rows] if sheet.heads else sheet.rows):
        row, is_head = table.add_row(), bool(sheet.heads) and number_of_row == 0
        _keep_whole(row, is_head)
        for place, (cell, value, width) in enumerate(zip(row.cells, values, widths, strict=True)):
            cell.width = Mm(width)
            _fill(cell, value, bold=is_head or (not sheet.heads and place == 0))
    document.add_paragraph()


def _widths(sheet: Sheet) -> list[float]:
    """Millimetres for each column, by the longest it holds, within bounds."""
    rows = [sheet.heads, *sheet.rows] if sheet.heads else list(sheet.rows)
    longest = [max(len(str(value or "")) for value in values) for values in zip(*rows, strict=True)]
    shares = [min(WIDEST, max(NARROWEST, length)) for length in longest or [1]]
    return [ACROSS * share / sum(shares) for share in shares]


def _keep_whole(row: _Row, is_head: bool) -> None:
    """A row is not broken over pages, and a table's heads stand again on each."""
    told = row._tr.get_or_add_trPr()
    told.append(OxmlElement("w:cantSplit"))
    if is_head:
        told.append(OxmlElement("w:tblHeader"))


def _fill(cell: _Cell, value: Cell, *, bold: bool = False) -> None:
    paragraph = cell.paragraphs[0]
    run = paragraph.add_run(number(value) if isinstance(value, int) else value or "")
    run.bold, run.font.size = bold, SMALL
    if isinstance(value, int):
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
