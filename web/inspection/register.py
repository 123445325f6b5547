"""The register of deficiencies: filtered in the address, sorted, saved as views, several taken up at once."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, NamedTuple

from flask import render_template, request

from domain import catalogue
from domain.calendar import month_of
from domain.names import DeficiencyCode, Severity, UnitId, UnitType
from projections.deficiencies_found import Sought, deficiencies_in
from projections.found import DeficiencyState, Found
from projections.unit_tree import Unit, units_by_id
from web import policy
from web.asking import from_query
from web.house import house
from web.inspection.lists import Which, scope, shown
from web.inspection.room import rooms
from web.policy import Act
from workflows.requests.shapes import Line, Within

LONGEST_AGE = 36_500


@dataclass(frozen=True)
class RegisterAsked:
    """The filters, as they stand in the address. `age`: found at least so many days ago; `younger`: at most."""

    state: DeficiencyState | None = None
    code: DeficiencyCode | None = None
    severity: Severity | None = None
    type: UnitType | None = None
    unit: UnitId | None = None
    which: Which | None = None
    overdue: bool = False
    recurring: bool = False
    age: Annotated[int, Within(0, LONGEST_AGE)] | None = None
    younger: Annotated[int, Within(0, LONGEST_AGE)] | None = None
    text: Line | None = None
    sort: Line | None = None
    cursor: Line | None = None

    @property
    def shown(self) -> Which:
        """Open ones, unless a state or something else was asked for."""
        return self.which or (Which.ALL if self.state else Which.OPEN)

    def sought(self, today: date) -> Sought:
        return Sought(
            states=(self.state,) if self.state else (),
            codes=(self.code,) if self.code else (),
            severity=self.severity,
            type=self.type,
            unit=self.unit,
            open=self.shown.is_open,
            overdue_on=today if self.overdue else None,
            recurring=self.recurring,
            found_from=today - timedelta(days=self.younger) if self.younger is not None else None,
            found_until=today - timedelta(days=self.age) if self.age is not None else None,
            text=self.text,
        )


class Row(NamedTuple):
    """A deficiency with its unit."""

    found: Found
    unit: Unit
    overdue: bool
    age: int


@rooms.get("/deficiencies")
@policy.needs(Act.READ_CASE, of=policy.anywhere)
def deficiencies() -> str:
    asked, today = from_query(RegisterAsked), house().now().date()
    with house().reading() as db:
        whose, wanted = scope(Act.READ_CASE), asked.sought(today)
        listed = shown(lambda part: deficiencies_in(db, whose, wanted, part), asked.sort, asked.cursor)
        units = units_by_id(db, {found.unit for found in listed.items})
    rows = [_row(found, units[found.unit], today) for found in listed.items]
    filtered = any(name not in ("sort", "cursor") for name in request.args)
    return render_template(
        "inspection/deficiencies.html",
        rows=rows,
        listed=listed,
        asked=asked,
        filtered=filtered,
        codes=list(catalogue.deficiencies()),
        choices={"state": list(DeficiencyState), "severity": list(Severity), "type": list(UnitType)},
        this_month=month_of(today),
    )


def _row(found: Found, unit: Unit, today: date) -> Row:
    open_still = found.state not in (DeficiencyState.CLOSED, DeficiencyState.WITHDRAWN)
    late = open_still and not found.reported and found.due is not None and found.due < today
    return Row(found, unit, late, (today - found.found_on).days)
