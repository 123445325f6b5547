"""The seven solutions side by side, and each on a page of its own."""

from datetime import date
from typing import NamedTuple

from flask import abort, render_template, request

from domain.names import SolutionCode
from domain.programme import ProgrammeState
from projections.measured import Measured
from projections.overview import Opened, solution_steps
from projections.reading import Reading
from projections.solution_progress import states_of_programmes
from web import policy
from web.acts import Act
from web.house import house
from web.solutions.diagram import drawn
from web.solutions.measures import Value, measured, this_year
from web.solutions.programmes import programmes_of
from web.solutions.room import rooms
from web.solutions.subjects import subjects_of
from workflows.solutions import SEVEN_SOLUTIONS, solution
from workflows.solutions.editions import handbook
from workflows.solutions.playbook import Playbook


class Worked(NamedTuple):
    """The steps that plans of this year drew from a solution: planned, and done."""

    planned: int = 0
    done: int = 0


@rooms.get("/solutions")
@policy.needs(Act.READ_COMPLIANCE, of=policy.anywhere)
def board() -> str:
    today = house().now().date()
    with house().reading() as db:
        worked, states = _worked(db, today), states_of_programmes(db, policy.reach(Act.READ_COMPLIANCE))
    parts = {"worked": worked, "states": states, "all_states": list(ProgrammeState), "none": Worked()}
    return render_template("solutions/board.html", solutions=SEVEN_SOLUTIONS, year=today.year, **parts)


@rooms.get("/solutions/<int:number>")
@policy.needs(Act.READ_COMPLIANCE, of=policy.anywhere)
def one(number: int) -> str:
    shipped, today = solution(number) or abort(404), house().now().date()
    book = handbook(house().journal)
    told = book.playbook(shipped.code)
    with house().reading() as db:
        programmes, units = programmes_of(db, told.code)
        worked = _worked(db, today).get(told.code, Worked())
    return render_template(
        "solutions/solution.html",
        solution=told,
        picture=drawn(told),
        worked=worked,
        editions=book.editions[told.code],
        programmes=programmes,
        units=units,
        subjects=subjects_of(number),
        today=today,
    )


@rooms.get("/solutions/<int:number>/measures")
@policy.needs(Act.READ_COMPLIANCE, of=policy.anywhere)
def measures(number: int) -> str:
    """A part of the board, fetched by itself: each solution's figures are asked for apart; by type where wanted."""
    told = solution(number) or abort(404)
    template = "measures_by_type" if request.args.get("by") == "type" else "measures"
    return render_template(f"solutions/{template}.html", solution=told, values=_values(told))


def _values(told: Playbook) -> tuple[Value, ...]:
    first, last = this_year(house().now().date())
    with house().reading() as db:
        return measured(db, [told], Measured(policy.reach(Act.READ_COMPLIANCE), first, last))[told.number]


def _worked(db: Reading, today: date) -> dict[SolutionCode, Worked]:
    """By solution, over all types of unit that the caller sees."""
    sums: dict[SolutionCode, Worked] = {}
    first, last = this_year(today)
    for line in solution_steps(db, Opened(policy.reach(Act.READ_COMPLIANCE), first, last)):
        before = sums.get(line.solution, Worked())
        sums[line.solution] = Worked(before.planned + line.planned, before.done + line.done)
    return sums
