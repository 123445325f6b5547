"""Deficiencies that came back: the same one in the same unit, within the months that the rules count."""

from dataclasses import dataclass

from domain.names import DeficiencyId
from domain.rulesets import came_back
from projections.found import Found, deficiencies
from projections.sheet import Sheet


@dataclass(frozen=True)
class Alike:
    """The deficiencies of one code in one unit that were not taken back."""

    deficiencies: tuple[DeficiencyId, ...]


def _kind(row: Found) -> str:
    return f"{row.unit} {row.code}"


def remember(sheet: Sheet, row: Found) -> None:
    alike = sheet.working(Alike, _kind(row)) or Alike(())
    sheet.keep(_kind(row), Alike((*alike.deficiencies, row.deficiency)))
    count(sheet, row)


def forget(sheet: Sheet, row: Found | None) -> None:
    if row is not None and (alike := sheet.working(Alike, _kind(row))):
        left = tuple(found for found in alike.deficiencies if found != row.deficiency)
        sheet.keep(_kind(row), Alike(left))
        count(sheet, row)


def count(sheet: Sheet, row: Found) -> None:
    alike = sheet.working(Alike, _kind(row)) or Alike(())
    rows = [found for name in alike.deficiencies if (found := sheet.row(deficiencies, name))]
    for found in rows:
        others = [earlier for earlier in rows if earlier.deficiency != found.deficiency]
        sheet.put(deficiencies, found._replace(recurrences=sum(_came_back(found, earlier) for earlier in others)))


def _came_back(found: Found, earlier: Found) -> bool:
    closed = earlier.closed_on
    return closed is not None and came_back(closed, found.found_on)
