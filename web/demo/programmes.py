"""Each solution run for a year over the Bloc, in the article's year and the newest one; a playbook adopted anew."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from domain.calendar import VIETNAM
from domain.names import PersonId, SolutionCode, UnitType
from domain.solution_names import ReviewPeriod
from web.demo import texts_of_programmes as texts
from web.demo.measuring import Measuring
from web.demo.scene import Scene
from web.demo.span import LAST, YEAR_OF_THE_ARTICLE
from web.demo.stage import Story
from workflows.desk import Thing
from workflows.requests import playbooks
from workflows.requests import programmes as asks
from workflows.solutions import SEVEN_SOLUTIONS
from workflows.solutions.playbook import Playbook

DAY, AT_WORK = timedelta(days=1), time(14, 10)
MEASURED = frozenset(map(SolutionCode, ("S1", "S5")))
"""Reviewed while the demo plays: their measures are those that it keeps up."""
RETURNED, WAITS = SolutionCode("S6"), SolutionCode("S7")
"""In the newest year one was given back, and one waits for a leader."""
ADOPTED, SHORTENED = SolutionCode("S4"), 10
"""The solution whose steps were adopted anew: whoever had more than a month got so many working days less."""
MONTH, HALF_A_YEAR = 22, 6
ENTERPRISES = (UnitType.FOREIGN_OWNED_ENTERPRISE, UnitType.NON_STATE_ENTERPRISE, UnitType.COOPERATIVE_UNION)
OVER = {SolutionCode("S6"): ENTERPRISES[1:], SolutionCode("S7"): ENTERPRISES[:2]}
"""What is run for some types of unit alone."""
Proposing = Generator[datetime, None, Thing]
"""Answers the programme once it was proposed."""


class Programmes:
    """The years of the solutions over one Bloc: inspectors propose and review, a leader decides."""

    def __init__(self, scene: Scene) -> None:
        self.scene, self.stage, self.cast = scene, scene.stage, scene.cast
        self.unit = self.stage.unit(self.cast.code)
        self.measuring = Measuring()
        self.stage.journal.listeners.append(self.measuring.listen)

    def stories(self) -> Iterator[Story]:
        for n, playbook in enumerate(SEVEN_SOLUTIONS):
            yield self._ended(playbook, n)
        if self.scene.span.newest > LAST:
            yield self._adopted(next(one for one in SEVEN_SOLUTIONS if one.code == ADOPTED))
            for n, playbook in enumerate(SEVEN_SOLUTIONS):
                yield self._newest(playbook, n)

    @property
    def year(self) -> int:
        """The newest year of which more than half was told: its programmes can have been reviewed."""
        newest = self.scene.span.newest
        return max(YEAR_OF_THE_ARTICLE + 1, int(newest[:4]) - (int(newest[5:]) <= HALF_A_YEAR))

    # The years

    def _ended(self, playbook: Playbook, n: int) -> Story:
        """The article's year: proposed, approved, where it is measured reviewed twice, ended when the year was over."""
        year = YEAR_OF_THE_ARTICLE
        programme = yield from self._proposed(playbook, year, date(year, 1, 6) + n * DAY)
        yield from self._approved(programme, playbook, date(year, 1, 20) + n * DAY)
        if playbook.code in MEASURED:
            yield from self._reviewed(programme, playbook, ReviewPeriod.MID_YEAR, date(year, 7, 2))
            yield from self._reviewed(programme, playbook, ReviewPeriod.YEAR_END, date(year, 12, 30))
        yield self._at(date(year, 12, 31), n)
        self._ask(asks.end_programme, self.cast.leader, f"{playbook.code} {year} ended", programme, texts.ENDED)

    def _newest(self, playbook: Playbook, n: int) -> Story:
        """Running, some with a look in mid-year; one was given back and one waits when the demo ends."""
        year, late = self.year, playbook.code in (RETURNED, WAITS)
        today = self.scene.span.horizon.astimezone(VIETNAM).date()
        begins = today - (9 if playbook.code == WAITS else 20) * DAY if late else date(year, 1, 6) + n * DAY
        programme = yield from self._proposed(playbook, begins.year if late else year, begins)
        if playbook.code == RETURNED:
            yield self._at(begins + 6 * DAY)
            act = f"{playbook.code} {begins.year} returned"
            self._ask(asks.return_programme, self.cast.leader, act, programme, texts.RETURNED)
        elif not late:
            yield from self._approved(programme, playbook, date(year, 1, 20) + n * DAY)
            if playbook.code in MEASURED:
                yield from self._reviewed(programme, playbook, ReviewPeriod.MID_YEAR, date(year, 7, 2))

    # The acts

    def _proposed(self, playbook: Playbook, year: int, day: date) -> Proposing:
        yield self._at(day, playbook.number)
        types, act = OVER.get(playbook.code, ()), f"{playbook.code} {year} proposed"
        targets = {code: target for code, target in texts.TARGETS.items() if code in _codes(playbook)}
        asked = asks.ProposeProgramme(self.unit, year, (), targets, types, texts.AIMS[playbook.code])
        self._ask(asks.propose_programme, self.cast.inspectors[0], act, playbook.number, asked)
        return Thing(self.stage.made_by(self._named(act), "programme"))

    def _approved(self, programme: Thing, playbook: Playbook, day: date) -> Story:
        yield self._at(day, playbook.number)
        asked = asks.ApproveProgramme(f"{playbook.number:02d}-CTr/ĐUK")
        self._ask(asks.approve_programme, self.cast.leader, f"{playbook.code} {day.year} approved", programme, asked)

    def _reviewed(self, programme: Thing, playbook: Playbook, period: ReviewPeriod, day: date) -> Story:
        yield self._at(day, playbook.number)
        figures = self.measuring.figures(playbook, self.unit, self.stage.now.astimezone(VIETNAM).date())
        asked = asks.ReviewProgramme(period, texts.REVIEWED[period])
        act = f"{playbook.code} {day.year} {period}"
        self._ask(asks.review_programme, self.cast.inspectors[0], act, programme, figures, asked)

    def _adopted(self, playbook: Playbook) -> Story:
        """Lately: what began before keeps the steps that it began with."""
        day = self.scene.span.horizon.astimezone(VIETNAM).date() - 75 * DAY
        yield self._at(day)
        steps = tuple(
            playbooks.StepAsked(step.code, step.owner, step.term - SHORTENED * (step.term > MONTH), step.evidence)
            for step in playbook.steps
        )
        asked = playbooks.AdoptPlaybook(day + 5 * DAY, texts.BASIS, steps)
        self._ask(playbooks.adopt_playbook, self.cast.leader, "playbook adopted", playbook.number, None, asked)

    def _ask(self, request: Callable[..., Any], by: PersonId, act: str, *asked: Any) -> None:
        request(self.stage.desk, self.stage.hand(by, self._named(act)), *asked)

    def _named(self, act: str) -> str:
        return f"programme {act} {self.cast.code}"

    def _at(self, day: date, minutes: int = 0) -> datetime:
        return datetime.combine(day, AT_WORK, VIETNAM) + timedelta(minutes=minutes)


def _codes(playbook: Playbook) -> set[str]:
    return {measure.code for measure in playbook.measures}
