"""What has worked so far: each action, tried against a deficiency in a type of unit, and whether it held."""

from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import Connection, func, select

from domain.names import DeficiencyCode, SolutionCode, UnitType
from domain.rulesets import came_back
from projections.case_seen import Effect
from projections.found import DeficiencyState, deficiencies
from projections.remediation_inbox import cases, steps
from projections.scope import here
from projections.temporal import so_at
from projections.unit_tree import units


class Against(NamedTuple):
    """An action, tried against a deficiency in units of a type."""

    action: SolutionCode
    code: DeficiencyCode
    type: UnitType | None


class Worked(NamedTuple):
    """Deficiencies closed with it; of those the effect confirmed, denied, and found again; a return outweighs a yes."""

    used: int = 0
    confirmed: int = 0
    denied: int = 0
    recurred: int = 0

    @property
    def known(self) -> int:
        return self.confirmed + self.denied + self.recurred

    def and_(self, effect: Effect, returned: bool) -> "Worked":
        confirmed, denied = effect is Effect.CONFIRMED and not returned, effect is Effect.DENIED and not returned
        return Worked(self.used + 1, self.confirmed + confirmed, self.denied + denied, self.recurred + returned)


def what_has_worked(db: Connection, codes: Collection[str] = (), at: int | None = None) -> dict[Against, Worked]:
    """Over all units: counts, no names; of some deficiencies, or of all. One question."""
    d, later = deficiencies.c, deficiencies.table.alias("later")
    again = (later.c.unit == d.unit) & (later.c.code == d.code) & (later.c.deficiency != d.deficiency)
    stands = (later.c.state != DeficiencyState.WITHDRAWN) & (later.c.found_on >= d.closed_on)
    back = select(func.min(later.c.found_on)).where(again, stands, so_at(later, at)).scalar_subquery()
    shown = (steps.c.solution, d.code, units.c.type, d.deficiency, cases.c.effect, d.closed_on, back)
    query = (
        select(*shown)
        .join_from(steps.table, deficiencies.table, steps.c.deficiency == d.deficiency)
        .join(cases.table, (cases.c.case == steps.c.case) & cases.at(at))
        .join(units.table, here(d.unit))
        .where(steps.at(at), deficiencies.at(at), d.state == DeficiencyState.CLOSED, d.case == steps.c.case)
    )
    found: dict[Against, Worked] = {}
    for action, code, type_, _, effect, closed_on, returned in db.execute(
        (query.where(d.code.in_(codes)) if codes else query).distinct()
    ):
        of = Against(action, code, type_)
        found[of] = found.get(of, Worked()).and_(effect, bool(returned and came_back(closed_on, returned)))
    return found
