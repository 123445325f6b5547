"""A unit's own remediation: what was found, the plan, the steps with their evidence, the report."""

from typing import Any, NamedTuple
from uuid import UUID

from flask import render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from domain import catalogue
from domain.events.remediation import PlanReturned, PlanSubmitted, ResultSentBack
from domain.names import CauseCode, Classification, DeficiencyCode, DeficiencyId, PersonId, Sealed, Severity
from domain.record import Record
from projections.case_seen import CaseState
from projections.listing import Part
from projections.office_holders import offices_of
from projections.remediation_inbox import Case, Sought, Step, cases_in, steps_drawn
from projections.unit_tree import Unit, units_by_id
from web import places, policy
from web.acts import Act, Place, may
from web.answers import recorded
from web.asking import from_form
from web.evidence import OfferEvidence, evidence_answer, take_evidence
from web.furthered import Furthered, furthered
from web.hands import hand, seen
from web.house import house
from web.inspection.case_file import CaseFile, HeldDeficiency, opened, place_of
from web.languages import gettext
from web.opened import names_and_texts
from web.policy import caller
from web.proposed_steps import Line, Offered, lines_of, of_their_actions, offered
from web.secretaries.hours import without_idle_lines
from web.secretaries.routes import rooms
from web.wording import word
from web.working_days import work_calendar
from workflows.desk import Thing
from workflows.requests import deficiencies as findings
from workflows.requests import remediations as asks
from workflows.requests.shapes import Because

TO_PLAN = frozenset({CaseState.OPENED, CaseState.PLAN_RETURNED, CaseState.REOPENED})
AT_WORK = frozenset({CaseState.UNDER_WAY, CaseState.SENT_BACK})
MORE_LINES = 2


class Limitation(NamedTuple):
    """What the unit has to put right, in the words of the finding."""

    deficiency: DeficiencyId
    code: DeficiencyCode
    severity: Severity
    causes: tuple[CauseCode, ...]
    quote: Sealed
    contested: bool


def _limitation(held: HeldDeficiency) -> Limitation:
    told = held.found.fact
    return Limitation(held.id, told.code, told.severity, held.state.causes, told.quote, held.state.contest_open)


class Opened(NamedTuple):
    """A case as its unit sees it."""

    case: Case
    unit: Unit
    found: list[Limitation]
    plan: list[Step]
    lines: tuple[Any, ...]
    sent: list[Record[Any]]
    back: Record[Any] | None
    version: int
    people: dict[PersonId, str]
    words: dict[UUID, str]
    moves: dict[int, list[Furthered]]
    offers: list[Offered]
    filled: list[Line]

    @property
    def done(self) -> bool:
        return bool(self.plan) and all(step.done and not step.again for step in self.plan)


@rooms.get("/work")
@policy.needs(Act.READ_CASE, of=policy.anywhere)
def work() -> str:
    part = Part("due", request.args.get("cursor"), 30)
    with house().reading() as db:
        listed = cases_in(db, policy.reach(Act.READ_CASE), Sought(running=request.args.get("closed") is None), part)
        units = units_by_id(db, {one.unit for one in listed.items})
    return render_template("secretaries/work.html", listed=listed, units=units, today=house().now().date())


@rooms.get("/work/<uuid:case>")
@policy.needs(Act.READ_CASE, of=place_of)
def case(case: UUID) -> str:
    page = _opened(opened(case))
    today = house().now().date()
    mine = may(caller().held, Act.PLAN, Place(page.unit.path))
    return render_template(
        "secretaries/case.html",
        page=page,
        c=page.case,
        mine=mine,
        to_plan=page.case.state in TO_PLAN,
        at_work=page.case.state in AT_WORK,
        more_lines=MORE_LINES,
        solutions=[(code, f"{code} {word('solution', code)}") for code in catalogue.actions()],
        limitations=[(one.deficiency, word("deficiency", one.code)) for one in page.found],
        suggested=catalogue.deficiencies(),
        classifications=list(Classification),
        today=today,
        days=work_calendar().working_days_between(today, page.case.due),
    )


@rooms.get("/work/<uuid:case>/evidence/<sha256>")
@policy.needs(Act.READ_CASE, of=places.of_case)
def evidence(case: UUID, sha256: str) -> AnyResponse:
    return evidence_answer(case, sha256)


@rooms.post("/work/<uuid:case>/plan")
@policy.needs(Act.PLAN, of=places.of_case)
def send_plan(case: UUID) -> AnyResponse:
    asked = from_form(asks.SubmitPlan, without_idle_lines(request.form, "steps", "remedy"))
    asks.submit_plan(house().desk, hand(), Thing(case, seen()), of_their_actions(asked))
    return recorded(url_for("secretaries.case", case=case), gettext("Đã gửi kế hoạch khắc phục."))


@rooms.post("/work/<uuid:case>/steps/<int:step>/evidence")
@policy.needs(Act.REMEDY, of=places.of_case)
def send_evidence(case: UUID, step: int) -> AnyResponse:
    take_evidence(hand(), Thing(case), step, from_form(OfferEvidence))
    return recorded(url_for("secretaries.case", case=case), gettext("Đã nhận minh chứng."))


@rooms.post("/work/<uuid:case>/steps/<int:step>/done")
@policy.needs(Act.REMEDY, of=places.of_case)
def finish(case: UUID, step: int) -> AnyResponse:
    asks.finish_step(house().desk, hand(), Thing(case), step, from_form(asks.FinishStep))
    return recorded(url_for("secretaries.case", case=case), gettext("Đã ghi bước này là xong."))


@rooms.post("/work/<uuid:case>/report")
@policy.needs(Act.REMEDY, of=places.of_case)
def report(case: UUID) -> AnyResponse:
    asks.report_results(house().desk, hand(), Thing(case, seen()), from_form(asks.ReportResults))
    return recorded(url_for("secretaries.case", case=case), gettext("Đã gửi báo cáo kết quả."))


@rooms.post("/work/<uuid:case>/extension")
@policy.needs(Act.ASK_EXTENSION, of=places.of_case)
def ask_extension(case: UUID) -> AnyResponse:
    asks.ask_extension(house().desk, hand(), Thing(case, seen()), from_form(asks.AskExtension))
    return recorded(url_for("secretaries.case", case=case), gettext("Đã gửi đề nghị gia hạn."))


@rooms.post("/work/<uuid:case>/comment")
@policy.needs(Act.COMMENT, of=places.of_case)
def comment(case: UUID) -> AnyResponse:
    asks.make_comment(house().desk, hand(), Thing(case), from_form(asks.MakeComment))
    return recorded(url_for("secretaries.case", case=case), gettext("Đã ghi ý kiến."))


@rooms.post("/findings/<uuid:deficiency>/contest")
@policy.needs(Act.CONTEST, of=places.of_deficiency)
def contest(deficiency: UUID) -> AnyResponse:
    findings.contest_deficiency(house().desk, hand(), Thing(deficiency), from_form(Because))
    return recorded(request.referrer or url_for("secretaries.work"), gettext("Đã gửi ý kiến không đồng ý."))


@rooms.post("/findings/<uuid:deficiency>/acknowledge")
@policy.needs(Act.ACKNOWLEDGE, of=places.of_deficiency)
def acknowledge(deficiency: UUID) -> AnyResponse:
    findings.acknowledge_deficiency(house().desk, hand(), Thing(deficiency))
    return recorded(request.referrer or url_for("secretaries.work"), gettext("Đã nhận hạn chế."))


def _opened(file: CaseFile) -> Opened:
    case = file.story.case
    with house().reading() as db:
        moves = furthered(db, file.own)
        holders = [one.person for one in offices_of(db, file.story.unit.unit) if one.until is None]
        offers = offered(db, file.case, file.story.unit.type) if case.state in TO_PLAN else []
    plan = steps_drawn(case.case, file.seen)
    people, words = names_and_texts({*holders, *(step.owner for step in plan), caller().person}, file.sealed())
    taken = lines_of(offers, request.args.getlist("take"), caller().person)
    plans = [record.fact for record in file.own if isinstance(record.fact, PlanSubmitted)]
    back = [record for record in file.own if isinstance(record.fact, PlanReturned | ResultSentBack)]
    return Opened(
        case, file.story.unit, [_limitation(held) for held in file.held], plan, plans[-1].steps if plans else (),
        list(file.evidence), back[-1] if back else None, len(file.own), people, words, moves, offers, taken,
    )  # fmt: skip
