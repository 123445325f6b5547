"""One thematic supervision of the demo: its whole road, its conclusion, the cases that follow, the end of follow-up."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from domain.calendar import VIETNAM
from domain.deficiency import Deficiency
from domain.names import (
    BodyKind,
    DeficiencyCode,
    DeficiencyId,
    PersonId,
    Severity,
    SupervisionId,
    Target,
    TargetKind,
)
from domain.supervision import Supervision
from projections.supervisions import SupervisionState
from web.demo import texts
from web.demo.case_paths import Path
from web.demo.cases import CaseStory
from web.demo.docket import CaseFile, Finding
from web.demo.scene import Scene
from web.demo.shape import PlannedUnit
from web.demo.stage import Story
from workflows.desk import Thing
from workflows.requests import supervision_results as results
from workflows.requests import supervisions as asks

MATTER = "Việc thực hiện nền nếp, nâng cao chất lượng sinh hoạt chi bộ"
OF_OVERSEERS = DeficiencyCode("D12")
REPORT_WITHIN = timedelta(days=45)
OWN_REPORT_WITHIN = timedelta(days=10)


@dataclass(frozen=True)
class PlannedSupervision:
    """Of whom, by whom, how far it comes; `by_leaders`: it looks at the inspection committees of its subjects.

    `on_paper`: only its conclusion is entered. `path`: how the case of each subject goes; none is opened without.
    """

    act: str
    subjects: tuple[PlannedUnit, ...]
    codes: tuple[tuple[DeficiencyCode, ...], ...]
    upto: SupervisionState = SupervisionState.ENDED
    path: Path | None = None
    by_leaders: bool = False
    on_paper: bool = False


class SupervisionStory:
    """Plays a supervision, act by act, up to where it stands."""

    def __init__(self, scene: Scene, plan: PlannedSupervision) -> None:
        self.scene, self.stage, self.plan = scene, scene.stage, plan
        self.chance = scene.dice("supervision", plan.act)
        side = scene.cast.leaders[:3] if plan.by_leaders else scene.cast.inspectors
        self.lead = self.chance.choice(side)
        self.team = (self.lead, next(one for one in side if one != self.lead))
        self.id = SupervisionId(self.stage.made_by(f"{plan.act} proposed", "supervision"))
        self.notice = ""
        self.found: dict[PlannedUnit, list[Finding]] = {}

    def story(self) -> Story:
        """From the proposal on; the caller has waited for its moment."""
        self._propose()
        if self.plan.upto is SupervisionState.PROPOSED:
            return
        for state, phase in self._phases().items():
            yield from phase()
            if state is self.plan.upto:
                return

    def _phases(self) -> dict[SupervisionState, Callable[[], Story]]:
        if self.plan.on_paper:
            return {SupervisionState.CONCLUDED: self._conclude, SupervisionState.ENDED: self._follow_up}
        return {
            SupervisionState.DECIDED: self._decide,
            SupervisionState.ANNOUNCED: self._announce,
            SupervisionState.WORKING: self._report_and_work,
            SupervisionState.DRAFTED: self._draft,
            SupervisionState.CONFERRED: self._confer,
            SupervisionState.CONCLUDED: self._conclude,
            SupervisionState.ENDED: self._follow_up,
        }

    # The road

    def _propose(self) -> None:
        where = tuple(self.stage.unit(unit.code) for unit in self.plan.subjects)
        committee = BodyKind.INSPECTION_COMMITTEE
        against = tuple(Target(TargetKind.BODY, unit, committee) for unit in where) if self.plan.by_leaders else ()
        period = f"01/{self._today.year} – {self._today:%m/%Y}"
        asked = asks.ProposeSupervision(where, MATTER, period, self.team, against)
        self._ask(asks.propose_supervision, "proposed", asked)

    def _decide(self) -> Story:
        yield self._wait(1, 3)
        plan = self.chance.choice(texts.SUPERVISION_PLANS)
        asked = asks.DecideSupervision(self._number("QĐ"), self._today, self.lead, plan)
        self._ask(asks.decide_supervision, "decided", self._thing, asked)

    def _announce(self) -> Story:
        yield self._wait(1, 2)
        asked = asks.AnnounceSupervision(self._number("TB"), self._today, (), self._today + OWN_REPORT_WITHIN)
        self._ask(asks.announce_supervision, "announced", self._thing, asked)

    def _report_and_work(self) -> Story:
        """The last subject of several is still to be worked with where the supervision stands here."""
        subjects = self.plan.subjects
        if self.plan.upto is SupervisionState.WORKING and len(subjects) > 1:
            subjects = subjects[:-1]
        for unit in subjects:
            yield self._wait(2, 4)
            own = asks.ReportOnItself(self.chance.choice(texts.SELF_REPORTS), self.stage.unit(unit.code))
            secretary = self.scene.cast.secretary(unit)
            self._ask(asks.report_on_itself, f"{unit.code} reported", self._thing, own, by=secretary)
        for unit in subjects:
            yield self._wait(1, 3)
            where, note = (self.stage.unit(unit.code),), self.chance.choice(texts.SESSIONS)
            asked = asks.HoldSession(self._number("BB"), self._today, None, where, note)
            self._ask(asks.hold_session, f"{unit.code} worked", self._thing, asked)

    def _draft(self) -> Story:
        yield self._wait(3, 5)
        asked = asks.DraftReport(self._number("BC"), self._today, self.chance.choice(texts.SUPERVISION_REPORTS))
        self._ask(asks.draft_report, "drafted", self._thing, asked)

    def _confer(self) -> Story:
        yield self._wait(2, 4)
        asked = asks.HoldConference(self._number("BB"), self._today)
        self._ask(asks.hold_conference, "conferred", self._thing, asked)
        if self.chance.random() < 0.5:  # every other one has something to say
            yield self._wait(0.5, 1)
            unit = self.plan.subjects[0]
            said = results.Explain(self.chance.choice(texts.EXPLANATIONS), self.stage.unit(unit.code))
            self._ask(results.explain, "explained", self._thing, said, by=self.scene.cast.secretary(unit))

    # The conclusion, and what follows

    def _conclude(self) -> Story:
        yield self._wait(3, 6) if not self.plan.on_paper else self._wait(0.1, 0.2)
        self.notice = self.scene.docket.number(self._today)
        limits = tuple(self._limits())
        asked = results.ConcludeSupervision(self.notice, self._today, self._today + REPORT_WITHIN, limits)
        self._ask(results.conclude_supervision, "concluded", self._thing, asked)
        named = [(unit, code) for unit, codes in self._codes() for code in codes]
        for n, (unit, code) in enumerate(named):
            id_ = DeficiencyId(self.stage.made_by(f"{self.plan.act} concluded", f"deficiency-{n}"))
            self.found.setdefault(unit, []).append(Finding(id_, code, self.lead, explained=False))
            self.scene.docket.find(unit, code, self._today)

    def _codes(self) -> Iterator[tuple[PlannedUnit, tuple[DeficiencyCode, ...]]]:
        return zip(self.plan.subjects, self.plan.codes, strict=True)

    def _limits(self) -> Iterator[results.Concluded]:
        for unit, codes in self._codes():
            where = self.stage.unit(unit.code)
            for code in codes:
                body = Target(TargetKind.BODY, where, BodyKind.INSPECTION_COMMITTEE) if code == OF_OVERSEERS else None
                whole = None if body else where
                yield results.Concluded(code, texts.QUOTES[code], Severity.MODERATE, whole, body)

    def _follow_up(self) -> Story:
        """The limitations of each subject become its case; when the last has closed, follow-up ends."""
        if self.plan.path is None:
            return
        yield self._wait(0.1, 1)
        for unit, found in self.found.items():
            yield from CaseStory(self.scene, self._file(unit, found), self.plan.path).story()
        yield self._wait(0.5, 4)
        supervision, _ = self.stage.desk.open(Supervision(), self._thing)
        if not any(one.open for one, _ in self.stage.desk.open_all(Deficiency(), supervision.deficiencies).values()):
            asked = results.EndFollowUp(self._number("TB"), self._today)
            self._ask(results.end_follow_up, "ended", self._thing, asked)

    def _file(self, unit: PlannedUnit, found: list[Finding]) -> CaseFile:
        cast = self.scene.cast
        return CaseFile(
            act=f"case {self.plan.act} {unit.code}",
            unit=unit,
            found=tuple(found),
            number=self.notice,
            opener=self.lead,
            verifier=cast.other_inspector(self.lead) if not self.plan.by_leaders else self.team[1],
            answers=cast.person(f"checker {unit.code}") if self.plan.by_leaders else cast.secretary(unit),
            helps=cast.deputy(unit),
            due=self._today + REPORT_WITHIN,
        )

    # What every act needs

    def _ask(self, ask: Callable[..., object], act: str, *asked: object, by: PersonId | None = None) -> None:
        ask(self.stage.desk, self.stage.hand(by or self.lead, f"{self.plan.act} {act}"), *asked)

    def _number(self, kind: str) -> str:
        return f"{self.chance.randint(10, 99)}-{kind}/UBKTĐUK"

    def _wait(self, fewest: float, most: float) -> datetime:
        return self.scene.later(self.chance, fewest, most)

    @property
    def _thing(self) -> Thing:
        return Thing(self.id)

    @property
    def _today(self) -> date:
        return self.stage.now.astimezone(VIETNAM).date()
