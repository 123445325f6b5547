"""What units of the demo undertake beside their meetings: campaigns, commitments, papers, proposals, self-training."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from domain.calendar import VIETNAM
from domain.events.commitment import CommitmentResult
from domain.events.contribution import ContributionForm
from domain.names import PersonId
from web.demo import undertaking_texts as texts
from web.demo.scene import Scene
from web.demo.shape import PlannedUnit
from web.demo.span import YEAR_OF_THE_ARTICLE
from web.demo.stage import Story
from workflows.desk import Thing
from workflows.journal.journal import Receipt
from workflows.requests import commitments, contributions, members_proposals, self_trainings, study, theme_papers
from workflows.requests.shapes import Because

COMMITTED, PAPERS, PROPOSALS, TRAINED, ACKNOWLEDGED = 60, 12, 16, 14, 18
"""In a whole Bloc and a year of the demo."""
CAME, HEADS, ACKNOWLEDGED_IT, IN_TIME = 0.9, 0.8, 0.85, 0.8
WEEK = 7
STANDING = "standing"
"""What waits when the demo ends is called so."""
AT_WORK = time(10, 30)


class Undertaking:
    """The Bloc's campaigns, and what some of its cells set out to do, each state once at least."""

    def __init__(self, scene: Scene) -> None:
        self.scene, self.stage, self.cast = scene, scene.stage, scene.cast
        self.today = scene.span.horizon.astimezone(VIETNAM).date()

    def stories(self) -> Iterator[Story]:
        yield self._campaign(texts.MATTERS[0], date(YEAR_OF_THE_ARTICLE, 3, 11), ended=True)
        yield self._campaign(texts.MATTERS[1], self._before(75), ended=False)
        yield self._campaign(texts.MATTERS[2], self._before(6), ended=False)
        for year in sorted({YEAR_OF_THE_ARTICLE, self.today.year}):
            yield from self._of_year(date(year, 1, 20))
        yield from self._standing()

    def _before(self, days: int) -> date:
        return self.today - timedelta(days=days)

    def _some(self, many: int, *words: object) -> list[PlannedUnit]:
        cells = self.scene.bloc.cells
        wanted = max(1, round(self.scene.bloc.scaled(many)))
        return self.scene.dice(*words).sample(cells, min(wanted, len(cells)))

    def _of_year(self, begins: date) -> Iterator[Story]:
        year = begins.year
        for cell in self._some(COMMITTED, "committed", year):
            yield self._commitment(cell, begins, ends=year < self.today.year)
        for what, many in ((self._paper, PAPERS), (self._proposal, PROPOSALS), (self._training, TRAINED)):
            for n, cell in enumerate(self._some(many, what.__name__, year)):
                yield what(cell, begins + timedelta(days=20 * (n % 14)), f"{year}", n)
        for n, cell in enumerate(self._some(ACKNOWLEDGED, "acknowledged", year)):
            yield self._contribution(cell, begins + timedelta(days=17 * (n % 17)), n)

    def _standing(self) -> Iterator[Story]:
        """What waits at the end: something due and something overdue in the cells that people sign in for."""
        for n, cell in enumerate((self.cast.first_cell, self.cast.second_cell)):
            yield self._commitment(cell, self._before(200), ends=False, act=STANDING)
            yield self._proposal(cell, self._before(9), STANDING, n=0)
            yield self._proposal(cell, self._before(60), f"{STANDING} overdue", n=n + 1)
            yield self._paper(cell, self._before(20), STANDING, n=3)
            yield self._training(cell, self._before(30), STANDING, n=3)

    # The acts

    def _ask(self, request: Callable[..., Receipt], by: PersonId, act: str, *asked: Any) -> None:
        request(self.stage.desk, self.stage.hand(by, act), *asked)

    def _at(self, day: date, minutes: int = 0) -> datetime:
        return datetime.combine(day, AT_WORK, VIETNAM) + timedelta(minutes=minutes)

    def _campaign(self, matter: str, begins: date, *, ended: bool) -> Story:
        """Grassroots organisations and the cells people sign in for are called; most come, most acknowledge."""
        act, leader, chance = f"campaign {begins}", self.cast.leader, self.scene.dice("campaign", begins)
        yield self._at(begins)
        called = dict.fromkeys((*self.scene.bloc.grassroots, self.cast.first_cell, self.cast.second_cell))
        codes = tuple(self.stage.unit(one.code) for one in called)
        by = begins + timedelta(days=30)
        asked = study.OpenStudyCampaign(self.stage.unit(self.cast.code), matter, codes, by, texts.DOCUMENT)
        self._ask(study.open_study_campaign, leader, act, asked)
        campaign = Thing(self.stage.made_by(act, "campaign"))
        held = begins + timedelta(days=4)
        yield self._at(held)
        self._ask(study.hold_briefing, leader, f"{act} held", campaign, study.HoldBriefing(held))
        asleep = (self.cast.first_cell, self.cast.second_cell)
        came = [unit for unit in called if unit not in asleep and chance.random() < CAME]
        for n, unit in enumerate(came):
            yield self._at(held, 20 + n)
            self._attends(campaign, unit, held, f"{act} {unit.code}")
        for n, unit in enumerate(unit for unit in came if chance.random() < ACKNOWLEDGED_IT):
            yield self._at(held + timedelta(days=1 + n // 8), n)
            told = study.AcknowledgeBriefing(self.stage.unit(unit.code))
            self._ask(study.acknowledge_briefing, self.scene.secretary(unit), f"{act} {unit.code} done", campaign, told)
        if ended:
            yield self._at(by + timedelta(days=WEEK))
            self._ask(study.end_study_campaign, leader, f"{act} ended", campaign)

    def _attends(self, campaign: Thing, unit: PlannedUnit, on: date, act: str) -> None:
        chance = self.scene.dice(act)
        there = round(unit.members * chance.uniform(0.75, 1)) if unit.is_cell else 0
        committee, head = chance.randint(2, 5) if unit.has_committee else 0, chance.random() < HEADS
        came = study.AttendBriefing(self.stage.unit(unit.code), on, committee, head, there)
        self._ask(study.attend_briefing, self.scene.secretary(unit), act, campaign, came)

    def _commitment(self, cell: PlannedUnit, begins: date, *, ends: bool, act: str = "") -> Story:
        act = f"commitment {cell.code} {begins.year} {act}"
        chance, secretary = self.scene.dice(act), self.scene.secretary(cell)
        person = self.cast.deputy(cell) if STANDING in act else None
        yield self._at(begins, chance.randrange(300))
        text = chance.choice(texts.COMMITMENTS)
        made = commitments.MakeCommitment(self.stage.unit(cell.code), begins.year, text, person)
        self._ask(commitments.make_commitment, secretary, act, made)
        if ends:
            on = date(begins.year, 12, chance.randint(14, 30))
            yield self._at(on, chance.randrange(300))
            result = chance.choices(list(CommitmentResult), (7, 2, 1))[0]
            asked = commitments.ReviewCommitment(result, on, chance.choice(texts.REVIEWS))
            thing = Thing(self.stage.made_by(act, "commitment"))
            self._ask(commitments.review_commitment, secretary, f"{act} reviewed", thing, asked)

    def _paper(self, cell: PlannedUnit, begins: date, act: str, n: int) -> Story:
        """Finished in time or late, given up, or still waited for."""
        act, secretary = f"paper {cell.code} {begins} {act}", self.scene.secretary(cell)
        chance = self.scene.dice(act)
        yield self._at(begins)
        due = begins + timedelta(days=15)
        theme = chance.choice(texts.PAPERS)
        asked = theme_papers.AssignThemePaper(self.stage.unit(cell.code), theme, self.cast.deputy(cell), due)
        self._ask(theme_papers.assign_theme_paper, secretary, act, asked)
        thing = Thing(self.stage.made_by(act, "theme_paper"))
        if n % 7 == 5:
            yield self._at(begins + timedelta(days=5))
            self._ask(theme_papers.drop_theme_paper, secretary, f"{act} over", thing, Because(texts.DROPPED))
        elif n % 7 != 3:
            on = due + timedelta(days=-2 if chance.random() < IN_TIME else 6)
            yield self._at(on)
            done = theme_papers.FinishThemePaper(on)
            self._ask(theme_papers.finish_theme_paper, secretary, f"{act} over", thing, done)

    def _proposal(self, cell: PlannedUnit, begins: date, act: str, n: int) -> Story:
        answered = not act.startswith(STANDING)
        act, secretary = f"proposal {cell.code} {begins} {act}", self.scene.secretary(cell)
        chance = self.scene.dice(act)
        yield self._at(begins)
        by = begins + timedelta(days=30)
        what = texts.PROPOSALS[n % len(texts.PROPOSALS)]
        asked = members_proposals.RaiseMembersProposal(self.stage.unit(cell.code), what, begins, by)
        self._ask(members_proposals.raise_members_proposal, secretary, act, asked)
        if answered:
            on = by + timedelta(days=-chance.randint(3, 20) if chance.random() < IN_TIME else 9)
            yield self._at(on)
            thing = Thing(self.stage.made_by(act, "members_proposal"))
            told = members_proposals.AnswerMembersProposal(chance.choice(texts.ANSWERS), on)
            self._ask(members_proposals.answer_members_proposal, secretary, f"{act} over", thing, told)

    def _training(self, cell: PlannedUnit, begins: date, act: str, n: int) -> Story:
        act, secretary = f"training {cell.code} {begins} {act}", self.scene.secretary(cell)
        yield self._at(begins)
        due = begins + timedelta(days=90)
        text = texts.TRAININGS[n % len(texts.TRAININGS)]
        asked = self_trainings.PlanSelfTraining(self.stage.unit(cell.code), self.cast.deputy(cell), text, due)
        self._ask(self_trainings.plan_self_training, secretary, act, asked)
        if n % 4 != 3:
            yield self._at(due - timedelta(days=4))
            thing = Thing(self.stage.made_by(act, "self_training"))
            done = self_trainings.FinishSelfTraining(due - timedelta(days=4))
            self._ask(self_trainings.finish_self_training, secretary, f"{act} over", thing, done)

    def _contribution(self, cell: PlannedUnit, on: date, n: int) -> Story:
        yield self._at(on)
        forms = list(ContributionForm)
        unit, many = self.stage.unit(cell.code), 1 + n % 4
        asked = contributions.AcknowledgeContributions(unit, on, many, forms[n % len(forms)])
        acknowledge = partial(self._ask, contributions.acknowledge_contributions, self.scene.secretary(cell))
        acknowledge(f"contributions {cell.code} {on}", asked)
