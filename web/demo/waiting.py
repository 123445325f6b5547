"""Cases that stand somewhere on their way when the demo ends: every state is there, something waits for everyone."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import NamedTuple

from domain.calendar import VIETNAM
from domain.names import DeficiencyCode, Source, SourceKind
from web.demo.case_paths import At, Path
from web.demo.cases import CaseStory
from web.demo.docket import CaseFile, Finding
from web.demo.scene import Scene
from web.demo.shape import PlannedUnit
from web.demo.stage import Story
from web.demo.supervising import Supervising

WHOLE_BLOC = 200
"""A Bloc of so many cells has several cases of a kind."""
AT_WORK = time(9)


class Waiting(NamedTuple):
    """A case that began so many days before the end, and how far it came."""

    days: int
    path: Path
    copies: int = 1
    found: int = 1


def _stands(at: At, due_days: int = 30, **detours: bool) -> Path:
    return Path(pace=0.6, due_days=due_days, upto=at, **detours)


OPEN = (
    Waiting(4, _stands(At.OPENED), copies=2),
    Waiting(8, _stands(At.CONTESTED, contested=True), found=2),
    Waiting(10, _stands(At.PLANNED), copies=2),
    Waiting(14, _stands(At.RETURNED, returned=True)),
    Waiting(16, _stands(At.PLANNED_AGAIN, returned=True)),
    Waiting(17, _stands(At.UNDER_WAY), copies=2),
    Waiting(21, _stands(At.HALF_DONE), found=2),
    Waiting(22, _stands(At.EXTENSION_ASKED, due_days=25, extended=True), copies=2),
    Waiting(25, _stands(At.EXTENSION_DECIDED, due_days=27, extended=True)),
    Waiting(26, _stands(At.EXTENSION_DECIDED, due_days=29, extended=True, granted=False)),
    Waiting(31, _stands(At.REPORTED, due_days=40), copies=2),
    Waiting(36, _stands(At.SENT_BACK, due_days=45, sent_back=True)),
    Waiting(35, _stands(At.VERIFIED, due_days=40)),
)
OVERDUE = (
    Waiting(34, _stands(At.OPENED), copies=2),
    Waiting(39, _stands(At.RETURNED, returned=True)),
    Waiting(47, _stands(At.UNDER_WAY), copies=2, found=2),
    Waiting(68, _stands(At.HALF_DONE), copies=2),
)
AFTER_THE_END = (
    Waiting(118, Path(pace=0.6, judged=False), copies=2),
    Waiting(142, Path(pace=0.6, held=False, goes_on_after_denial=False)),
    Waiting(147, Path(pace=0.6, held=False, goes_on=False)),
)
CODES = tuple(map(DeficiencyCode, ("D06", "D10", "D05", "D11", "D09", "D02", "D14", "D19", "D07")))
OF_SECRETARY_1 = Waiting(24, _stands(At.HALF_DONE, due_days=26), found=2)
OF_SECRETARY_2 = Waiting(3, _stands(At.OPENED))
OF_LEADER = Waiting(12, _stands(At.PLANNED, due_days=45))
CAME_BACK, CLOSED_BEFORE = 16, 95


class WaitingCases:
    """Begins them, each in a cell of its own as far as there are cells."""

    def __init__(self, scene: Scene, supervising: Supervising) -> None:
        self.scene, self.supervising = scene, supervising
        self.n = 0

    def stories(self) -> Iterator[Story]:
        cast, several = self.scene.cast, len(self.scene.bloc.cells) >= WHOLE_BLOC
        own = {cast.first_cell.code, cast.second_cell.code}
        others = [cell for cell in self.scene.bloc.cells if cell.code not in own]
        self.scene.dice("waiting").shuffle(others)
        yield self._one(cast.first_cell, OF_SECRETARY_1)
        yield self._one(cast.second_cell, OF_SECRETARY_2)
        body = cast.bloc.organisation_of(cast.second_cell)
        yield self.supervising.found_by_leader(body, self._at(OF_LEADER.days).date(), OF_LEADER.path)
        yield from self.supervising.standing()
        for waiting in (*OPEN, *OVERDUE, *AFTER_THE_END):
            for _ in range(waiting.copies if several else 1):
                yield self._one(others[self.n % len(others)], waiting)
        for _ in range(2 if several else 1):
            yield self._came_back(others[self.n % len(others)])

    def _at(self, days: int) -> datetime:
        return datetime.combine(self.scene.span.horizon.date() - timedelta(days=days), AT_WORK, VIETNAM)

    def _one(self, cell: PlannedUnit, waiting: Waiting) -> Story:
        self.n += 1
        return self._played(cell, waiting, f"waiting {self.n}")

    def _played(self, cell: PlannedUnit, waiting: Waiting, act: str) -> Story:
        yield self._at(waiting.days)
        found = self._found(cell, waiting.found, act)
        yield self.scene.stage.now + timedelta(hours=1)
        yield from CaseStory(self.scene, self._file(cell, found, act), waiting.path).story()

    def _came_back(self, cell: PlannedUnit) -> Story:
        """A deficiency was remedied, and is found again some weeks later: the new case is linked to the old one."""
        self.n += 1
        act = f"came back {self.n}"
        yield self._at(CLOSED_BEFORE)
        found = self._found(cell, 1, act)
        yield self.scene.stage.now + timedelta(hours=1)
        before = CaseStory(self.scene, self._file(cell, found, act), Path(pace=0.6))
        yield from before.story()
        yield self._at(CAME_BACK)
        again = self._record(cell, found[0].code, f"{act} again")
        yield self.scene.stage.now + timedelta(hours=1)
        linked = self.scene.docket.link(before, cell, [again])
        file = replace(self._file(cell, [again], f"{act} again"), recurrence_of=linked)
        yield from CaseStory(self.scene, file, _stands(At.UNDER_WAY)).story()

    def _found(self, cell: PlannedUnit, many: int, act: str) -> list[Finding]:
        start = self.scene.dice(act).randrange(len(CODES))
        free = [code for code in (*CODES[start:], *CODES[:start]) if not self.scene.docket.is_open(cell, code)]
        return [self._record(cell, code, act) for code in free[:many]]

    def _record(self, cell: PlannedUnit, code: DeficiencyCode, act: str) -> Finding:
        """Seen in the minutes of the cell's last meeting, or, where none was told, in a report."""
        meeting = self.scene.last_held.get(cell.code)
        source = Source(SourceKind.MEETING, str(meeting)) if meeting else Source(SourceKind.DOCUMENT, f"BC {act}")
        inspector = self.scene.dice("inspector of", act).choice(self.scene.cast.inspectors)
        return self.supervising.record(cell, code, inspector, source)

    def _file(self, cell: PlannedUnit, found: list[Finding], act: str) -> CaseFile:
        cast, inspector = self.scene.cast, found[0].by
        number = self.scene.docket.number(self.scene.stage.now.date())
        return CaseFile(
            act=f"case {act}",
            unit=cell,
            found=tuple(found),
            number=number,
            opener=inspector,
            verifier=cast.other_inspector(inspector),
            answers=cast.secretary(cell),
            helps=cast.deputy(cell),
        )
