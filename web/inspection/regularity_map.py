"""The regularity map of the first screen: columns by type, the worst to the right, a colour for every month."""

from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from itertools import groupby
from typing import NamedTuple

from flask import url_for

from domain.calendar import months_on
from domain.names import Month, UnitKind, UnitType
from projections.regularity import Mapped, Sums
from projections.unit_tree import Unit
from web import charts
from web.languages import gettext
from web.wording import month as month_said
from web.wording import number, word

MONTHS = 13
NEED_ATTENTION = 12
BINS = (100, 98, 95, 85)
"""Percent of verdicts kept from which a colour holds, best first."""
NOTHING = Sums(0, 0, 0, 0, 0, 0, 0)
SILENT, UNKNOWN, NOBODY = "s", "u", "n"


class Column(NamedTuple):
    """A column of the map: the months of an organisation or a cell, the oldest first."""

    code: str
    name: str
    type: UnitType | None
    months: tuple[Sums, ...]

    @property
    def whole(self) -> Sums:
        return added(self.months)

    @property
    def href(self) -> str:
        return url_for("inspection.unit", code=self.code)


class RegularityMap(NamedTuple):
    """What the first screen shows of the map, and the sums of all columns by month."""

    months: tuple[Month, ...]
    columns: list[Column]
    drawn: charts.Drawn
    sums: tuple[Sums, ...]

    @property
    def attention(self) -> list[tuple[str, str, str, str]]:
        """For a phone: those that need attention most, as `charts.strips` shows them."""
        worst = sorted(self.columns, key=lambda one: _rank(one.whole))[:NEED_ATTENTION]
        return [(one.name, one.href, "".join(map(tone, one.months)), _percent(one.months)) for one in worst]


def months_until(last: Month) -> tuple[Month, ...]:
    return tuple(months_on(last, n - MONTHS + 1) or last for n in range(MONTHS))


def regularity_map(found: Iterable[Mapped], months: Sequence[Month]) -> RegularityMap:
    """Lay the map out from its rows."""
    columns = [_column(list(lines), months) for _, lines in groupby(found, key=lambda line: line.code)]
    sums = tuple(added(one.months[n] for one in columns) for n in range(len(months)))
    rows = [charts.Row(_label(month, n), _percent([sums[n]])) for n, month in enumerate(months)]
    return RegularityMap(tuple(months), columns, charts.heat(_groups(columns), rows), sums)


def share(sums: Sums) -> float | None:
    """Percent of verdicts that were kept; None while nothing can be judged."""
    judged = sums.kept + sums.broken
    return sums.kept * 100 / judged if judged else None


def whole_share(months: Iterable[Sums]) -> float | None:
    """Percent of cells that broke no rule, over the months that could be judged."""
    judged = [sums for sums in months if sums.kept + sums.broken and sums.due]
    return sum(sums.clean for sums in judged) * 100 / sum(sums.due for sums in judged) if judged else None


def tone(sums: Sums) -> str:
    """The colour of a month. Silence has its own, and goes before a bad one where it covers half of the cells."""
    if sums.silent and sums.silent * 2 >= sums.due:
        return SILENT
    percent = share(sums)
    if percent is None:
        return UNKNOWN if sums.due else NOBODY
    return str(sum(percent < least for least in BINS))


def added(sums: Iterable[Sums]) -> Sums:
    return reduce(lambda one, other: Sums(*map(sum, zip(one, other, strict=True))), sums, NOTHING)


def _column(lines: list[Mapped], months: Sequence[Month]) -> Column:
    of: Mapping[Month, Sums] = {line.month: line.sums for line in lines}
    first = lines[0]
    return Column(first.code, first.name, first.type, tuple(of.get(month, NOTHING) for month in months))


def _groups(columns: list[Column]) -> list[charts.Group]:
    return [
        charts.Group(
            word("unit_type", kind) if kind else gettext("Chưa rõ loại hình"),
            gettext(
                "%(percent)s, %(n)s tổ chức", percent=_percent(month for one in own for month in one.months), n=len(own)
            ),
            [_drawn(one) for one in sorted(own, key=lambda one: _rank(one.whole), reverse=True)],
        )
        for kind in (*UnitType, None)
        if (own := [one for one in columns if one.type is kind])
    ]


def _drawn(one: Column) -> charts.Column:
    return charts.Column(one.name, one.href, "".join(map(tone, one.months)), [said(sums) for sums in one.months])


Square = tuple[str, str, str, str]


def strip_of(unit: Unit, sums: Mapping[Month, Sums], months: Sequence[Month]) -> list[Square]:
    """A unit's months as `charts.months` shows them; those of a cell lead to its verdicts."""
    squares: list[Square] = []
    for month in months:
        own = sums.get(month, NOTHING)
        href = url_for("inspection.cell_month", code=unit.code, month=month) if unit.kind is UnitKind.CELL else ""
        squares.append((str(int(month[5:])), tone(own), f"{month_said(month)}: {said(own)}", href))
    return squares


def said(sums: Sums) -> str:
    """A month in words, for the tip under the cursor and for who does not see colours."""
    if sums.due == 0 and sums.kept + sums.broken == 0:
        return gettext("không phải sinh hoạt")
    kept = share(sums)
    parts = [gettext("chưa xét") if kept is None else gettext("%(n)s quy định được giữ", n=_rounded(kept))]
    parts.append(gettext("%(held)s/%(due)s chi bộ đã họp", held=sums.held, due=sums.due))
    if sums.silent:
        parts.append(gettext("%(n)s chi bộ không ghi nhận gì", n=sums.silent))
    return ", ".join(parts)


def _rank(sums: Sums) -> float:
    """The worst first: silence counts as nothing kept."""
    percent = share(sums)
    return (percent if percent is not None else 100.0) - sums.silent * 100 / max(sums.due, 1)


def _percent(months: Iterable[Sums]) -> str:
    percent = whole_share(months)
    return "–" if percent is None else _rounded(percent)


def _rounded(percent: float) -> str:
    return f"{number(round(percent))}%"


def _label(month: Month, n: int) -> str:
    """The year is said where it begins."""
    return f"{month[5:]}/{month[2:4]}" if n == 0 or month.endswith("-01") else month[5:]


def month_cell(sums: Sums) -> str:
    """A month in the table form: its share, or why there is none."""
    match tone(sums):
        case "s":
            return gettext("im lặng")
        case "n":
            return ""
        case _:
            kept = share(sums)
            return "–" if kept is None else _rounded(kept)
