"""What a fact changed, in words: the rows of registers before and after it, field by field."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple, get_type_hints

from domain.judging import OUTCOME
from domain.names import PersonId, UnitId
from projections.cell_month_row import CODES
from projections.changed import WHOSE, Changed, Changes
from projections.temporal import Temporal
from web.audit.saying import Known, Part, Said, certain, inside, one_said
from web.wording import field_name, month, spoken, upper_first, word

WITHIN = {"units": {"sort", "folded", "path", "level"}, "meetings": {"version"}, "resolution_tasks": {"key"}}
"""Columns by which a register is sorted, sought and kept; they say nothing to a reader."""
LETTERED = ("verdicts", "recorded", "rejudged", "weighed")
"""Columns of the regularity map that hold a letter a rule."""
NOT_ASKED = "n"
NAMING = ("kind", "n", "month", "office", "on")
"""Columns of a key that tell one row of a register from the next."""


class Field(NamedTuple):
    """A field of a row before and after; None: empty, or the row was not there."""

    name: str
    before: Said | None
    after: Said | None


class Row(NamedTuple):
    """A row of a register: which one and whose, what became of it (`appeared`, `gone`, `otherwise`), the fields that
    differ, and those that stayed."""

    title: str
    which: str
    whose: Said | None
    became: str
    changed: list[Field]
    same: list[Field]


def mentioned(changes: Changes) -> tuple[set[UnitId], set[PersonId]]:
    """The units and the persons that rows name."""
    units, people = set[UnitId](), set[PersonId]()
    for one in changes.told:
        for part in (*_parts(one.table, one.before), *_parts(one.table, one.after)):
            if part.kind is UnitId:
                units.add(part.value)
            elif part.kind is PersonId:
                people.add(part.value)
    return units, people


def rows_said(changes: Changes, known: Known, own: UnitId | None) -> list[Row]:
    """Every row in which something can be read to differ; whose it is, where not the fact's own unit."""
    rows = (_row(one, known, own) for one in changes.told)
    return [row for row in rows if row.changed]


def _row(one: Changed, known: Known, own: UnitId | None) -> Row:
    before, after = (dict(_fields(one.table, row, known)) for row in (one.before, one.after))
    names = dict.fromkeys((*before, *after))
    fields = [Field(name, before.get(name), after.get(name)) for name in names]
    differ = [field for field in fields if field.before != field.after]
    became = "appeared" if one.before is None else "gone" if one.after is None else "otherwise"
    title, which = word("shown", one.table.name), _which(one)
    stayed = [field for field in fields if field not in differ]
    return Row(title, which, _whose(one, known, own), became, differ, stayed)


def _which(one: Changed) -> str:
    """What is said of a row beside its register: the kind of a task, the month of a cell, the number of a step."""
    row = one.after or one.before
    told = [(name, getattr(row, name)) for name in one.table.shown[1 : one.table.key] if name in NAMING]
    return ", ".join(month(value) if name == "month" else spoken(value) for name, value in told if value)


def _whose(one: Changed, known: Known, own: UnitId | None) -> Said | None:
    row = one.after or one.before
    unit = next((getattr(row, name) for name in WHOSE if name in row._fields), None)
    return one_said(Part("unit", UnitId, unit), known) if unit not in (None, own) else None


def _fields(table: Temporal[Any], row: Any, known: Known) -> Iterator[tuple[str, Said]]:
    """The fields that hold something, under the words of their columns; the unit is said beside the title."""
    for part in _parts(table, row):
        if part.path in LETTERED:
            yield from _verdicts(part)
        elif part.path not in WHOSE:
            yield column(table.name, part.path), _one_or_several(part, known)


def _parts(table: Temporal[Any], row: Any) -> Iterator[Part]:
    for name, kind in read_columns(table).items() if row is not None else ():
        if (value := getattr(row, name)) not in (None, (), ""):
            yield Part(name, kind, value)


@cache
def read_columns(table: Temporal[Any]) -> dict[str, Any]:
    """The columns that say something to a reader, and what each holds.

    A thing's own id does not, nor where in the journal a text stands; what names the row stands beside its title.
    """
    kinds = {name: certain(hint) for name, hint in get_type_hints(table.row).items()}
    first, *further = table.shown[: table.key]
    unsaid = {"stream", *WITHIN.get(table.name, ()), *(name for name in further if name in NAMING)}
    unsaid |= {first} if kinds[first] not in (UnitId, PersonId) else set()
    unsaid |= {name for name, kind in kinds.items() if name.endswith("_at") and kind is int}
    return {name: kinds[name] for name in table.shown if name not in unsaid}


def column(table: str, name: str) -> str:
    """A column in words: its own, those it shares with others, else those of the facts' field."""
    for key in (f"{table}.{name}", name):
        if (said := word("column", key)) != key:
            return said
    return upper_first(field_name(name))


def _one_or_several(part: Part, known: Known) -> Said:
    if not isinstance(part.value, tuple):
        return one_said(part, known)._replace(name="")
    several = (one_said(Part(part.path, inside(part.kind, 0), value), known).text for value in part.value)
    return Said("", ", ".join(several))


def _verdicts(part: Part) -> Iterator[tuple[str, Said]]:
    for code, letter in zip(CODES, part.value, strict=False):
        if letter != NOT_ASKED:
            yield f"{column('', part.path)}: {word('rule', code)}", Said("", word("outcome", OUTCOME[letter]))


def tables_said(names: Iterable[str]) -> str:
    """The registers of which there is more."""
    return ", ".join(word("shown", name) for name in sorted(names))
