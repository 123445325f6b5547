"""What works: what came back after closure, how long it took, how cells fared before and after; how types compare."""

from dataclasses import dataclass
from datetime import date

from flask import render_template

from domain.calendar import month_of, months_after, months_on
from domain.names import Month
from projections.effect_sums import GroupedBy, compared, effects
from projections.effects import Span
from projections.regularity import Asked
from web import policy
from web.acts import Act
from web.asking import from_query
from web.house import house
from web.leadership.room import rooms
from web.shell import with_args
from web.wording import word

WORDED = {GroupedBy.DEFICIENCY: "deficiency", GroupedBy.TYPE: "unit_type"}
"""Which words the codes of a grouping have; solutions and actions share theirs."""


@dataclass(frozen=True)
class EffectsAsked:
    """Closed between two days, the last twelve months where none are named."""

    by: GroupedBy = GroupedBy.DEFICIENCY
    from_: date | None = None
    to: date | None = None


@rooms.get("/effects")
@policy.needs(Act.READ_REPORT, of=policy.anywhere)
def what_works() -> str:
    asked = from_query(EffectsAsked)
    span = span_of(asked.from_, asked.to, policy.reach(Act.READ_REPORT))
    with house().reading() as db:
        found, types = effects(db, span)[asked.by], compared(db, months_of(span))
    return render_template(
        "leadership/effects.html",
        asked=asked,
        span=span,
        found=found,
        types=types,
        ways=[(word("grouped_by", by), with_args(by=by), by is asked.by) for by in GroupedBy],
        kind=WORDED.get(asked.by, "solution"),
    )


def span_of(first: date | None, last: date | None, scope: tuple[str, ...]) -> Span:
    until = last or house().now().date()
    return Span(scope, first or months_after(until, -12), until)


def months_of(span: Span) -> Asked:
    """The whole months of a span: the one that it ends in is not over."""
    last = months_on(month_of(span.last), -1) or month_of(span.last)
    return Asked(span.scope, min(month_of(span.first), last), Month(last), span.at)
