"""Solution 4 as units live it: themes of the year, new forms tried, self-inspections, results against targets."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import g, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from domain.regularity_names import AssessedSubject, MeetingForm
from domain.sealed import sealed_in
from projections import self_checks, unit_tree
from projections.listing import Part
from projections.unit_tree import Unit
from web import places, policy
from web.acts import Act, Place
from web.answers import recorded
from web.asking import from_form, record, thing
from web.house import house
from web.languages import gettext
from web.opened import texts
from web.secretaries.hours import without_idle_lines
from web.solutions.calendars import own_units, require
from web.solutions.room import rooms
from workflows.journal.journal import Receipt
from workflows.requests import regularity as asks

SHOWN = Part(limit=20, counted=False)
THEMES, TARGETS = 8, 4
"""Lines of a form; those left empty are left out."""


@rooms.get("/solutions/4/self-checks")
@policy.needs(Act.READ_MEETING, of=policy.anywhere)
def checks() -> str:
    reach = policy.reach(Act.READ_MEETING)
    with house().reading() as db:
        inspections = self_checks.inspections_in(db, reach, None, SHOWN).items
        forms = self_checks.forms_in(db, reach, None, SHOWN).items
        assessments = self_checks.assessments_in(db, reach, None, SHOWN).items
        named = {one.unit for one in inspections} | {one.unit for one in forms} | {one.unit for one in assessments}
        units = unit_tree.units_by_id(db, named)
    told = {"inspections": inspections, "forms": forms, "assessments": assessments}
    return render_template("solutions/self_checks.html", units=units, today=house().now().date(), **told)


@rooms.get("/solutions/4/self-checks/new")
@policy.needs(Act.HOLD_MEETING, of=policy.anywhere)
def new_check() -> str:
    choices = {"forms": list(MeetingForm), "subjects": list(AssessedSubject), "targets": TARGETS}
    return render_template("solutions/new_check.html", units=own_units(), today=house().now().date(), **choices)


def inspection_here(inspection: UUID) -> tuple[self_checks.Inspection, Unit] | None:
    """A self-inspection and its unit; asked by the gate and by the page, read once a request."""
    kept: dict[UUID, tuple[self_checks.Inspection, Unit] | None] = g.setdefault("inspections", {})
    if inspection not in kept:
        with house().reading() as db:
            found = self_checks.inspection_by_id(db, inspection)
            kept[inspection] = (found, unit_tree.units_by_id(db, [found.unit])[found.unit]) if found else None
    return kept[inspection]


def place_of_inspection(inspection: UUID, **_: object) -> Place | None:
    here = inspection_here(inspection)
    return Place(here[1].path) if here else None


@rooms.get("/solutions/4/self-inspections/<uuid:inspection>")
@policy.needs(Act.READ_MEETING, of=place_of_inspection)
def inspection(inspection: UUID) -> str:
    here = inspection_here(inspection)
    assert here is not None  # the gate found it
    history = house().journal.history(inspection)
    said = [text for line in history for text in sealed_in(line.fact)]
    told = {"texts": [texts(said)[one.key] for one in said], "version": len(history)}
    known = {"unit": here[1], "place": Place(here[1].path), "today": house().now().date()}
    return render_template("solutions/self_inspection.html", i=here[0], **told, **known)


@rooms.post("/solutions/4/self-inspections/<uuid:inspection>/done")
@policy.needs(Act.HOLD_MEETING, of=places.of_self_check)
def finish_inspection(inspection: UUID) -> AnyResponse:
    record(asks.finish_self_inspection, thing(inspection), from_form(asks.FinishSelfInspection))
    return recorded(url_for("solutions.inspection", inspection=inspection), gettext("Đã ghi kết quả tự kiểm tra."))


@rooms.post("/solutions/4/self-inspections")
@policy.needs(Act.HOLD_MEETING, of=policy.anywhere)
def send_inspection() -> AnyResponse:
    return _sent(asks.plan_self_inspection, from_form(asks.PlanSelfInspection), gettext("Đã ghi kế hoạch tự kiểm tra."))


@rooms.post("/solutions/4/forms")
@policy.needs(Act.HOLD_MEETING, of=policy.anywhere)
def send_form() -> AnyResponse:
    return _sent(asks.try_new_form, from_form(asks.TryNewForm), gettext("Đã ghi hình thức mới."))


@rooms.post("/solutions/4/assessments")
@policy.needs(Act.HOLD_MEETING, of=policy.anywhere)
def send_assessment() -> AnyResponse:
    asked = from_form(asks.AssessResults, without_idle_lines(request.form, "targets", "name"))
    return _sent(asks.assess_results, asked, gettext("Đã ghi kết quả so với chỉ tiêu."))


def _sent(ask: Callable[..., Receipt], asked: Any, said: str) -> AnyResponse:
    require(Act.HOLD_MEETING, asked.unit)
    record(ask, asked)
    return recorded(url_for("solutions.checks"), said)


# Themes of the year


@rooms.get("/solutions/4/themes")
@policy.needs(Act.READ_MEETING, of=policy.anywhere)
def themes() -> str:
    """A superior's orientation holds for those below it, so it is shown to them too."""
    with house().reading() as db:
        reach = policy.reach(Act.READ_MEETING)
        above = tuple({f"/{path.strip('/').split('/')[0]}/" for path in reach})
        listed = self_checks.orientations_in(db, above, None, SHOWN).items
        units = unit_tree.units_by_id(db, {one.unit for one in listed})
        own = unit_tree.units_in(db, policy.reach(Act.APPROVE_PROGRAMMES), unit_tree.Sought(), Part("path", limit=20))
    known = {"units": units, "own": own.items, "lines": THEMES, "today": house().now().date()}
    return render_template("solutions/themes.html", listed=listed, **known)


@rooms.post("/solutions/4/orientations")
@policy.needs(Act.APPROVE_PROGRAMMES, of=policy.anywhere)
def send_orientation() -> AnyResponse:
    asked = from_form(asks.IssueOrientation)
    require(Act.APPROVE_PROGRAMMES, asked.unit)
    record(asks.issue_orientation, asked)
    return recorded(url_for("solutions.themes"), gettext("Đã ban hành định hướng chuyên đề."))
