"""The page of a case: everything its template shows, put together from the file and what was opened for it."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from flask import current_app, url_for

from domain.deadline import Stretch, strip_of, why_due
from domain.events.remediation import EvidenceFiled, PlanStep, ResultReported
from domain.names import DeficiencyCode, Sealed
from domain.record import Record
from domain.why import Why
from projections.notices import Mark, mark_on
from web.furthered import Furthered, furthered
from web.hands import hand
from web.house import house
from web.inspection.case_file import CaseFile
from web.inspection.offers import Offer, asks_for_effect, offers
from web.inspection.stages import TONES, Stage, stages
from web.inspection.timeline import Told, Words, told
from web.languages import gettext
from web.opened import names, texts
from web.policy import caller
from web.wording import word
from web.working_days import work_calendar

PRESSING = ("decide_contest", "decide_extension", "approve_plan", "return_plan", "verify", "close")
"""What stands in the card of the next action, first things first."""
HISTORY = "audit.entry"
"""Where the auditors' room shows an entry of the history."""


class Step(NamedTuple):
    """A line of the five-column plan, and what came of it."""

    n: int
    code: DeficiencyCode
    step: PlanStep
    remedy: str
    product: str
    owner: str
    done: bool
    again: bool
    result: str
    evidence: tuple[int, ...]


class Evidence(NamedTuple):
    """A file that came in, the n-th of the case."""

    n: int
    record: Record[EvidenceFiled]
    name: str
    note: str
    by: str
    href: str


class CasePage(NamedTuple):
    """What `inspection/case.html` shows."""

    file: CaseFile
    title: str
    tone: str
    today: date
    words: Words
    stages: list[Stage]
    offers: dict[str, list[Offer]]
    pressing: list[str]
    plan: list[Step]
    evidence: list[Evidence]
    timeline: list[Told]
    moves: dict[int, list[Furthered]]
    mark: Mark | None
    strip: tuple[Stretch, ...]
    deadline: Why | None

    def said(self, sealed: Sealed | None) -> str:
        return self.words.text(sealed)

    def extension_reason(self) -> str:
        """Why more time is asked for."""
        asked = [record.fact for record in self.file.own if type(record.fact).__name__ == "ExtensionRequested"]
        return self.said(asked[-1].reason) if asked else ""


def case_page(file: CaseFile, people: str = "") -> CasePage:
    """Put the page together: one query for the texts, one for the names."""
    words = Words(texts(file.sealed()), names(file.people()), entry_href)
    today = house().now().date()
    offered: dict[str, list[Offer]] = {}
    for offer in offers(file, caller(), hand()):
        offered.setdefault(offer.name, []).append(offer)
    evidence = list(_evidence(file, words))
    calendar = work_calendar()
    strip = strip_of(file.own, calendar)
    return CasePage(
        file,
        title_of(one.found.fact.code for one in file.held),
        TONES.get(file.seen.state, ""),
        today,
        words,
        stages(file, words, today),
        offered,
        list(_pressing(file, offered)),
        list(_plan(file, words, evidence)),
        evidence,
        told(file.records, words, people),
        _moves(file),
        _mark(file),
        strip,
        why_due(strip, today, calendar),
    )


def _moves(file: CaseFile) -> dict[int, list[Furthered]]:
    with house().reading() as db:
        return furthered(db, file.own)


def _mark(file: CaseFile) -> Mark | None:
    """To which level above it was told that something of it is overdue."""
    with house().reading() as db:
        return mark_on(db, file.story.case.case)


def title_of(codes: Iterable[str]) -> str:
    """A case is called by its deficiencies."""
    first, *others = list(codes) or [""]
    called = word("deficiency", first) if first else gettext("Vụ việc khắc phục")
    return gettext("%(first)s, và %(n)s khuyết điểm khác", first=called, n=len(others)) if others else called


def _pressing(file: CaseFile, offered: dict[str, list[Offer]]) -> Iterator[str]:
    yield from (name for name in PRESSING if name in offered)
    if asks_for_effect(file):
        yield from (name for name in ("judge_effect", "reopen") if name in offered)


def _plan(file: CaseFile, words: Words, evidence: list[Evidence]) -> Iterator[Step]:
    codes = {one.id: one.found.fact.code for one in file.held}
    reported = file.last(ResultReported)
    results = {result.step: words.text(result.text) for result in reported.fact.results} if reported else {}
    for n, step in enumerate(file.case.steps, start=1):
        yield Step(
            n,
            codes.get(step.deficiency, DeficiencyCode("")),
            step,
            words.text(step.remedy),
            words.text(step.product),
            words.names.get(step.owner, step.owner),
            n in file.case.done - file.case.sent_back,
            n in file.case.sent_back,
            results.get(n, ""),
            tuple(one.n for one in evidence if one.record.fact.step == n),
        )


def _evidence(file: CaseFile, words: Words) -> Iterator[Evidence]:
    for n, record in enumerate(file.evidence, start=1):
        fact = record.fact
        by = words.names.get(record.by, record.by)
        href = url_for("inspection.evidence", case=file.story.case.case, sha256=fact.sha256)
        yield Evidence(n, record, words.text(fact.name), words.text(fact.note), by, href)


def entry_href(position: int) -> str:
    """Where an entry of the history is shown, if anywhere."""
    return url_for(HISTORY, position=position) if HISTORY in current_app.view_functions else ""
