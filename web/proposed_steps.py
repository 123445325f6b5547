"""What a plan may take: proposed steps with the figures of what has worked, and the words to fill it with."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from domain.names import DeficiencyCode, SolutionCode, UnitType
from domain.rates import Rate
from domain.remediation import Remediation
from domain.solution_names import Evidence
from projections.reading import Reading
from projections.what_has_worked import Against, Worked, what_has_worked
from web.house import house
from web.languages import gettext
from web.wording import word
from web.working_days import work_calendar
from workflows.requests.remediations import SubmitPlan
from workflows.solutions import SEVEN_SOLUTIONS
from workflows.solutions.editions import handbook
from workflows.solutions.proposing import Proposed, Term, Tried, proposed


class Offered(NamedTuple):
    """A proposed step in words; `key` names it in an address."""

    key: str
    it: Proposed
    remedy: str
    product: str
    figures: str
    small: bool


def offered(db: Reading, case: Remediation, type_: UnitType | None) -> list[Offered]:
    """The steps proposed for a case, each limitation's most promising first. One question beside the playbooks'."""
    codes = {held.code for held in case.limitations}
    known = what_has_worked(db, codes) if codes else {}

    def record(action: SolutionCode, code: DeficiencyCode) -> Tried:
        worked = known.get(Against(action, code, type_), Worked())
        return Tried(worked.used, worked.confirmed, worked.known)

    term = Term(house().now().date(), case.due, work_calendar())
    steps = proposed(case.limitations, handbook(house().journal), case.playbooks, (term, record))
    return [_offered(it, type_) for it in steps]


def _offered(it: Proposed, type_: UnitType | None) -> Offered:
    key = f"{it.deficiency}:{it.action}:{it.step.code}"
    remedy, product = word("playbook_step", it.step.code), evidence(it.step.evidence)
    return Offered(key, it, remedy, product, _figures(it.tried, type_), Rate(it.tried.held, it.tried.known).is_small)


def evidence(asked: Iterable[Evidence]) -> str:
    said = ", ".join(word("evidence", one) for one in asked)
    return said[:1].upper() + said[1:] or gettext("Báo cáo kết quả")


def _figures(tried: Tried, type_: UnitType | None) -> str:
    """What became of it in units of this type."""
    where = word("unit_type", type_) if type_ else gettext("mọi loại hình")
    if not tried.used:
        return gettext("chưa vụ đã đóng nào dùng (%(type)s)", type=where)
    if not tried.known:
        return gettext("%(used)s vụ đã đóng có dùng, chưa rõ hiệu quả (%(type)s)", used=tried.used, type=where)
    return gettext(
        "giữ được %(held)s/%(known)s lần đã rõ hiệu quả, trong %(used)s vụ đã đóng (%(type)s)",
        held=tried.held, known=tried.known, used=tried.used, type=where,
    )  # fmt: skip


class Line(NamedTuple):
    """A line of the plan's form as it is filled before anyone types."""

    deficiency: object
    solution: str
    remedy: str
    due: date
    product: str
    owner: str
    playbook_step: str


def lines_of(offers: list[Offered], taken: Iterable[str], owner: str) -> list[Line]:
    """The lines of what was taken; until then, of each limitation's most promising step."""
    wanted = set(taken)
    chosen = [one for one in offers if one.key in wanted]
    first = {one.it.deficiency: one for one in reversed(offers)}
    for held in [one.it.deficiency for one in offers]:
        if held not in {one.it.deficiency for one in chosen}:
            chosen.append(first[held])
    return [
        Line(one.it.deficiency, one.it.action, one.remedy, one.it.due, one.product, owner, one.it.step.code)
        for one in chosen
    ]


ACTIONS = {step.code: step.action for one in SEVEN_SOLUTIONS for step in one.steps}


def of_their_actions(asked: SubmitPlan) -> SubmitPlan:
    """Whoever chose another action for a line that was filled for them lets go of the step it was filled from."""
    steps = tuple(
        line if ACTIONS.get(line.playbook_step or "") == line.solution else replace(line, playbook_step=None)
        for line in asked.steps
    )
    return SubmitPlan(steps)
