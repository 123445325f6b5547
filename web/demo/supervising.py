"""Thematic supervisions, and findings that no rule makes: by visitors, by leaders, by the units themselves."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from domain.calendar import VIETNAM, first_day
from domain.names import (
    BodyKind,
    DeficiencyCode,
    DeficiencyId,
    PersonId,
    Severity,
    Source,
    SourceKind,
    Target,
    TargetKind,
)
from projections.supervisions import SupervisionState
from web.demo import texts
from web.demo.case_paths import Path, some_path
from web.demo.cases import CaseStory
from web.demo.docket import CaseFile, Finding
from web.demo.inspecting import OF_OVERSEERS, Inspecting
from web.demo.scene import Scene
from web.demo.shape import PlannedUnit
from web.demo.span import YEAR_OF_THE_ARTICLE
from web.demo.stage import Story
from web.demo.supervisions import PlannedSupervision, SupervisionStory
from workflows.requests import deficiencies

SUPERVISED = 15
"""Grassroots organisations under thematic supervision in the article's year."""
NEWEST_SUPERVISIONS = (190, 62, 12)
"""Days before the end: one long concluded, one just so, one under way."""
STANDING = (
    (2, SupervisionState.PROPOSED, False),
    (6, SupervisionState.DECIDED, False),
    (9, SupervisionState.ANNOUNCED, False),
    (19, SupervisionState.WORKING, False),
    (28, SupervisionState.DRAFTED, False),
    (33, SupervisionState.CONFERRED, False),
    (41, SupervisionState.CONCLUDED, False),
    (15, SupervisionState.CONCLUDED, True),
)
"""Days before the end, how far each came, and whether it is entered from paper."""
OF_INSPECTORS = 44
BY_SUPERVISION = tuple(map(DeficiencyCode, ("D01", "D09", "D11", "D14", "D15", "D16", "D18", "D19", "D20")))
BY_VISITORS = tuple(map(DeficiencyCode, ("D01", "D03", "D04", "D08", "D15", "D18")))
OF_NEW_ONES = DeficiencyCode("D21")
FOUND_BY_VISITORS, FOUND_BY_THEMSELVES, AGAINST_COMMITTEES = 22, 6, 3
"""In a whole Bloc and year."""


class Supervising:
    """What the Bloc finds by looking itself."""

    def __init__(self, scene: Scene, inspecting: Inspecting) -> None:
        self.scene, self.stage, self.inspecting = scene, scene.stage, inspecting
        self.recorded = 0

    def stories(self) -> Iterator[Story]:
        chance = self.scene.dice("supervisions")
        months = self.scene.span.months
        this_year = [month for month in months if month.startswith(str(YEAR_OF_THE_ARTICLE))]
        for n, unit in enumerate(chance.sample(self.scene.bloc.grassroots, self.scene.bloc.scaled(SUPERVISED))):
            began = first_day(this_year[2 + n % 7]) + timedelta(days=chance.randint(2, 24))
            yield self._supervision(unit, began, f"supervision {n}")
        horizon = self.scene.span.horizon.date()
        for days in NEWEST_SUPERVISIONS:
            unit, began = chance.choice(self.scene.bloc.grassroots), horizon - timedelta(days=days)
            if began.year > YEAR_OF_THE_ARTICLE:
                yield self._supervision(unit, began, f"supervision {days} days ago")
        for year in sorted({month[:4] for month in months}):
            yield from self._of_a_year(year)

    def _of_a_year(self, year: str) -> Iterator[Story]:
        chance = self.scene.dice("findings", year)
        months = [month for month in self.scene.span.months if month.startswith(year)]
        part, bloc = len(months) / 12, self.scene.bloc
        days = [first_day(month) + timedelta(days=14) for month in months]
        weak = [cell for cell in bloc.cells if self.scene.habits[cell.code].weak] or list(bloc.cells)
        for n in range(round(bloc.scaled(FOUND_BY_VISITORS) * part)):
            yield self._found_by_visitor(chance.choice(weak), chance.choice(days), f"visitor {year} {n}")
        for n in range(max(1, round(bloc.scaled(FOUND_BY_THEMSELVES) * part))):
            yield self._found_by_itself(chance.choice(weak), chance.choice(days), f"itself {year} {n}")
        bodies = [unit for unit in bloc.grassroots if not unit.is_cell]
        for body in chance.sample(bodies, max(1, round(bloc.scaled(AGAINST_COMMITTEES) * part))):
            yield self.found_by_leader(body, chance.choice(days), Path(due_days=45))

    # Thematic supervision

    def _supervision(self, unit: PlannedUnit, began: date, act: str) -> Story:
        """Of one organisation, its whole road; the limitations of the notice become its case."""
        chance = self.scene.dice(act)
        codes = tuple(chance.sample(BY_SUPERVISION, chance.choice((1, 2, 2, 3))))
        yield datetime.combine(began, time(9), VIETNAM)
        plan = PlannedSupervision(f"{act} {unit.code}", (unit,), (codes,), path=some_path(chance))
        yield from SupervisionStory(self.scene, plan).story()

    def standing(self) -> Iterator[Story]:
        """One in every state when the demo ends, unless one began in the article's year, whose count is known."""
        if (self.scene.span.horizon.date() - timedelta(days=OF_INSPECTORS)).year <= YEAR_OF_THE_ARTICLE:
            return
        chance, cast = self.scene.dice("standing supervisions"), self.scene.cast
        bodies = [unit for unit in self.scene.bloc.grassroots if not unit.is_cell]
        first, second = cast.first_cell, cast.second_cell
        for days, upto, on_paper in STANDING:
            own = {SupervisionState.ANNOUNCED: (first,), SupervisionState.DRAFTED: (second,)}.get(upto, ())
            plan = self._planned((*own, chance.choice(bodies)), f"standing {upto} {days}", upto)
            yield self._begun(replace(plan, on_paper=on_paper), days)
        of_inspectors = self._planned((chance.choice(bodies),), "of inspectors", SupervisionState.CONCLUDED)
        yield self._begun(replace(of_inspectors, by_leaders=True, codes=((OF_OVERSEERS,),)), OF_INSPECTORS)

    def _planned(self, subjects: tuple[PlannedUnit, ...], act: str, upto: SupervisionState) -> PlannedSupervision:
        chance = self.scene.dice(act)
        return PlannedSupervision(act, subjects, tuple((chance.choice(BY_SUPERVISION),) for _ in subjects), upto)

    def _begun(self, plan: PlannedSupervision, days: int) -> Story:
        yield datetime.combine(self.scene.span.horizon.date() - timedelta(days=days), time(8, 30), VIETNAM)
        yield from SupervisionStory(self.scene, plan).story()

    # Findings by people

    def _found_by_visitor(self, cell: PlannedUnit, on: date, act: str) -> Story:
        """What a leader saw at a cell's meeting that no count shows."""
        chance = self.scene.dice(act)
        yield datetime.combine(on, time(15), VIETNAM)
        code = OF_NEW_ONES if cell.founded_on > self.scene.bloc.bloc.founded_on else chance.choice(BY_VISITORS)
        meeting = self.scene.last_held.get(cell.code)
        if meeting and not self.scene.docket.is_open(cell, code):
            visitor = chance.choice(self.scene.cast.leaders)
            finding = self.record(cell, code, visitor, Source(SourceKind.MEETING, str(meeting)))
            yield from self.inspecting.after_finding(cell, [finding], act)

    def _found_by_itself(self, cell: PlannedUnit, on: date, act: str) -> Story:
        """A cell reports on itself, and remedies what it found; someone from outside verifies it."""
        chance = self.scene.dice(act)
        yield datetime.combine(on, time(10), VIETNAM)
        code = chance.choice((DeficiencyCode("D05"), DeficiencyCode("D14"), DeficiencyCode("D17")))
        if not self.scene.docket.is_open(cell, code):
            finding = self.record(cell, code, self.scene.secretary(cell), Source(SourceKind.SELF, act))
            yield self.scene.later(chance, 0.5, 3)
            yield from self.inspecting.case(cell, [finding], act)

    def found_by_leader(self, body: PlannedUnit, on: date, path: Path) -> Story:
        """The inspection committee of a party body did not look closely: its superior finds that, and follows it up."""
        act, cast = f"leader {body.code} {on}", self.scene.cast
        chance = self.scene.dice(act)
        yield datetime.combine(on, time(9, 30), VIETNAM)
        number = f"{chance.randint(10, 90)}-CV/ĐUK"
        finding = self.record(body, OF_OVERSEERS, cast.leader, Source(SourceKind.DOCUMENT, number))
        yield self.scene.later(chance, 0.5, 2)
        other = next(leader for leader in cast.leaders if leader != cast.leader)
        checker = cast.person(f"checker {body.code}")
        file = CaseFile(f"case {act}", body, (finding,), number, cast.leader, other, checker, cast.deputy(body))
        yield from CaseStory(self.scene, file, path).story()

    def record(self, unit: PlannedUnit, code: DeficiencyCode, by: PersonId, source: Source) -> Finding:
        """A deficiency found by a person; one of the overseers stands against their inspection committee."""
        where = self.stage.unit(unit.code)
        against = Target(TargetKind.BODY, where, BodyKind.INSPECTION_COMMITTEE) if code == OF_OVERSEERS else None
        self.recorded += 1
        act = f"found {self.recorded} {self.scene.cast.code}"
        asked = deficiencies.RecordDeficiency(
            code, source, texts.QUOTES[code], Severity.MODERATE, None if against else where, against
        )
        deficiencies.record_deficiency(self.stage.desk, self.stage.hand(by, act), asked)
        self.scene.docket.find(unit, code, self._today)
        return Finding(DeficiencyId(self.stage.made_by(act, "deficiency")), code, by, explained=False)

    @property
    def _today(self) -> date:
        return self.stage.now.astimezone(VIETNAM).date()
