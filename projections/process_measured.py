"""How regular and orderly meetings are: on their day, tasks reviewed and done, the rules of the process kept."""

from sqlalchemy import Connection, case, func, select

from domain.judging import unpacked
from domain.names import UnitType
from domain.rules.rule import Outcome
from projections.columns import added_up
from projections.compliance_board import board
from projections.measured import Figure, Measured, Measures
from projections.month_calendars import kept
from projections.regularity import STANDING
from projections.resolution_tasks import ResolutionTaskState, tasks
from projections.scope import seen
from projections.self_checks import targets_reached
from projections.unit_tree import units

OF_THE_PROCESS = frozenset({"R-PRE", "R-NOTICE", "R-MIN", "R-RES", "R-PUB", "R-SCORE"})
"""What a meeting is asked for beside being held: prepared, announced, minuted, resolved, told, scored [us]."""
t, b = tasks.c, board.c


def measures(db: Connection, asked: Measured) -> Measures:
    """Of the tasks that came up at a next meeting, those reviewed and those done; of verdicts on the process, those
    kept."""
    reviewed, finished = _tasks(db, asked)
    of_meetings = {"tasks_reviewed": reviewed, "tasks_done": finished, **_months(db, asked)}
    of_plans = {"calendar_kept": kept(db, asked), "targets_reached": targets_reached(db, asked)}
    return {**of_meetings, **of_plans}


def _tasks(db: Connection, asked: Measured) -> tuple[dict[UnitType | None, Figure], dict[UnitType | None, Figure]]:
    looked_at = case((t.reviewed_on.is_not(None), 1), else_=0)
    finished = case((t.state == ResolutionTaskState.DONE, 1), else_=0)
    query = (
        select(units.c.type, added_up(looked_at), added_up(finished), func.count())
        .join_from(tasks.table, units.table, seen(t.unit, asked.scope))
        .where(tasks.at(asked.at), t.came_up_on >= asked.first, t.came_up_on <= asked.last)
        .group_by(units.c.type)
    )
    lines = [tuple(line) for line in db.execute(query)]
    return {of: Figure(part, n) for of, part, _, n in lines}, {of: Figure(part, n) for of, _, part, n in lines}


def _months(db: Connection, asked: Measured) -> Measures:
    """Of the cell-months that owe a meeting, those that held it on its day; of verdicts on the process, those kept.

    Alike months are counted by the database, letters here.
    """
    first, last = asked.months
    counted = (added_up(case((which, 1), else_=0)) for which in (b.on_time, b.owed))
    query = (
        select(units.c.type, STANDING, *counted, func.count())
        .join_from(board.table, units.table, seen(b.unit, asked.scope))
        .where(board.at(asked.at), b.month >= first, b.month <= last)
        .group_by(units.c.type, STANDING)
    )
    on_time: dict[UnitType | None, Figure] = {}
    process: dict[UnitType | None, Figure] = {}
    for of, letters, met, owed, number in db.execute(query):
        on_time[of] = _and(on_time, of, Figure(met, owed))
        process[of] = _and(process, of, _of_the_process(letters, number))
    return {"held_on_time": on_time, "process_score": process}


def _of_the_process(letters: str, number: int) -> Figure:
    verdicts = [found for rule, found in unpacked(letters).items() if rule in OF_THE_PROCESS]
    kept_well = verdicts.count(Outcome.KEPT)
    return Figure(number * kept_well, number * (kept_well + verdicts.count(Outcome.BROKEN)))


def _and(known: dict[UnitType | None, Figure], of: UnitType | None, more: Figure) -> Figure:
    so_far = known.get(of, Figure(0, 0))
    return Figure(so_far.part + more.part, (so_far.whole or 0) + (more.whole or 0))
