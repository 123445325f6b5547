"""One meeting of a cell, act by act, as its secretary, its committee and its superior record it."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial

from domain.capacity_names import AbsenceMeasure
from domain.names import MeetingId, MeetingMode, Month, PersonId, RuleCode
from domain.record import Hand
from domain.rulesets import national
from web.demo import texts
from web.demo.habits import Lapse
from web.demo.meeting_counts import agenda, counted, decided, own_points, takes_a_resolution
from web.demo.planned_meetings import PlannedMeeting
from web.demo.scene import Scene
from web.demo.stage import Story
from web.demo.visits import Visiting
from workflows.desk import Thing
from workflows.requests import duties, meetings, minutes
from workflows.requests.shapes import Because

Act = tuple[datetime, Callable[[], None]]
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
SCORED, BEFORE_IT_WAS_ASKED, CALLED_OFF, CHAIRED_BY_DEPUTY = 0.22, 0.35, 0.8, 0.07
ASKED_BEFOREHAND, FOLLOWED_UP = 0.06, 0.12
APART = (Month("2020-04"), 0.3)
"""In the month of social distancing many met online."""


class MeetingStory:
    """Plays a planned meeting."""

    def __init__(self, scene: Scene, plan: PlannedMeeting) -> None:
        self.scene, self.plan, self.cell = scene, plan, plan.cell
        self.stage, self.cast = scene.stage, scene.cast
        self.chance = scene.dice(plan.act, "acts")
        self.secretary = scene.secretary(plan.cell)
        self.id = MeetingId(self.stage.made_by(f"{plan.act} scheduled", "meeting"))
        self.visiting = Visiting(scene, plan, self.id) if plan.visit else None
        self.present = self.unexcused = 0
        self.led_by_deputy = False
        self.points: dict[str, float] = {}

    def story(self) -> Story:
        """Each act at its time; all of them at once where the meeting is entered late."""
        for when, act in sorted(self._acts(), key=lambda each: each[0]):
            yield max(when, self.plan.entered or when)
            act()
        self.stage.journal.forget(self.id)

    def _acts(self) -> Iterator[Act]:
        plan = self.plan
        announced = self._first_start() - timedelta(days=self.chance.randint(6, 11))
        yield announced, self._schedule
        if plan.slips(Lapse.MISSED):
            yield from self._not_held()
            return
        if plan.set_for:
            yield self._first_start() - DAY, self._move
        yield from self._preparation()
        yield plan.ends + timedelta(minutes=self.chance.randint(20, 300)), self._hold
        yield from self._afterwards()
        if self.visiting:
            yield from self.visiting.acts()

    def _first_start(self) -> datetime:
        return self.plan.starts.replace(month=self._first_day.month, day=self._first_day.day)

    @property
    def _first_day(self) -> date:
        return self.plan.set_for or self.plan.starts.date()

    def _not_held(self) -> Iterator[Act]:
        if self.plan.called_off or self.chance.random() < CALLED_OFF:
            yield self.plan.starts - timedelta(hours=self.chance.randint(3, 30)), self._cancel

    def _preparation(self) -> Iterator[Act]:
        starts, plan = self.plan.starts, self.plan
        if not plan.slips(Lapse.UNANNOUNCED):
            yield starts - 4 * DAY - 37 * MINUTE, partial(self._notify, starts - 4 * DAY - 40 * MINUTE)
            if self._asks("R-NOTICE", "papers_days") or self.chance.random() < BEFORE_IT_WAS_ASKED:
                yield starts - 3 * DAY + 12 * MINUTE, partial(self._post_papers, starts - 3 * DAY)
            if self.scene.dice("questions", plan.act).random() < ASKED_BEFOREHAND:
                yield starts - 3 * DAY + 20 * MINUTE, partial(self._send_questions, starts - 3 * DAY + 10 * MINUTE)
        if self.cell.has_committee and not plan.slips(Lapse.UNPREPARED):
            yield starts - DAY, partial(self._meet_beforehand, starts - DAY - 90 * MINUTE)

    def _afterwards(self) -> Iterator[Act]:
        plan, ends = self.plan, self.plan.ends
        filed = ends + DAY * self.chance.choice((1, 1, 2, 3)) + self.chance.randint(5, 90) * MINUTE
        if plan.slips(Lapse.SKETCHY_MINUTES):
            filed += self.chance.choice((0, 7)) * DAY
        yield filed, partial(self._file_minutes, filed)
        if plan.slips(Lapse.ABSENT) and self.scene.dice("absence", plan.act).random() < FOLLOWED_UP:
            yield ends + 2 * DAY, self._follow_up
        if takes_a_resolution(plan) and not plan.slips(Lapse.NO_RESOLUTION):
            yield filed + 3 * MINUTE, self._resolve
        if not plan.slips(Lapse.UNPOSTED) and (
            self._asks("R-PUB", "posted_days") or self.chance.random() < BEFORE_IT_WAS_ASKED
        ):
            yield ends + DAY, partial(self._post_results, ends + DAY)
        if takes_a_resolution(plan) and (plan.visit or self.chance.random() < SCORED):
            yield ends + DAY + 20 * MINUTE, self._score
            if plan.visit is None or plan.visit.answered:
                yield ends + self.chance.randint(4, 11) * DAY, self._class

    def _asks(self, rule: str, parameter: str) -> bool:
        """Whether the rule set of the day asks for it; before it did, only some cells made it a habit."""
        return parameter in national(self.plan.starts.date()).parameters.get(RuleCode(rule), {})

    # The acts

    def _hand(self, act: str, by: PersonId | None = None) -> Hand:
        """The secretary's, or a deputy's who enters for one without a phone."""
        if by is None and self.scene.habits[self.cell.code].someone_enters:
            return self.stage.hand(self.cast.deputy(self.cell), f"{self.plan.act} {act}", self.secretary)
        return self.stage.hand(by or self.secretary, f"{self.plan.act} {act}")

    @property
    def _thing(self) -> Thing:
        return Thing(self.id)

    def _schedule(self) -> None:
        plan, month = self.plan, self.plan.month
        apart = month == APART[0] and self.chance.random() < APART[1]
        themes = (
            texts.POOR_THEMES
            if self.scene.habits[self.cell.code].weak and self.chance.random() < 1 / 3
            else texts.THEMES
        )
        asked = meetings.ScheduleMeeting(
            kind=plan.kind,
            on=self._first_day,
            starts_at=self._first_start(),
            place=self.chance.choice(texts.PLACES),
            cell=self.stage.unit(self.cell.code),
            mode=MeetingMode.ONLINE if apart else MeetingMode.IN_PERSON,
            theme=self.chance.choice(themes) if plan.thematic else None,
            ground=texts.GROUNDS[0] if apart else None,
            makes_up=self._called_off if plan.makes_up else None,
        )
        meetings.schedule_meeting(self.stage.desk, self._hand("scheduled"), asked)

    @property
    def _called_off(self) -> MeetingId:
        return MeetingId(self.stage.made_by(f"{replace(self.plan, makes_up=False).act} scheduled", "meeting"))

    def _cancel(self) -> None:
        because = Because(self.chance.choice(texts.CANCELLED))
        meetings.cancel_meeting(self.stage.desk, self._hand("cancelled"), self._thing, because)

    def _move(self) -> None:
        """Moved with leave, or off its day without any."""
        leave = None if self.plan.slips(Lapse.OFF_ITS_DAY) else self.cast.superior(self.cell)
        asked = meetings.RescheduleMeeting(
            self.plan.starts.date(), self.chance.choice(texts.MOVED), self.plan.starts, approved_by=leave
        )
        meetings.reschedule_meeting(self.stage.desk, self._hand("moved"), self._thing, asked)

    def _notify(self, at: datetime) -> None:
        asked = meetings.RecordNotice(at, members=self.cell.members, superior=True)
        meetings.record_notice(self.stage.desk, self._hand("notified"), self._thing, asked)

    def _post_papers(self, at: datetime) -> None:
        asked = meetings.RecordPosting(at)
        meetings.record_papers(self.stage.desk, self._hand("papers"), self._thing, asked)

    def _send_questions(self, at: datetime) -> None:
        asked = meetings.RecordQuestions(at, 2 + self.plan.starts.day % 3)
        meetings.record_questions(self.stage.desk, self._hand("asked"), self._thing, asked)

    def _meet_beforehand(self, at: datetime) -> None:
        asked = meetings.RecordPreMeeting(at, minuted=True)
        meetings.record_pre_meeting(self.stage.desk, self._hand("met before"), self._thing, asked)

    def _hold(self) -> None:
        self.scene.last_held[self.cell.code] = self.id
        counts = counted(self.plan, self.chance)
        self.present, self.unexcused = counts.present, counts.unexcused
        self.led_by_deputy = self.chance.random() < CHAIRED_BY_DEPUTY
        asked = meetings.HoldMeeting(
            started_at=self.plan.starts,
            ended_at=self.plan.ends,
            chair=self.cast.deputy(self.cell) if self.led_by_deputy else self.secretary,
            items=agenda(self.plan),
            **counts._asdict(),
        )
        meetings.hold_meeting(self.stage.desk, self._hand("held"), self._thing, asked)

    def _follow_up(self) -> None:
        """What the cell did about its deputy, who stayed away without a reason."""
        if self.unexcused and not self.led_by_deputy:
            how = AbsenceMeasure.REMINDED if self.unexcused > 1 else AbsenceMeasure.TALKED_WITH
            asked = duties.HandleAbsence(self.id, self.cast.deputy(self.cell), how)
            duties.handle_absence(self.stage.desk, self._hand("absence", self.secretary), asked)

    def _file_minutes(self, at: datetime) -> None:
        sketchy = self.plan.slips(Lapse.SKETCHY_MINUTES)
        section = self.chance.choice(texts.SKETCHY_MINUTES if sketchy else texts.MINUTES)
        late = at - self.plan.ends > 6 * DAY
        asked = minutes.FileMinutes(
            (section,), read_back=not sketchy or late, adopted=True, signed=not sketchy, filed_at=at
        )
        minutes.file_minutes(self.stage.desk, self._hand("minutes"), self._thing, asked)

    def _resolve(self) -> None:
        held, chance = self._number, self.chance
        before, given = self.scene.tasks.get(self.cell.code, ("", 0))
        tasks = 1 + (chance.random() < 0.1)
        due = self.plan.starts.date() + timedelta(days=25)
        asked = minutes.PassResolution(
            number=held,
            votes_for=self.present,
            votes_all=self.present,
            tasks=tuple(minutes.TaskGiven(chance.choice(texts.TASKS), self._owner(n), due) for n in range(tasks)),
            reviewed=tuple(
                minutes.TaskReviewed(f"{before}#{n + 1}", chance.choice(texts.REVIEWS)) for n in range(given)
            ),
        )
        self.scene.tasks[self.cell.code] = (held, tasks)
        minutes.pass_resolution(self.stage.desk, self._hand("resolved"), self._thing, asked)

    @property
    def _number(self) -> str:
        return f"{int(self.plan.month[5:]):02d}/{self.plan.month[:4]}-NQ/CB"

    def _owner(self, n: int) -> PersonId:
        return self.cast.deputy(self.cell) if n else self.secretary

    def _post_results(self, at: datetime) -> None:
        minutes.post_results(self.stage.desk, self._hand("posted"), self._thing, meetings.RecordPosting(at))

    def _score(self) -> None:
        self.points = own_points(self.plan, self.chance)
        asked = minutes.ScoreOneself(self.points, votes=self.present)
        minutes.score_oneself(self.stage.desk, self._hand("scored"), self._thing, asked)

    def _class(self) -> None:
        asked = minutes.DecideClass(*decided(self.plan, self.points))
        hand = self._hand("classed", self.cast.superior(self.cell))
        minutes.decide_class(self.stage.desk, hand, self._thing, asked)
