"""What is done in one remediation case: the unit's acts and the inspectors', each when its moment has come."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from domain import catalogue
from domain.calendar import VIETNAM
from domain.names import Classification, PersonId, RemediationId
from domain.record import Hand
from domain.remediation import Remediation
from web.demo import texts
from web.demo.case_paths import Path
from web.demo.docket import CaseFile
from web.demo.scene import Scene
from web.demo.stage import Story
from workflows.desk import Thing
from workflows.requests import deficiencies, remediations, verdicts_on_cases
from workflows.requests.shapes import Because

EXTENSION = timedelta(days=15)
SECOND_STEP = 0.25


class CaseActs:
    """A case, and the acts in it."""

    def __init__(self, scene: Scene, file: CaseFile, path: Path) -> None:
        self.scene, self.stage, self.file, self.path = scene, scene.stage, file, path
        self.chance = scene.dice("case", file.act)
        self.id = RemediationId(self.stage.made_by(f"{file.act} opened", "remediation"))
        self.found = list(file.found)
        self.closed_on: date | None = None
        self.taken_over = self.denied = False
        self.acts = 0

    # What every act needs

    def _hand(self, by: PersonId) -> Hand:
        self.acts += 1
        return self.stage.hand(by, f"{self.file.act} act {self.acts}")

    def _wait(self, fewest: float, most: float) -> datetime:
        return self.scene.later(self.chance, fewest * self.path.pace, most * self.path.pace)

    def _because(self, reasons: tuple[str, ...]) -> Because:
        return Because(self.chance.choice(reasons))

    @property
    def _thing(self) -> Thing:
        return Thing(self.id)

    @property
    def _case(self) -> Remediation:
        return self.stage.desk.open(Remediation(), self._thing)[0]

    # The acts

    def _open(self) -> None:
        today = self.stage.now.astimezone(VIETNAM).date()
        dated = self.file.dated or today
        due = self.file.due or today + timedelta(days=self.path.due_days)
        asked = remediations.OpenRemediation(
            tuple(finding.id for finding in self.found),
            due,
            remediations.BasisNamed(self.file.number, dated),
            self.file.recurrence_of,
        )
        remediations.open_remediation(
            self.stage.desk, self.stage.hand(self.file.opener, f"{self.file.act} opened"), asked
        )

    def _wait_for_a_remark(self) -> Story:
        if self.path.commented:
            yield self._wait(0.2, 1)
            remark = remediations.MakeComment(self.chance.choice(texts.COMMENTS))
            remediations.make_comment(self.stage.desk, self._hand(self.file.opener), self._thing, remark)

    def _contest(self) -> Story:
        yield self._wait(1, 3)
        thing, hand = Thing(self.found[-1].id), self._hand(self.file.answers)
        deficiencies.contest_deficiency(self.stage.desk, hand, thing, self._because(texts.CONTESTED))

    def _decide_contest(self) -> Story:
        yield self._wait(2, 5)
        upheld = self.path.upheld and len(self.found) > 1
        finding = self.found[-1]
        asked = deficiencies.DecideContest(upheld, self.chance.choice(texts.UPHELD if upheld else texts.REJECTED))
        judge = self._hand(self.scene.cast.other_inspector(finding.by))
        deficiencies.decide_contest(self.stage.desk, judge, Thing(finding.id), asked)
        if upheld:
            self.scene.docket.settle(self.file.unit, self.found.pop().code)

    def _plan(self) -> Story:
        yield self._wait(1.5, 5)
        asked = remediations.SubmitPlan(tuple(self._steps()))
        remediations.submit_plan(self.stage.desk, self._hand(self.file.answers), self._thing, asked)

    def _steps(self) -> Iterator[remediations.PlanLine]:
        case, today = self._case, self.stage.now.astimezone(VIETNAM).date()
        soon = today + timedelta(days=self.chance.randint(12, 20))
        due = case.due if self.path.upto else min(case.due, soon)
        for finding in self.found:
            known = catalogue.deficiencies()[finding.code]
            ways = [*known.first_choice, *known.others][: 2 if self.chance.random() < SECOND_STEP else 1]
            for n, solution in enumerate(ways):
                remedy, product = texts.REMEDIES[solution.partition(".")[0]]
                owner = self.file.helps if n else self.file.answers
                yield remediations.PlanLine(finding.id, solution, remedy, due, product, owner)

    def _return(self) -> Story:
        yield self._wait(1, 3)
        remediations.return_plan(
            self.stage.desk, self._hand(self.file.opener), self._thing, self._because(texts.RETURNED)
        )

    def _approve(self) -> Story:
        """Causes are due by now."""
        yield self._wait(0.5, 3)
        for finding in self.found:
            if not finding.explained:
                causes = deficiencies.AnalyseCauses(catalogue.deficiencies()[finding.code].causes[:2])
                deficiencies.analyse_causes(self.stage.desk, self._hand(self.file.opener), Thing(finding.id), causes)
        remediations.approve_plan(self.stage.desk, self._hand(self.file.opener), self._thing)

    def _first_step(self) -> Story:
        yield from self._do(min(self._left()))

    def _left(self) -> list[int]:
        case = self._case
        return sorted(set(range(1, len(case.steps) + 1)) - (case.done - case.sent_back))

    def _do(self, step: int) -> Story:
        """Evidence first, then the step counts as done."""
        yield self._wait(2, 6)
        paper = self.chance.choice(self.scene.papers)
        taken = self.stage.now.astimezone(VIETNAM).date()
        asked = remediations.FileEvidence(
            step, paper.sha256, paper.name, paper.size, paper.media_type, Classification.NONE, taken_on=taken
        )
        remediations.file_evidence(self.stage.desk, self._hand(self.file.answers), self._thing, asked)
        yield self.stage.now + timedelta(minutes=self.chance.randint(2, 40))
        done = remediations.FinishStep(self.chance.choice(texts.DONE) if self.chance.random() < SECOND_STEP else None)
        remediations.finish_step(self.stage.desk, self._hand(self.file.answers), self._thing, step, done)

    def _ask_extension(self) -> Story:
        yield self._wait(0.5, 3)
        until = max(self._case.due, self.stage.now.astimezone(VIETNAM).date()) + EXTENSION
        asked = remediations.AskExtension(until, self.chance.choice(texts.EXTENSION))
        remediations.ask_extension(self.stage.desk, self._hand(self.file.answers), self._thing, asked)

    def _decide_extension(self) -> Story:
        yield self._wait(0.5, 2)
        reason = self.chance.choice(texts.GRANTED if self.path.granted else texts.REFUSED)
        asked = remediations.DecideExtension(self.path.granted, reason)
        remediations.decide_extension(self.stage.desk, self._hand(self.file.opener), self._thing, asked)

    def _finish_and_report(self) -> Story:
        for step in self._left():
            yield from self._do(step)
        yield self._wait(0.5, 3)
        steps = range(1, len(self._case.steps) + 1)
        results = tuple(remediations.StepReported(step, self.chance.choice(texts.RESULTS)) for step in steps)
        asked = remediations.ReportResults(results)
        remediations.report_results(self.stage.desk, self._hand(self.file.answers), self._thing, asked)

    def _send_back(self) -> Story:
        yield self._wait(1, 4)
        waiting = self._case.unverified
        wanting = verdicts_on_cases.Verified(waiting[0], sound=False, reason=self.chance.choice(texts.SENT_BACK))
        sound = (verdicts_on_cases.Verified(deficiency, sound=True) for deficiency in waiting[1:])
        asked = verdicts_on_cases.VerifyResults((wanting, *sound))
        verdicts_on_cases.verify_results(self.stage.desk, self._hand(self.file.verifier), self._thing, asked)

    def _verify(self) -> Story:
        yield self._wait(1, 4)
        asked = verdicts_on_cases.VerifyResults(sound=True, reason=self.chance.choice(texts.VERIFIED))
        verdicts_on_cases.verify_results(self.stage.desk, self._hand(self.file.verifier), self._thing, asked)
