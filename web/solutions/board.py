"""The seven solutions side by side, and each on a page of its own."""

from flask import abort, render_template

from projections.measured import Measured
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


@rooms.get("/solutions")
@policy.needs(Act.READ_COMPLIANCE, of=policy.anywhere)
def board() -> str:
    return render_template("solutions/board.html", solutions=SEVEN_SOLUTIONS)


@rooms.get("/solutions/<int:number>")
@policy.needs(Act.READ_COMPLIANCE, of=policy.anywhere)
def one(number: int) -> str:
    shipped = solution(number) or abort(404)
    told = handbook(house().journal).playbook(shipped.code)
    with house().reading() as db:
        programmes, units = programmes_of(db, told.code)
    parts = {"programmes": programmes, "units": units, "subjects": subjects_of(number)}
    return render_template("solutions/solution.html", solution=told, picture=drawn(told), **parts)


@rooms.get("/solutions/<int:number>/measures")
@policy.needs(Act.READ_COMPLIANCE, of=policy.anywhere)
def measures(number: int) -> str:
    """A part of the board, fetched by itself: each solution's figures are asked for apart."""
    told = solution(number) or abort(404)
    return render_template("solutions/measures.html", solution=told, values=_values(told))


def _values(told: Playbook) -> tuple[Value, ...]:
    first, last = this_year(house().now().date())
    with house().reading() as db:
        return measured(db, [told], Measured(policy.reach(Act.READ_COMPLIANCE), first, last))[told.number]
