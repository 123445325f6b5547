"""Where courses, duties and support stand: what the policy is asked about."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import g

from projections import duties, supports, training, vacancies
from projections.beside_its_unit import Beside, beside_its_unit
from projections.temporal import Temporal
from projections.unit_tree import Unit
from web.acts import Act, Place
from web.house import house
from web.policy import allows, caller, reach


def stood() -> tuple[Any, Unit]:
    """What the gate has just read: the thing and its unit."""
    found: Beside = g.stands
    return found.row, found.unit


def _finder(name: str, table: Temporal[Any]) -> Callable[..., Place | None]:
    """Where a thing stands; it is put by for the page, which shows it too."""

    def find(**named: Any) -> Place | None:
        with house().reading() as db:
            g.stands = beside_its_unit(db, table, named[name])
        return Place(g.stands.unit.path) if g.stands else None

    find.__name__ = f"of_{name}"
    return find


of_review = _finder("review", vacancies.reviews)
of_course = _finder("course", training.courses)
of_rules = _finder("rules", duties.rules)
of_member_task = _finder("member_task", duties.tasks)
of_absence = _finder("absence", duties.absences)
of_support = _finder("support", supports.supports)


def of_course_read(course: UUID, **_: object) -> Place | None:
    """Where the course's unit stands, or a unit of which the caller may read and somebody learns."""
    own = of_course(course=course)
    if own is None or allows(caller(), Act.READ_COMPLIANCE, own):
        return own
    with house().reading() as db:
        theirs = training.learners_of(db, course, reach(Act.READ_COMPLIANCE))
    return next((Place(one.unit.path) for one in theirs), own)
