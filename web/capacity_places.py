"""Where courses, duties and support stand: what the policy is asked about."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import g

from projections import duties, supports, training, vacancies
from projections.reading import Reading
from projections.unit_tree import Unit, units_by_id
from web.acts import Act, Place
from web.house import house
from web.policy import allows, caller


def _placed(db: Reading, row: Any) -> Place | None:
    """Where the unit of a row stands; it is put by for the page, which shows it too."""
    unit = units_by_id(db, [row.unit]).get(row.unit) if row else None
    g.stands = (row, unit)
    return Place(unit.path) if unit else None


def stood() -> tuple[Any, Unit]:
    """What the gate has just read: the thing and its unit."""
    found: tuple[Any, Unit] = g.stands
    return found


def _finder(name: str, by_id: Callable[[Reading, UUID], Any]) -> Callable[..., Place | None]:
    def find(**named: Any) -> Place | None:
        with house().reading() as db:
            return _placed(db, by_id(db, named[name]))

    find.__name__ = f"of_{name}"
    return find


of_review = _finder("review", vacancies.review_by_id)
of_course = _finder("course", training.course_by_id)
of_rules = _finder("rules", duties.rules_by_id)
of_member_task = _finder("member_task", duties.task_by_id)
of_absence = _finder("absence", duties.absence_by_id)
of_support = _finder("support", supports.support_by_id)


def of_course_read(course: UUID, **_: object) -> Place | None:
    """Where the course's unit stands, or a unit of which the caller may read and somebody learns."""
    own = of_course(course=course)
    if own is None or allows(caller(), Act.READ_COMPLIANCE, own):
        return own
    row, unit = stood()
    with house().reading() as db:
        reach = [one.path for one in caller().held]
        theirs = training.learners_of(db, course, reach)
        places = [_placed(db, learner) for learner in theirs[:1]]
    g.stands = (row, unit)
    return next((place for place in places if place and allows(caller(), Act.READ_COMPLIANCE, place)), own)
