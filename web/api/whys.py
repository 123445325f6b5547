"""Why something came out so: a meeting's class, a case's deadline; verdicts and refusals bear theirs themselves."""

from datetime import date
from typing import Any
from uuid import UUID

import msgspec
from flask import abort

from domain.deadline import TermKind, strip_of, why_due
from domain.names import Grade
from domain.why import Why, WhyKind
from web import policy
from web.acts import Act
from web.api.operations import Answer, gives, room
from web.explaining import why_classed
from web.house import house
from web.places import of_case, of_meeting
from web.scoring import scored
from web.working_days import work_calendar

rooms = room("why", "Why something came out so: one shape for all.")


class WhyShown(msgspec.Struct, frozen=True, kw_only=True):
    """What came out, by which rule set and version, on what basis, from what; `facts` are positions in the journal."""

    of: WhyKind
    rule: str
    outcome: str
    ruleset: str
    version: int
    basis: str
    parameters: dict[str, Any]
    required: dict[str, Any]
    observed: dict[str, Any]
    would_suffice: dict[str, Any]
    facts: tuple[int, ...]
    late: tuple[int, ...]
    excluded: tuple[str, ...]


class StretchShown(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of the time until a deadline, its first day not counted; `off` and `weekend` are days not counted."""

    kind: TermKind
    first: date
    last: date
    working_days: int
    off: tuple[date, ...]
    weekend: int
    position: int


class DeadlineShown(msgspec.Struct, frozen=True, kw_only=True):
    """When a case is due, why, and how that came about."""

    due: date
    why: WhyShown
    strip: tuple[StretchShown, ...]


class ClassShown(msgspec.Struct, frozen=True, kw_only=True):
    """The class of a meeting, and why; nothing before it was decided."""

    class_: Grade | None = msgspec.field(name="class", default=None)
    why: WhyShown | None = None


@rooms.get("/meetings/<uuid:meeting>/class/why")
@policy.needs(Act.READ_COMPLIANCE, of=of_meeting)
@gives(ClassShown)
def get_why_classed(meeting: UUID) -> Answer:
    """Why a meeting is of the class that a superior committee gave it."""
    with house().reading() as db:
        found = scored(db, meeting)
    why = why_classed(found) if found else None
    return Answer(ClassShown(class_=found.seen.grade, why=shown(why)) if found and why else ClassShown())


@rooms.get("/remediations/<uuid:case>/deadline")
@policy.needs(Act.READ_CASE, of=of_case)
@gives(DeadlineShown)
def get_deadline(case: UUID) -> Answer:
    """When a case is due: set by which document, each extension, and the days that do not count."""
    calendar = work_calendar()
    strip = strip_of(house().journal.history(case), calendar)
    why = why_due(strip, house().now().date(), calendar) or abort(404)
    told = tuple(StretchShown(**{name: getattr(one, name) for name in StretchShown.__struct_fields__}) for one in strip)
    return Answer(DeadlineShown(due=date.fromisoformat(why.outcome), why=shown(why), strip=told))


def shown(why: Why) -> WhyShown:
    return WhyShown(**{name: _plain(getattr(why, name)) for name in WhyShown.__struct_fields__})


def _plain(value: Any) -> Any:
    return dict(value) if hasattr(value, "items") else value
