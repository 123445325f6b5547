"""One remediation case from its opening to its end, and the daily round's questions afterwards."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from domain.calendar import VIETNAM, months_after
from domain.names import DeficiencyId, PersonId
from domain.rulesets import national
from web.demo import texts
from web.demo.case_acts import CaseActs
from web.demo.case_paths import At
from web.demo.docket import Finding
from web.demo.months import THE_ROUND
from web.demo.stage import Story
from workflows.reactions.ask_whether_the_remedy_held import ClosedCase, checks_due
from workflows.reactions.close_months_that_ended import BY_ITSELF
from workflows.requests import remediations, verdicts_on_cases

EXTENSION = timedelta(days=15)
SECOND_STEP = 0.25


class CaseStory(CaseActs):
    """Plays a case along its path."""

    def story(self) -> Story:
        """From the opening to where the path ends."""
        self._open()
        for at, phase in self._phases().items():
            if self.path.takes(at):
                yield from phase()
            if at is self.path.upto:
                return

    def _phases(self) -> dict[At, Callable[[], Story]]:
        return {
            At.OPENED: self._wait_for_a_remark,
            At.CONTESTED: self._contest,
            At.CONTEST_DECIDED: self._decide_contest,
            At.PLANNED: self._plan,
            At.RETURNED: self._return,
            At.PLANNED_AGAIN: self._plan,
            At.UNDER_WAY: self._approve,
            At.HALF_DONE: self._first_step,
            At.EXTENSION_ASKED: self._ask_extension,
            At.EXTENSION_DECIDED: self._decide_extension,
            At.REPORTED: self._finish_and_report,
            At.SENT_BACK: self._send_back,
            At.REPORTED_AGAIN: self._finish_and_report,
            At.VERIFIED: self._verify,
            At.CLOSED: self._close,
        }

    # The end, and what comes after

    def _close(self) -> Story:
        yield self._wait(0.5, 3)
        closer = self._hand(self.file.verifier)
        verdicts_on_cases.close_remediation(self.stage.desk, closer, self._thing, self._because(texts.CLOSED))
        self.closed_on = self.stage.now.astimezone(VIETNAM).date()
        for finding in self.found:
            self.scene.docket.settle(self.file.unit, finding.code)
            self.scene.docket.closed[self.file.unit.code, finding.code] = self
        self.scene.better(self.file.unit, [finding.code for finding in self.found])
        self.stage.begin(self._effect(self.closed_on))

    def _effect(self, closed_on: date) -> Story:
        """Some months later the daily round asks whether the remedy held, and an inspector looks."""
        asked: tuple[int, ...] = ()
        for months in national(closed_on).terms.effect_asked_after_months:
            yield datetime.combine(months_after(closed_on, months), THE_ROUND, VIETNAM)
            if self.closed_on != closed_on:
                return
            self._ask_effect(asked)
            if not self.path.judged:
                return
            asked = (*asked, months)
            yield self._wait(1, 6)
            if self.closed_on != closed_on:
                return
            yield from self._judge(held=self.path.held or self.denied)

    def _ask_effect(self, asked: tuple[int, ...]) -> None:
        assert self.closed_on is not None  # only a closed case is asked about
        own = frozenset(finding.code for finding in self.found)
        since = self.scene.docket.seen_since(self.file.unit, self.closed_on, own)
        today = self.stage.now.astimezone(VIETNAM).date()
        for _, check in checks_due([ClosedCase(self.id, self.closed_on, asked, since)], today):
            verdicts_on_cases.ask_effect(self.stage.desk, self._hand(BY_ITSELF), self._thing, check)

    def _judge(self, *, held: bool) -> Story:
        reason = self.chance.choice(texts.HELD if held else texts.NOT_HELD)
        asked = verdicts_on_cases.JudgeEffect(held, reason)
        verdicts_on_cases.judge_effect(self.stage.desk, self._hand(self.file.verifier), self._thing, asked)
        self.denied = self.denied or not held
        if not held and self.path.goes_on_after_denial and not self.taken_over:
            yield self._wait(0.5, 2)
            if self.closed_on is not None:
                self.reopen(tuple(finding.id for finding in self.found), self.file.verifier)

    def reopen(self, again: tuple[DeficiencyId, ...], by: PersonId, joining: tuple[Finding, ...] = ()) -> None:
        """Go on with the case, for deficiencies of its own or findings that join it."""
        asked = verdicts_on_cases.ReopenRemediation(self.chance.choice(texts.REOPENED), again)
        verdicts_on_cases.reopen_remediation(self.stage.desk, self._hand(by), self._thing, asked)
        self.closed_on = None
        self.found = [finding for finding in self.found if finding.id in again] + list(joining)
        for finding in self.found:
            self.scene.docket.open[self.file.unit.code, finding.code] += finding not in joining
        if self.path.goes_on:
            self.stage.begin(self._once_more())

    def _once_more(self) -> Story:
        """A reopened case has a term of its own, then goes the straight way."""
        yield from self._ask_extension()
        yield self._wait(0.2, 1)
        granted = remediations.DecideExtension(granted=True, reason=texts.GRANTED[0])
        remediations.decide_extension(self.stage.desk, self._hand(self.file.opener), self._thing, granted)
        for phase in (self._plan, self._approve, self._finish_and_report, self._verify, self._close):
            yield from phase()
