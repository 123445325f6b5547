"""CSV as programs in Vietnam write it: UTF-8, UTF-16 or Windows-1258, with a BOM or not, parted by `;`, `,` or tab."""

import codecs
import csv
from io import StringIO

from web.imports.header import find_header
from web.imports.sheets import Brought, Sheet, SheetUnreadable

DELIMITERS = (";", ",", "\t", "|")
_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
MOST_IN_A_CELL = 20_000


def read_delimited(brought: Brought) -> list[Sheet]:
    """The file as one sheet of its own name. Raises `SheetUnreadable`."""
    text = decoded(brought.content)
    sheets = [_parted(brought.name, text, delimiter) for delimiter in _delimiters(text)]
    return [max(sheets, key=_recognised)]


def decoded(content: bytes) -> str:
    """The text, by its mark; without one UTF-8 where it is UTF-8, UTF-16 where it looks like it, else Windows-1258."""
    for mark, encoding in _MARKS.items():
        if content.startswith(mark):
            return _decoded(content, encoding)
    if b"\0" in content[:400]:
        return _decoded(content, "utf-16-le" if content[1:2] == b"\0" else "utf-16-be")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _decoded(content, "cp1258")


def _decoded(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as unknown:
        raise SheetUnreadable("encoding_unknown") from unknown


def _delimiters(text: str) -> tuple[str, ...]:
    """Excel may say it in the first line: `sep=;`."""
    first = text.split("\n", 1)[0].strip().lower()
    return (first[4],) if first.startswith("sep=") and len(first) == 5 else DELIMITERS


def _parted(name: str, text: str, delimiter: str) -> Sheet:
    try:
        lines = list(csv.reader(StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as broken:
        raise SheetUnreadable("no_spreadsheet") from broken
    if any(len(cell) > MOST_IN_A_CELL for line in lines for cell in line):
        raise SheetUnreadable("no_spreadsheet")
    return Sheet(name, tuple(tuple(cell if cell.strip() else None for cell in line) for line in lines))


def _recognised(sheet: Sheet) -> tuple[int, int]:
    """The right delimiter is the one under which a header is found; where none is, the one that parts most."""
    header = find_header(sheet)
    return len(header.columns) if header else 0, max((len(row) for row in sheet.rows[:50]), default=0)
