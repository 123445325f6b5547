"""The seven solutions side by side, and each on a page of its own."""

from flask import abort, render_template

from web import policy
from web.acts import Act
from web.solutions.room import rooms
from workflows.solutions import SEVEN_SOLUTIONS, solution


@rooms.get("/solutions")
@policy.needs(Act.READ_COMPLIANCE, of=policy.anywhere)
def board() -> str:
    return render_template("solutions/board.html", solutions=SEVEN_SOLUTIONS)


@rooms.get("/solutions/<int:number>")
@policy.needs(Act.READ_COMPLIANCE, of=policy.anywhere)
def one(number: int) -> str:
    return render_template("solutions/solution.html", solution=solution(number) or abort(404))
