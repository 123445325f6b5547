"""Why something came out so: a meeting's class, a case's deadline; verdicts and refusals bear theirs themselves."""

from datetime import date
from uuid import UUID

import msgspec
from flask import abort

from domain.deadline import Stretch, strip_of, why_due
from domain.names import Grade
from domain.why import Why
from web import policy
from web.acts import Act
from web.api.operations import Answer, gives, room
from web.api.shown import Named, Showing, shape_of
from web.explaining import why_classed
from web.house import house
from web.places import of_case, of_meeting
from web.scoring import scored
from web.working_days import work_calendar

rooms = room("why", "Why something came out so: one shape for all.")


WHY = shape_of(Why, "WhyShown")
STRETCH = shape_of(Stretch, "StretchShown", Named(frozenset({"basis"})))


class DeadlineShown(msgspec.Struct, frozen=True, kw_only=True):
    """When a case is due, why, and how that came about."""

    due: date
    why: WHY  # type: ignore[valid-type]  # made while running
    strip: tuple[STRETCH, ...]  # type: ignore[valid-type]  # made while running


class ClassShown(msgspec.Struct, frozen=True, kw_only=True):
    """The class of a meeting, and why; nothing before it was decided."""

    class_: Grade | None = msgspec.field(name="class", default=None)
    why: WHY | None = None  # type: ignore[valid-type]  # made while running


@rooms.get("/meetings/<uuid:meeting>/class/why")
@policy.needs(Act.READ_COMPLIANCE, of=of_meeting)
@gives(ClassShown)
def get_why_classed(meeting: UUID) -> Answer:
    """Why a meeting is of the class that a superior committee gave it."""
    with house().reading() as db:
        found = scored(db, meeting)
        why, showing = why_classed(found) if found else None, Showing(db, [])
    return Answer(ClassShown(class_=found.seen.grade, why=showing.show(why, WHY)) if found and why else ClassShown())


@rooms.get("/remediations/<uuid:case>/deadline")
@policy.needs(Act.READ_CASE, of=of_case)
@gives(DeadlineShown)
def get_deadline(case: UUID) -> Answer:
    """When a case is due: set by which document, each extension, and the days that do not count."""
    calendar = work_calendar()
    strip = strip_of(house().journal.history(case), calendar)
    why = why_due(strip, house().now().date(), calendar) or abort(404)
    with house().reading() as db:
        showing = Showing(db, [])
    told = tuple(showing.show(one, STRETCH) for one in strip)
    return Answer(DeadlineShown(due=date.fromisoformat(why.outcome), why=showing.show(why, WHY), strip=told))
