"""A case, a unit or the map played again: the very pages, as at each fact or each mark in turn."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from flask import abort, render_template, url_for

from projections.audit_trail import Entry, Sought, history
from projections.listing import Part
from projections.marks import all_marks
from projections.unit_family import family_of
from web import policy
from web.acts import Act
from web.audit.routes import rooms
from web.house import house
from web.languages import gettext
from web.places import of_case, of_unit
from web.wording import month, word

MOST_STEPS = 500


class Step(NamedTuple):
    """A position to be at, what happened there, and when; `when` is left out where a mark is of no one moment."""

    position: int
    what: str
    when: datetime | None


class Play(NamedTuple):
    """What is played again: its name, its own page, and the steps."""

    title: str
    page: str
    steps: list[Step]


@rooms.get("/replay/cases/<uuid:case>")
@policy.needs(Act.READ_HISTORY, of=of_case)
def replay_case(case: UUID) -> str:
    return _played(gettext("Vụ việc khắc phục"), lambda: url_for("inspection.case", case=case), Sought(streams=[case]))


@rooms.get("/replay/units/<code>")
@policy.needs(Act.READ_HISTORY, of=of_unit)
def replay_unit(code: str) -> str:
    with house().reading() as db:
        family = family_of(db, code) or abort(404)
    sought = Sought(unit=family.unit.unit)
    return _played(family.unit.name, lambda: url_for("inspection.unit", code=code), sought)


@rooms.get("/replay/map")
@policy.needs(Act.READ_HISTORY, of=policy.anywhere)
def replay_map() -> str:
    with house().reading() as db:
        steps = [Step(mark.position, _marked(mark.kind, mark.name), None) for mark in all_marks(db)]
    return _shown(Play(gettext("Bản đồ nền nếp"), url_for("inspection.overview"), steps))


def _played(title: str, page: Callable[[], str], sought: Sought) -> str:
    """The newest facts of a thing, in the order in which they were recorded."""
    with house().reading() as db:
        listed = history(db, policy.reach(Act.READ_HISTORY), sought, Part(None, limit=MOST_STEPS, counted=False))
    return _shown(Play(title, page(), _steps(listed.items)))


def _steps(entries: Iterable[Entry]) -> list[Step]:
    told = sorted(entries, key=lambda entry: entry.position)
    return [Step(one.position, word("fact", one.topic.partition(".")[0]), one.recorded_at) for one in told]


def _marked(kind: str, name: str) -> str:
    return f"{word('mark_kind', kind)} {month(name) if kind == 'month' else name}"


def _shown(play: Play) -> str:
    return render_template("audit/replay.html", play=play)
