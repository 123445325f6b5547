"""Thematic supervisions, and findings that no rule makes: by visitors, by leaders, by the units themselves."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from random import Random

from domain.calendar import VIETNAM, first_day
from domain.names import (
    BodyKind,
    DeficiencyCode,
    DeficiencyId,
    PersonId,
    Severity,
    Source,
    SourceKind,
    SupervisionId,
    Target,
    TargetKind,
)
from web.demo import texts
from web.demo.case_paths import Path, some_path
from web.demo.cases import CaseStory
from web.demo.docket import CaseFile, Finding
from web.demo.inspecting import OF_OVERSEERS, Inspecting
from web.demo.scene import Scene
from web.demo.shape import PlannedUnit
from web.demo.span import YEAR_OF_THE_ARTICLE
from web.demo.stage import Story
from workflows.desk import Thing
from workflows.requests import deficiencies, supervisions

SUPERVISED = 15
"""Grassroots organisations under thematic supervision in the article's year."""
NEWEST_SUPERVISIONS = (190, 62, 12)
"""Days before the end: one long concluded, one just so, one under way."""
MATTER = "Việc thực hiện nền nếp, nâng cao chất lượng sinh hoạt chi bộ"
BY_SUPERVISION = tuple(map(DeficiencyCode, ("D01", "D09", "D11", "D14", "D15", "D16", "D18", "D19", "D20")))
BY_VISITORS = tuple(map(DeficiencyCode, ("D01", "D03", "D04", "D08", "D15", "D18")))
OF_NEW_ONES = DeficiencyCode("D21")
REPORT_WITHIN = timedelta(days=45)
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
        """Proposed, some weeks later concluded; the limitations of the notice become a case of the organisation."""
        chance, act = self.scene.dice(act), f"{act} {unit.code}"
        inspector = chance.choice(self.scene.cast.inspectors)
        team = (inspector, self.scene.cast.other_inspector(inspector))
        yield datetime.combine(began, time(9), VIETNAM)
        asked = supervisions.ProposeSupervision(
            (self.stage.unit(unit.code),), MATTER, f"01/{began.year} – {began:%m/%Y}", team
        )
        supervisions.propose_supervision(self.stage.desk, self.stage.hand(inspector, f"{act} proposed"), asked)
        yield self.scene.later(chance, 30, 44)
        notice = self.scene.docket.number(self._today)
        found = self._conclude(unit, act, notice, chance)
        yield self.scene.later(chance, 0.1, 1)
        yield from CaseStory(self.scene, self._file(unit, act, notice, found), some_path(chance)).story()

    def _conclude(self, unit: PlannedUnit, act: str, notice: str, chance: Random) -> list[Finding]:
        codes = chance.sample(BY_SUPERVISION, chance.choice((1, 2, 2, 3)))
        where = self.stage.unit(unit.code)
        limits = tuple(supervisions.Concluded(where, code, texts.QUOTES[code], Severity.MODERATE) for code in codes)
        asked = supervisions.ConcludeSupervision(notice, self._today, self._today + REPORT_WITHIN, limits)
        thing = Thing(SupervisionId(self.stage.made_by(f"{act} proposed", "supervision")))
        inspector = self.scene.dice("concludes", act).choice(self.scene.cast.inspectors)
        supervisions.conclude_supervision(self.stage.desk, self.stage.hand(inspector, f"{act} concluded"), thing, asked)
        ids = (DeficiencyId(self.stage.made_by(f"{act} concluded", f"deficiency-{n}")) for n in range(len(codes)))
        found = [Finding(id_, code, inspector, explained=False) for id_, code in zip(ids, codes, strict=True)]
        for code in codes:
            self.scene.docket.find(unit, code, self._today)
        return found

    def _file(self, unit: PlannedUnit, act: str, notice: str, found: list[Finding]) -> CaseFile:
        cast, inspector = self.scene.cast, found[0].by
        return CaseFile(
            act=f"case {act}",
            unit=unit,
            found=tuple(found),
            number=notice,
            opener=inspector,
            verifier=cast.other_inspector(inspector),
            answers=cast.secretary(unit),
            helps=cast.deputy(unit),
            due=self._today + REPORT_WITHIN,
        )

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
