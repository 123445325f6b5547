"""Solution 4: themes, new forms, self-inspections, results against targets, alike but for what they hold."""

from collections.abc import Callable
from typing import Any, NamedTuple
from uuid import UUID

from flask import abort

from domain.events import regularity as told
from domain.record import Record
from projections import self_checks
from web import policy
from web.acts import Act
from web.api.lists import asked_well, list_of, scope, shown
from web.api.operations import Answer, Step, Steps, gives
from web.api.regularity import UNDER, OfUnits, position, require, rooms
from web.api.shown import Named, Showing
from web.api.things import Kind, Told, kind_of
from web.asking import record
from web.house import house
from web.places import of_self_check
from workflows.journal.journal import Receipt
from workflows.requests import regularity as asks


class Checked(NamedTuple):
    """How one kind of thing is listed, found and shown."""

    kind: Kind
    find: Callable[..., Any]
    act: Act = Act.HOLD_MEETING

    def show(self, thing: UUID, receipt: Receipt | None = None) -> Answer:
        with house().reading() as db:
            row = self.find(db, thing) or abort(404)
            history: tuple[Record[Any], ...] = house().journal.history(thing)
            showing = Showing(db, [row, *history])
        return Answer(self.kind.tell(showing, row, history), len(history), position(receipt))

    def made(self, ask: Callable[..., Receipt], asked: Any, path: str) -> Answer:
        require(self.act, asked.unit)
        receipt = record(ask, asked)
        thing = next(iter(receipt.versions))
        return self.show(thing, receipt)._replace(location=f"{UNDER}/{path}/{thing}")


def _kind(name: str, row: Any, without: set[str], **parts: Told) -> Kind:
    return kind_of(name, row, Named(frozenset(without)), (), **parts)


ORIENTATION = Checked(
    _kind(
        "ThemeOrientation",
        self_checks.Orientation,
        {"issued_at", "themes", "lines"},
        issued=Told(told.ThemeOrientationIssued),
    ),
    self_checks.orientation_by_id,
    Act.APPROVE_PROGRAMMES,
)
FORM = Checked(_kind("NewForm", self_checks.Form, {"tried_at"}, tried=Told(told.NewFormTried)), self_checks.form_by_id)
INSPECTION = Checked(
    _kind(
        "SelfInspection",
        self_checks.Inspection,
        {"planned_at", "done_at"},
        planned=Told(told.SelfInspectionPlanned),
        done=Told(told.SelfInspectionDone),
    ),
    self_checks.inspection_by_id,
)
ASSESSMENT = Checked(
    _kind("Assessment", self_checks.Assessment, {"assessed_at"}, assessed=Told(told.ResultsAssessed)),
    self_checks.assessment_by_id,
)
ORIENTATIONS = list_of(ORIENTATION.kind.line, "ThemeOrientationList")
FORMS = list_of(FORM.kind.line, "NewFormList")
INSPECTIONS = list_of(INSPECTION.kind.line, "SelfInspectionList")
ASSESSMENTS = list_of(ASSESSMENT.kind.line, "AssessmentList")


def _listed(lister: Callable[..., Any], checked: Checked, shape: Any, asked: OfUnits) -> Answer:
    with house().reading() as db, asked_well():
        listed = lister(db, scope(db, Act.READ_MEETING, asked.under), asked.unit, asked.part)
        return shown(db, checked.kind, shape, listed)


@rooms.get("/solutions/4/orientations")
@policy.needs(Act.READ_MEETING, of=policy.anywhere)
@gives(ORIENTATIONS, seeks=OfUnits)
def list_orientations(asked: OfUnits) -> Answer:
    """Themes of the year, as superiors issued them."""
    return _listed(self_checks.orientations_in, ORIENTATION, ORIENTATIONS, asked)


@rooms.post("/solutions/4/orientations")
@policy.needs(Act.APPROVE_PROGRAMMES, of=policy.anywhere)
@gives(ORIENTATION.kind.whole, takes=asks.IssueOrientation, status=201)
def post_orientation(asked: asks.IssueOrientation) -> Answer:
    """Issue the themes of a year for a unit and all below it; issued again, the newest word counts."""
    return ORIENTATION.made(asks.issue_orientation, asked, "orientations")


@rooms.get("/solutions/4/orientations/<uuid:orientation>")
@policy.needs(Act.READ_MEETING, of=of_self_check)
@gives(ORIENTATION.kind.whole)
def get_orientation(orientation: UUID) -> Answer:
    """The themes of a year."""
    return ORIENTATION.show(orientation)


@rooms.get("/solutions/4/forms")
@policy.needs(Act.READ_MEETING, of=policy.anywhere)
@gives(FORMS, seeks=OfUnits)
def list_forms(asked: OfUnits) -> Answer:
    """New forms of meeting that were tried."""
    return _listed(self_checks.forms_in, FORM, FORMS, asked)


@rooms.post("/solutions/4/forms")
@policy.needs(Act.HOLD_MEETING, of=policy.anywhere)
@gives(FORM.kind.whole, takes=asks.TryNewForm, status=201)
def post_form(asked: asks.TryNewForm) -> Answer:
    """Record that a meeting was held in a new form."""
    return FORM.made(asks.try_new_form, asked, "forms")


@rooms.get("/solutions/4/forms/<uuid:form>")
@policy.needs(Act.READ_MEETING, of=of_self_check)
@gives(FORM.kind.whole)
def get_form(form: UUID) -> Answer:
    """A new form, and what came of it."""
    return FORM.show(form)


@rooms.get("/solutions/4/self-inspections")
@policy.needs(Act.READ_MEETING, of=policy.anywhere)
@gives(INSPECTIONS, seeks=OfUnits)
def list_inspections(asked: OfUnits) -> Answer:
    """Self-inspections, planned and done."""
    return _listed(self_checks.inspections_in, INSPECTION, INSPECTIONS, asked)


@rooms.post("/solutions/4/self-inspections")
@policy.needs(Act.HOLD_MEETING, of=policy.anywhere)
@gives(INSPECTION.kind.whole, takes=asks.PlanSelfInspection, status=201)
def post_inspection(asked: asks.PlanSelfInspection) -> Answer:
    """Plan that a unit inspects itself."""
    return INSPECTION.made(asks.plan_self_inspection, asked, "self-inspections")


@rooms.get("/solutions/4/self-inspections/<uuid:inspection>")
@policy.needs(Act.READ_MEETING, of=of_self_check)
@gives(INSPECTION.kind.whole)
def get_inspection(inspection: UUID) -> Answer:
    """A self-inspection and its conclusion."""
    return INSPECTION.show(inspection)


Steps(
    rooms, "/solutions/4/self-inspections/<uuid:inspection>", of_self_check, INSPECTION.kind.whole, INSPECTION.show
).open(done=Step(asks.finish_self_inspection, Act.HOLD_MEETING))


@rooms.get("/solutions/4/assessments")
@policy.needs(Act.READ_MEETING, of=policy.anywhere)
@gives(ASSESSMENTS, seeks=OfUnits)
def list_assessments(asked: OfUnits) -> Answer:
    """Results held against their targets."""
    return _listed(self_checks.assessments_in, ASSESSMENT, ASSESSMENTS, asked)


@rooms.post("/solutions/4/assessments")
@policy.needs(Act.HOLD_MEETING, of=policy.anywhere)
@gives(ASSESSMENT.kind.whole, takes=asks.AssessResults, status=201)
def post_assessment(asked: asks.AssessResults) -> Answer:
    """Hold what a resolution or the year's plan brought against its targets."""
    return ASSESSMENT.made(asks.assess_results, asked, "assessments")


@rooms.get("/solutions/4/assessments/<uuid:assessment>")
@policy.needs(Act.READ_MEETING, of=of_self_check)
@gives(ASSESSMENT.kind.whole)
def get_assessment(assessment: UUID) -> Answer:
    """An assessment, target by target."""
    return ASSESSMENT.show(assessment)
