"""A leader adopts a newer version of a solution's steps by a form."""

from typing import Any

from flask import abort, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from domain.names import Role
from domain.solution_names import Evidence
from web import policy
from web.acts import Act
from web.answers import recorded
from web.api.lists import top_of
from web.asking import from_form, record
from web.hands import seen
from web.house import house
from web.languages import gettext
from web.secretaries.hours import without_idle_lines
from web.solutions.room import rooms
from workflows.requests.playbooks import AdoptPlaybook, adopt_playbook
from workflows.solutions import solution
from workflows.solutions.editions import handbook


@rooms.get("/solutions/<int:number>/playbooks/new")
@policy.needs(Act.ADOPT_RULES, of=policy.anywhere)
def new_playbook(number: int) -> str:
    shipped = solution(number) or abort(404)
    book = handbook(house().journal)
    now = {step.code: step for step in book.playbook(shipped.code).steps}
    parts: dict[str, Any] = {"owners": list(Role), "evidence": list(Evidence), "today": house().now().date()}
    adopted = book.editions[shipped.code].adopted
    return render_template("solutions/new_playbook.html", solution=shipped, now=now, version=len(adopted), **parts)


@rooms.post("/solutions/<int:number>/playbooks")
@policy.needs(Act.ADOPT_RULES, of=policy.anywhere)
def playbook_adopt(number: int) -> AnyResponse:
    with house().reading() as db:
        policy.require(Act.ADOPT_RULES, top_of(db))
    asked = from_form(AdoptPlaybook, without_idle_lines(request.form, "steps", "code"))
    record(adopt_playbook, number, seen(), asked)
    return recorded(url_for(".one", number=number) + "#editions", gettext("Đã ban hành phiên bản mới của sổ tay."))
