"""What inspectors do with what comes up: proposals confirmed or dismissed, findings handed to their units as cases."""

from collections.abc import Generator
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

from domain import catalogue
from domain.calendar import VIETNAM
from domain.names import DeficiencyCode, DeficiencyId, Month, PersonId, RemediationId, Severity
from web.demo import texts
from web.demo.case_paths import some_path
from web.demo.cases import CaseStory
from web.demo.docket import CaseFile, Finding
from web.demo.months import Proposed
from web.demo.scene import Scene
from web.demo.shape import PlannedUnit
from web.demo.stage import Story
from workflows.desk import Thing
from workflows.requests import deficiencies, proposals
from workflows.requests.shapes import Because

CONFIRMED_OF_WEAK, CONFIRMED_ELSEWHERE = 0.5, 0.22
EXPLAINED, WITHDRAWN, FELL, OWNED_UP = 0.75, 0.02, 0.04, 0.12
REOPENED_AGAIN = 0.35
OF_OVERSEERS = DeficiencyCode("D12")
LEFT_TO_DECIDE = 8
"""Proposals of the newest month that still wait."""
SEVERITIES = (Severity.MINOR, Severity.MINOR, Severity.MODERATE, Severity.MODERATE, Severity.SERIOUS)


class Inspecting:
    """The inspection committee of one Bloc."""

    def __init__(self, scene: Scene) -> None:
        self.scene, self.stage, self.docket = scene, scene.stage, scene.docket

    def look_at(self, cell: PlannedUnit, month: Month, proposed: list[Proposed]) -> None:
        """Proposals of a cell's month find their inspector; a handful of the newest ones wait.

        Those against overseers are not an inspector's to decide: they wait for the leaders.
        """
        proposed = [each for each in proposed if each.fact.code != OF_OVERSEERS]
        newest = month == self.scene.span.newest and self.docket.kept_waiting < self.scene.bloc.scaled(LEFT_TO_DECIDE)
        if newest:
            self.docket.kept_waiting += len(proposed)
        elif proposed:
            self.stage.begin(self._decide(cell, month, proposed))

    def _decide(self, cell: PlannedUnit, month: Month, proposed: list[Proposed]) -> Story:
        chance = self.scene.dice("decide", cell.code, month)
        inspector = chance.choice(self.scene.cast.inspectors)
        yield self.scene.later(chance, 0.3, 9)
        found = []
        for n, each in enumerate(proposed):
            if n:
                yield self.stage.now + timedelta(minutes=chance.randint(2, 25))
            found += self._decided(cell, each, inspector, chance)
        if found:
            yield from self.after_finding(cell, found, f"{cell.code} {month}")

    def _decided(self, cell: PlannedUnit, each: Proposed, inspector: PersonId, chance: Random) -> list[Finding]:
        """The finding where the proposal was confirmed."""
        code, thing = each.fact.code, Thing(each.stream)
        act = f"decide {each.stream}"
        share = CONFIRMED_OF_WEAK if self.scene.habits[cell.code].weak else CONFIRMED_ELSEWHERE
        if self.docket.is_open(cell, code) or chance.random() >= share:
            because = Because(texts.DISMISSED[3] if self.docket.is_open(cell, code) else chance.choice(texts.DISMISSED))
            proposals.dismiss_proposal(self.stage.desk, self.stage.hand(inspector, act), thing, because)
            self.stage.journal.forget(each.stream)
            return []
        explained = chance.random() < EXPLAINED
        causes = catalogue.deficiencies()[code].causes[:2] if explained else ()
        asked = proposals.ConfirmProposal(chance.choice(SEVERITIES), texts.QUOTES[code], causes)
        proposals.confirm_proposal(self.stage.desk, self.stage.hand(inspector, act), thing, asked)
        self.docket.find(cell, code, self.stage.now.astimezone(VIETNAM).date())
        return [Finding(DeficiencyId(self.stage.made_by(act, "deficiency")), code, inspector, explained)]

    # From a finding to its case

    def after_finding(self, unit: PlannedUnit, found: list[Finding], act: str) -> Story:
        """Some findings fall before any case is opened; what came back joins its closed case, or is linked to it."""
        chance = self.scene.dice("after finding", act)
        standing = []
        for finding in found:
            stands = yield from self._stands(unit, finding, chance)
            standing += [stands] if stands else []
        if standing:
            yield self.scene.later(chance, 0.2, 2)
            yield from self._take_up(unit, standing, act, chance)

    def _take_up(self, unit: PlannedUnit, standing: list[Finding], act: str, chance: Random) -> Story:
        inspector, today = standing[0].by, self.stage.now.astimezone(VIETNAM).date()
        before = self.docket.closed_before(unit, standing[0].code, today)
        if before and chance.random() < REOPENED_AGAIN:
            own = {finding.code for finding in before.found}
            joining = tuple(finding for finding in standing if finding.code in own)
            before.reopen(tuple(finding.id for finding in joining), inspector, joining)
            standing = [finding for finding in standing if finding not in joining]
        linked = self.docket.link(before, unit, standing) if before and before.closed_on else None
        if standing:
            yield from self.case(unit, standing, act, linked)

    def case(
        self, unit: PlannedUnit, found: list[Finding], act: str, recurrence_of: RemediationId | None = None
    ) -> Story:
        """The inspector who decided opens the case; another one verifies it."""
        cast, today = self.scene.cast, self.stage.now.astimezone(VIETNAM).date()
        inspector = next((one.by for one in found if one.by in cast.inspectors), cast.inspectors[2])
        path = some_path(self.scene.dice("path", act))
        if any(finding.owned_up for finding in found):
            path = replace(path, contested=False)
        file = CaseFile(
            act=f"case {act}",
            unit=unit,
            found=tuple(found),
            number=self.docket.number(today),
            opener=inspector,
            verifier=cast.other_inspector(inspector),
            answers=cast.secretary(unit),
            helps=cast.deputy(unit),
            recurrence_of=recurrence_of,
        )
        yield from CaseStory(self.scene, file, path).story()

    def _stands(self, unit: PlannedUnit, finding: Finding, chance: Random) -> Generator[datetime, None, Finding | None]:
        """The finding, unless it was withdrawn, or contested with right."""
        fate = chance.random()
        if fate < WITHDRAWN:
            yield from self._withdraw(finding, chance)
        elif fate < WITHDRAWN + FELL:
            yield from self._contest_with_right(unit, finding, chance)
        elif fate < WITHDRAWN + FELL + OWNED_UP:
            yield self.scene.later(chance, 0.2, 1)
            hand = self.stage.hand(self.scene.secretary(unit), f"own up {finding.id}")
            deficiencies.acknowledge_deficiency(self.stage.desk, hand, Thing(finding.id))
            return finding._replace(owned_up=True)
        else:
            return finding
        self.docket.settle(unit, finding.code)
        return None

    def _withdraw(self, finding: Finding, chance: Random) -> Story:
        yield self.scene.later(chance, 0.5, 3)
        hand = self.stage.hand(finding.by, f"withdraw {finding.id}")
        deficiencies.withdraw_deficiency(self.stage.desk, hand, Thing(finding.id), Because(texts.WITHDRAWN[0]))

    def _contest_with_right(self, unit: PlannedUnit, finding: Finding, chance: Random) -> Story:
        yield self.scene.later(chance, 0.5, 3)
        thing, because = Thing(finding.id), Because(chance.choice(texts.CONTESTED))
        hand = self.stage.hand(self.scene.secretary(unit), f"contest {finding.id}")
        deficiencies.contest_deficiency(self.stage.desk, hand, thing, because)
        yield self.scene.later(chance, 1, 4)
        hand = self.stage.hand(self.scene.cast.other_inspector(finding.by), f"uphold {finding.id}")
        upheld = deficiencies.DecideContest(upheld=True, reason=texts.UPHELD[0])
        deficiencies.decide_contest(self.stage.desk, hand, thing, upheld)
