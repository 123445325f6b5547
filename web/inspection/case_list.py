"""The list of remediation cases."""

from dataclasses import dataclass

from flask import render_template

from domain.names import RemediationId, UnitId
from projections.case_seen import CaseState, Effect, WaitingOn
from projections.remediation_inbox import Sought, cases_in
from projections.unit_tree import units_by_id
from web import policy
from web.asking import from_query
from web.house import house
from web.inspection.lists import Which, scope, shown
from web.inspection.room import rooms
from web.policy import Act
from workflows.requests.shapes import Line


@dataclass(frozen=True)
class CasesAsked:
    """The filters, as they stand in the address."""

    state: CaseState | None = None
    waiting_on: WaitingOn | None = None
    unit: UnitId | None = None
    overdue: bool = False
    extension: bool = False
    effect: Effect | None = None
    recurrence_of: RemediationId | None = None
    which: Which | None = None
    sort: Line | None = None
    cursor: Line | None = None

    @property
    def shown(self) -> Which:
        """Open ones, unless a state or a closed one's effect was asked for."""
        return self.which or (Which.ALL if self.state or self.effect else Which.OPEN)


@rooms.get("/cases")
@policy.needs(Act.READ_CASE, of=policy.anywhere)
def cases() -> str:
    asked, today = from_query(CasesAsked), house().now().date()
    sought = Sought(
        states=(asked.state,) if asked.state else (),
        waiting_on=asked.waiting_on,
        unit=asked.unit,
        recurrence_of=asked.recurrence_of,
        running=asked.shown.is_open,
        overdue_on=today if asked.overdue else None,
        extension_asked=asked.extension,
        effect=asked.effect,
    )
    with house().reading() as db:
        whose = scope(Act.READ_CASE)
        listed = shown(lambda part: cases_in(db, whose, sought, part), asked.sort, asked.cursor)
        units = units_by_id(db, {case.unit for case in listed.items})
    return render_template(
        "inspection/cases.html",
        rows=[(case, units[case.unit]) for case in listed.items],
        listed=listed,
        asked=asked,
        today=today,
        choices={"state": list(CaseState), "waiting_on": list(WaitingOn)},
    )
