"""The page of a supervision: its stages, its papers, how far each subject is, what the caller may do next."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from typing import Any, NamedTuple

from domain import refusals
from domain.events import supervision as told
from domain.names import DeficiencyId, PersonId, UnitId
from domain.record import Hand
from domain.refusals import Refusal
from domain.supervision import Supervision
from projections.found import DeficiencyState
from projections.supervisions import Supervised, SupervisionState
from projections.unit_tree import Unit
from web.acts import weightiest
from web.hands import hand
from web.house import house
from web.inspection.case_page import entry_href
from web.inspection.stages import Stage
from web.inspection.supervision_file import Limitation, SupervisionFile
from web.inspection.timeline import Told, Words
from web.inspection.timeline import told as lines_of
from web.languages import gettext
from web.opened import names, texts
from web.places import target_of
from web.policy import Act, Place, allows, caller
from web.wording import day, word

ROAD = tuple(SupervisionState)
TONES = {
    SupervisionState.PROPOSED: "warn",
    SupervisionState.CONFERRED: "warn",
    SupervisionState.CONCLUDED: "ok",
    SupervisionState.ENDED: "ok",
}
PAPERS: tuple[tuple[type[Any], str], ...] = (
    (told.SupervisionDecided, "paper"),
    (told.SupervisionAnnounced, "paper"),
    (told.SelfReportReceived, "paper"),
    (told.WorkingSessionHeld, "minutes"),
    (told.ReportDrafted, "paper"),
    (told.ConferenceHeld, "minutes"),
    (told.ExplanationGiven, "paper"),
    (told.SupervisionReferred, "paper"),
    (told.FollowUpEnded, "paper"),
)
OWN_REPORT_WITHIN, REPORT_WITHIN = timedelta(days=10), timedelta(days=45)
"""What the forms propose."""
SETTLED = (DeficiencyState.CLOSED, DeficiencyState.WITHDRAWN)


class PaperOf(NamedTuple):
    """A document of the supervision, and with which fact it came."""

    what: str
    number: str
    dated: date
    href: str


class ToSettle(NamedTuple):
    """What was found in one unit: its limitations, and those that wait for a case; `opens`: the caller may open it."""

    unit: Unit
    limitations: list[Limitation]
    opens: bool

    @property
    def caseless(self) -> list[Limitation]:
        return [one for one in self.limitations if one.found.case is None and one.found.state not in SETTLED]


class SupervisionPage(NamedTuple):
    """What `inspection/supervision.html` shows."""

    file: SupervisionFile
    words: Words
    stages: list[Stage]
    papers: list[PaperOf]
    turn: str
    blocked: Refusal | None
    leads: bool
    results: list[ToSettle]
    timeline: list[Told]
    today: date

    def said(self, sealed: Any) -> str:
        return self.words.text(sealed)

    def asked_of(self, line: Supervised) -> str:
        return asked_of(self.file.state, line)

    @property
    def team(self) -> list[tuple[PersonId, str]]:
        return [(person, self.words.names.get(person, person)) for person in self.file.seen.row.team]

    @property
    def waiting(self) -> list[tuple[str, str]]:
        """The subjects that the next step is still to be taken with."""
        road, announcing = self.file.state, self.turn == "announce"
        behind = road.announced if announcing else road.worked_with
        left = [(line, unit) for line, unit in self.file.subjects if line.subject not in behind]
        return [(unit.code, unit.name) for line, unit in left if announcing or line.subject in road.announced]

    @property
    def ready(self) -> list[str]:
        """Those among them that have reported; all, where their term is over."""
        codes = [code for code, _ in self.waiting]
        reported = [unit.code for line, unit in self.file.subjects if line.reported_on and unit.code in codes]
        return reported or codes

    @property
    def term(self) -> date:
        return self.today + OWN_REPORT_WITHIN

    @property
    def report_by(self) -> date:
        return self.today + REPORT_WITHIN


def supervision_page(file: SupervisionFile) -> SupervisionPage:
    """Put the page together: one query for the texts, one for the names."""
    words = Words(texts(file.sealed()), names(file.people()), entry_href)
    leads = allows(caller(), Act.SUPERVISE, file.place)
    turn = turn_of(file.state)
    return SupervisionPage(
        file,
        words,
        stages_of(file),
        list(_papers(file, words)),
        turn,
        _tried(file, turn, hand()) if leads and turn else None,
        leads,
        list(_results(file)),
        lines_of([*file.own, *(one.recorded for one in file.limitations)], words),
        house().now().date(),
    )


def turn_of(road: Supervision) -> str:
    """The step that comes next on the supervising side; the name of its form."""
    if road.ended:
        return ""
    if road.concluded:
        return "end"
    if road.lead is None:
        return "decide"
    if road.announced < set(road.subjects):
        return "announce"
    if road.worked_with < set(road.subjects):
        return "session"
    if not road.drafted:
        return "draft-report"
    return "conclude" if road.conferred else "conference"


def stages_of(file: SupervisionFile) -> list[Stage]:
    """The road as a row of stages: what is behind, and what comes next."""
    at = ROAD.index(file.seen.row.state) + 1
    return list(_stages(at, dict(_days(file))))


def _stages(at: int, days: dict[SupervisionState, str]) -> Iterator[Stage]:
    for n, state in enumerate(ROAD):
        note = days.get(state, "") if n < at else gettext("bước tiếp theo") if n == at else ""
        yield Stage(word("supervision_stage", state), note, "done" if n < at else "now" if n == at else "")


def _days(file: SupervisionFile) -> Iterator[tuple[SupervisionState, str]]:
    """On which day each stage was reached."""
    firsts: tuple[tuple[SupervisionState, type[Any]], ...] = (
        (SupervisionState.PROPOSED, told.SupervisionProposed),
        (SupervisionState.DECIDED, told.SupervisionDecided),
        (SupervisionState.ANNOUNCED, told.SupervisionAnnounced),
        (SupervisionState.WORKING, told.WorkingSessionHeld),
        (SupervisionState.DRAFTED, told.ReportDrafted),
        (SupervisionState.CONFERRED, told.ConferenceHeld),
        (SupervisionState.CONCLUDED, told.SupervisionConcluded),
        (SupervisionState.ENDED, told.FollowUpEnded),
    )
    for state, kind in firsts:
        for record in file.facts(kind)[:1]:
            paper = getattr(record.fact, "paper", None) or getattr(record.fact, "minutes", None) or record.fact
            yield state, day(getattr(paper, "dated", None) or record.occurred_at.date())


def _papers(file: SupervisionFile, words: Words) -> Iterator[PaperOf]:
    kinds = dict(PAPERS)
    for record in file.own:
        fact = record.fact
        paper = fact if isinstance(fact, told.SupervisionConcluded) else getattr(fact, kinds.get(type(fact), ""), None)
        if paper is not None:
            yield PaperOf(word("paper_of", type(fact).__name__), paper.number, paper.dated, words.href(record.position))


def _results(file: SupervisionFile) -> Iterator[ToSettle]:
    """By unit, the subjects in their order first."""
    by_unit: dict[UnitId, list[Limitation]] = {line.subject: [] for line, _ in file.subjects}
    for one in file.limitations:
        by_unit.setdefault(one.found.unit, []).append(one)
    for unit, found in by_unit.items():
        if found and (there := file.units.get(unit)):
            against = weightiest(target_of(one.found) for one in found)
            yield ToSettle(there, found, allows(caller(), Act.OPEN_CASE, Place(there.path, against)))


def asked_of(road: Supervision, line: Supervised) -> str:
    """What a subject may hand in now: its own report, then an explanation; the name of the form."""
    if line.told_on and not line.reported_on and not (road.drafted or road.concluded):
        return "self-report"
    return "explanation" if (road.drafted or road.concluded) and not road.ended else ""


def _tried(file: SupervisionFile, turn: str, by: Hand) -> Refusal | None:
    """What stands against the next step now, so that a person reads it before they type."""
    unsettled = [DeficiencyId(one.found.deficiency) for one in file.limitations if one.found.state not in SETTLED]
    paper = told.Paper("", by.today)
    ready = file.state.reported - file.state.worked_with
    left = tuple(ready or set(file.state.announced) - file.state.worked_with)
    trials: dict[str, Callable[[], object]] = {
        "end": partial(file.state.end, unsettled, None),
        "session": partial(file.state.work, by, told.WorkingSessionHeld(left, by.today, paper)),
    }
    try:
        trials.get(turn, lambda: None)()
    except refusals.PaperBeforeTheLast:
        return None
    except Refusal as refusal:
        return refusal
    return None
