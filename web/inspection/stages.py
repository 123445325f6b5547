"""The road of a case as a row of stages: what is done, where it stands, what comes."""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from domain.calendar import local_day
from domain.events.remediation import (
    PlanApproved,
    RemediationClosed,
    RemediationOpened,
    ResultReported,
)
from domain.record import Record
from projections.case_seen import CaseState, Effect
from web.inspection.case_file import CaseFile
from web.inspection.timeline import Words
from web.languages import gettext
from web.wording import day, word
from web.working_days import work_calendar
from workflows.reactions.close_months_that_ended import BY_ITSELF

ROAD = ("found", "opened", "plan_submitted", "under_way", "verified", "closed", "effect")
AT = {
    CaseState.OPENED: 2,
    CaseState.REOPENED: 2,
    CaseState.PLAN_SUBMITTED: 2,
    CaseState.PLAN_RETURNED: 2,
    CaseState.UNDER_WAY: 3,
    CaseState.SENT_BACK: 3,
    CaseState.REPORTED: 4,
    CaseState.VERIFIED: 5,
    CaseState.CLOSED: 6,
}
TONES = {
    CaseState.PLAN_SUBMITTED: "info",
    CaseState.PLAN_RETURNED: "warn",
    CaseState.UNDER_WAY: "info",
    CaseState.REPORTED: "info",
    CaseState.SENT_BACK: "warn",
    CaseState.VERIFIED: "ok",
    CaseState.CLOSED: "ok",
    CaseState.REOPENED: "bad",
}


class Stage(NamedTuple):
    """A stage, as `components/case.html` shows it; `state` is done, now or empty."""

    name: str
    note: str
    state: str


def stages(file: CaseFile, words: Words, today: date) -> list[Stage]:
    """The seven stages of a case."""
    seen = file.seen
    at = AT[seen.state] + (seen.effect is Effect.CONFIRMED)
    done = list(_done(file, words))
    return [
        Stage(
            word("stage", name),
            done[n] if n < at else _now(file, today) if n == at else "",
            "done" if n < at else "now" if n == at else "",
        )
        for n, name in enumerate(ROAD)
    ]


def _done(file: CaseFile, words: Words) -> Iterator[str]:
    """What is said of each stage once it is behind."""
    found = file.held[0].found if file.held else None
    yield _signed(found, words)
    yield _signed(file.last(RemediationOpened), words)
    yield _signed(file.last(PlanApproved), words)
    yield _signed(file.last(ResultReported), words)
    yield gettext("%(n)s khuyết điểm đạt", n=len(file.case.verified))
    yield _signed(file.last(RemediationClosed), words)
    yield word("effect", file.seen.effect)


def _signed(record: Record[Any] | None, words: Words) -> str:
    if record is None:
        return ""
    who = gettext("hệ thống") if record.by == BY_ITSELF else words.names.get(record.by, record.by)
    return f"{day(local_day(record.occurred_at))}, {who}"


def _now(file: CaseFile, today: date) -> str:
    """What is said of the stage where the case stands."""
    seen = file.seen
    match seen.state:
        case CaseState.CLOSED:
            return word("effect", seen.effect)
        case CaseState.VERIFIED:
            return word("case_state", seen.state)
        case CaseState.REPORTED:
            reported = file.last(ResultReported)
            return gettext("báo cáo %(day)s", day=day(local_day(reported.occurred_at))) if reported else ""
        case CaseState.UNDER_WAY | CaseState.SENT_BACK:
            steps = len(seen.case.steps)
            return gettext("%(done)s/%(all)s việc", done=steps - len(seen.remaining_steps), all=steps)
        case _:
            return left(seen.case.due, today)


def left(due: date, today: date) -> str:
    """A term and how many working days are left of it."""
    days = work_calendar().working_days_between(today, due)
    if due < today:
        return gettext("quá hạn %(n)s ngày làm việc (hạn %(day)s)", n=-days, day=day(due))
    return gettext("hạn %(day)s, còn %(n)s ngày làm việc", day=day(due), n=days)
