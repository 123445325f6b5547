"""One cell at a time: what each column may hold, in all the ways people write it."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime
from typing import NamedTuple

from domain.folding import words
from domain.names import Attribute, UnitKind, UnitType
from domain.register import Standing
from domain.register.known import whole_name
from web.imports.sheets import Cell, text_of

KINDS: Mapping[str, tuple[UnitKind, Standing | None]] = {
    "dang bo co so": (UnitKind.GRASSROOTS_PARTY_BODY, None),
    "dang bo bo phan": (UnitKind.SECTIONAL_PARTY_BODY, None),
    "chi bo co so": (UnitKind.CELL, Standing.GRASSROOTS),
    "chi bo truc thuoc": (UnitKind.CELL, Standing.SUBORDINATE),
    "chi bo": (UnitKind.CELL, None),
}
TYPES: Mapping[str, UnitType] = {
    "co quan": UnitType.AGENCY,
    "don vi su nghiep": UnitType.PUBLIC_SERVICE_UNIT,
    "doanh nghiep nha nuoc": UnitType.STATE_ENTERPRISE,
    "doanh nghiep ngoai nha nuoc": UnitType.NON_STATE_ENTERPRISE,
    "doanh nghiep 100 von nuoc ngoai": UnitType.FOREIGN_OWNED_ENTERPRISE,
    "hop tac xa": UnitType.COOPERATIVE_UNION,
    "lien minh hop tac xa": UnitType.COOPERATIVE_UNION,
}
ATTRIBUTES: Mapping[str, Attribute] = {
    "phan tan": Attribute.SCATTERED,
    "lam ca": Attribute.SHIFT_WORK,
    "moi thanh lap": Attribute.NEWLY_FOUNDED,
    "khong co chi uy": Attribute.NO_COMMITTEE,
}
NOTHING = frozenset({"-", "–", "—", "...", "…", "/"})
MOST_MEMBERS = 100_000
LONGEST_NAME, LONGEST_CODE, FEWEST_DIGITS = 300, 64, 6
FIRST_YEAR, LAST_YEAR = 1930, 2200
"""The Party was founded on 3 February 1930."""
_CODE = re.compile(r"[\w.\-]+")
_WHOLE = re.compile(r"[+-]?(\d+|\d{1,3}([. ]\d{3})+)")
_DAYS = (
    re.compile(r"(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})[/.-](?P<y>\d{4})"),
    re.compile(r"(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})( 00:00:00)?"),
    re.compile(r"(?P<m>\d{1,2})/(?P<y>\d{4})"),
    re.compile(r"(?P<y>\d{4})"),
)


class CellFault(Exception):
    """What is wrong with a cell; `code` is worded under `import_fault`."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code, self.values = code, values


class KindRead(NamedTuple):
    """What a unit is, and what the list calls a cell."""

    kind: UnitKind
    standing: Standing | None


def read_text(cell: Cell, longest: int = LONGEST_NAME) -> str:
    """One line of text, NFC; a dash stands for nothing."""
    text = text_of(cell)
    if any(unicodedata.category(letter) in {"Cc", "Cs", "Co"} for letter in text):
        raise CellFault("unwritable")
    if len(text) > longest:
        raise CellFault("too_long", longest=longest)
    return "" if text in NOTHING else text


def check_formula(cell: Cell) -> None:
    """A text that begins like a formula is not taken for a text."""
    if isinstance(cell, str) and text_of(cell).startswith("="):
        raise CellFault("formula")


def read_name(cell: Cell) -> str:
    name = read_text(cell)
    if not words(name):
        raise CellFault("name_missing")
    return name


def read_code(cell: Cell) -> str:
    """Digits parted by dots, or whatever else the customer's codes are. A number has lost its zeros: `38.1`."""
    if isinstance(cell, float) and not cell.is_integer():
        raise CellFault("code_is_a_number", value=cell)
    code = read_text(cell, LONGEST_CODE)
    if code and not _CODE.fullmatch(code):
        raise CellFault("code_unreadable", value=code)
    return code


def read_parent(cell: Cell) -> str:
    """A code or a name."""
    if isinstance(cell, float) and not cell.is_integer():
        raise CellFault("code_is_a_number", value=cell)
    return read_text(cell)


def read_kind(cell: Cell) -> KindRead:
    text = read_text(cell)
    if not text:
        raise CellFault("kind_missing")
    if whole_name(text) not in KINDS:
        raise CellFault("kind_unknown", value=text)
    return KindRead(*KINDS[whole_name(text)])


def read_type(cell: Cell) -> UnitType | None:
    text = read_text(cell)
    first, *rest = words(text) or [""]
    folded = " ".join(("doanh nghiep" if first == "dn" else first, *rest))
    if folded and folded not in TYPES:
        raise CellFault("type_unknown", value=text)
    return TYPES.get(folded)


def read_members(cell: Cell) -> int | None:
    """A whole number from 0 on, as a number or as digits: `1.355` is grouped the Vietnamese way."""
    if isinstance(cell, float | int) and not isinstance(cell, bool):
        if isinstance(cell, float) and not cell.is_integer():
            raise CellFault("members_not_whole", value=cell)
        return _bounded(int(cell))
    text = read_text(cell)
    if not text and not isinstance(cell, bool):
        return None
    if not (_WHOLE.fullmatch(text) and text.isascii()):
        raise CellFault("members_not_a_number", value=text or cell)
    return _bounded(int(re.sub("[. ]", "", text)))


def _bounded(members: int) -> int:
    if members < 0:
        raise CellFault("members_negative", value=members)
    if members > MOST_MEMBERS:
        raise CellFault("members_too_many", most=MOST_MEMBERS)
    return members


def read_founding(cell: Cell, today: date) -> date | None:
    """A date cell, dd/mm/yyyy, yyyy-mm-dd; of mm/yyyy and yyyy the first day. Neither to come nor before the Party."""
    founded = cell.date() if isinstance(cell, datetime) else cell if isinstance(cell, date) else _day(read_text(cell))
    if founded is None:
        return None
    if founded > today:
        raise CellFault("founded_in_the_future", value=founded)
    if founded.year < FIRST_YEAR:
        raise CellFault("founded_before_the_party", value=founded)
    return founded


def _day(text: str) -> date | None:
    if not text:
        return None
    read = next(filter(None, (form.fullmatch(text) for form in _DAYS)), None)
    if read is None or not text.isascii():
        raise CellFault("no_such_day", value=text)
    parts = {"d": "1", "m": "1", **read.groupdict()}
    try:
        return date(int(parts["y"]), int(parts["m"]), int(parts["d"]))
    except ValueError as impossible:
        raise CellFault("no_such_day", value=text) from impossible


def read_phone(cell: Cell) -> str | None:
    """A number as written; a cell that is a number has lost the zero before it."""
    if isinstance(cell, float | int) and not isinstance(cell, bool):
        digits = text_of(cell)
        return digits if digits.startswith("84") and len(digits) > 10 else f"0{digits.removeprefix('0')}"
    text = read_text(cell)
    if text and sum(letter.isdigit() for letter in text) < FEWEST_DIGITS:
        raise CellFault("phone_unreadable")
    return text or None


def read_attributes(cell: Cell) -> tuple[Attribute, ...]:
    """Several, parted by semicolons, commas or line breaks, each once, in the house's order."""
    parted = re.split(r"[;,/+\n]", cell) if isinstance(cell, str) else [cell]
    texts = [text for text in map(read_text, parted) if text]
    unknown = [text for text in texts if " ".join(words(text)) not in ATTRIBUTES]
    if unknown:
        raise CellFault("attribute_unknown", value=", ".join(unknown))
    named = {ATTRIBUTES[" ".join(words(text))] for text in texts}
    return tuple(attribute for attribute in Attribute if attribute in named)
