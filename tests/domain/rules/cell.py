"""A cell's story, told in a few words, and what the rules say of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import NAMESPACE_OID, UUID, uuid5

from domain.calendar import VIETNAM
from domain.cell_history import CellHistory
from domain.events import meeting as told
from domain.events import visit as visits
from domain.events.fact import Fact
from domain.events.unit import SetDayAgreed, UnitRegistered
from domain.judging import judge, judge_meeting
from domain.names import (
    Attribute,
    Body,
    BodyKind,
    Grade,
    ItemTag,
    MeetingId,
    MeetingKind,
    Month,
    PersonId,
    Rating,
    RollStatus,
    RuleCode,
    RuleSetId,
    UnitId,
    UnitKind,
    VisitKind,
)
from domain.record import Record
from domain.rules.rule import Outcome, Verdict
from domain.rulesets import shipped
from domain.rulesets.ruleset import RuleSet
from tests.story import WORDS

CELL = UnitId(UUID(int=17))
SECRETARY, SUPERIOR = PersonId("p-secretary"), PersonId("p-superior")
HD09, HD12, HD42 = "HD09-2012", "HD12-2018", "HD42-2025"
KEPT, BROKEN, UNKNOWN, NOT_APPLICABLE = Outcome.KEPT, Outcome.BROKEN, Outcome.UNKNOWN, Outcome.NOT_APPLICABLE
REGULAR, THEMATIC, COMBINED = MeetingKind.REGULAR, MeetingKind.THEMATIC, MeetingKind.COMBINED


def two_in_the_afternoon(day: str) -> datetime:
    return datetime.combine(date.fromisoformat(day), datetime.min.time().replace(hour=14), VIETNAM)


class Cell:
    """A cell of the Bloc, founded on 17 July 2019 unless said otherwise."""

    def __init__(self, *attributes: Attribute, members: int | None = 20, founded: str | None = "2019-07-17") -> None:
        self.records: list[Record[Fact]] = []
        since = None if founded is None else date.fromisoformat(founded)
        kind = UnitKind.CELL
        fact = UnitRegistered("C1", "Chi bộ 1", kind, attributes=attributes, founded_on=since, members=members)
        self.happened(CELL, fact, two_in_the_afternoon(founded or "2026-01-15"))

    def happened(self, stream: UUID, fact: Fact, at: datetime, entered: datetime | None = None) -> int:
        """Record a fact, entered when it happened unless said otherwise; its position is the answer."""
        position = len(self.records) + 1
        times = (at, entered or at)
        self.records.append(Record(position, stream, 1, fact, SECRETARY, None, *times, None, None, None, b""))
        return position

    def set_day(self, day: int, window: int = 0, since: str = "2019-08-01") -> Cell:
        self.happened(CELL, SetDayAgreed(day, window, date.fromisoformat(since)), two_in_the_afternoon(since))
        return self

    def meets(self, on: str, kind: MeetingKind = REGULAR, *, of_committee: bool = False) -> Meeting:
        """A meeting is set for a day."""
        body = Body(CELL, BodyKind.COMMITTEE) if of_committee else None
        theme = None if kind is REGULAR else "Chuyên đề"
        meeting = Meeting(self, on, kind)
        start = two_in_the_afternoon(on)
        fact = told.MeetingScheduled(CELL, kind, start.date(), start, "Phòng họp", body=body, theme=theme)
        self.happened(meeting.id, fact, start - timedelta(days=10))
        return meeting

    def tells_of_the_visit(self, fact: Fact) -> Cell:
        """Something more happened to the visit told of last."""
        last = next(record for record in reversed(self.records) if isinstance(record.fact, visits.VisitPlanned))
        self.happened(last.stream, fact, last.occurred_at)
        return self

    def visited(self, on: str, *, made: bool = True, feedback: bool = True, **ratings: Grade) -> Cell:
        """A superior comes to the cell's meeting, rates it, and tells what to learn from it."""
        at, stream = two_in_the_afternoon(on), uuid5(NAMESPACE_OID, f"visit {len(self.records)}")
        self.happened(stream, visits.VisitPlanned(CELL, VisitKind.PLANNED, at.date(), SUPERIOR), at)
        if made:
            rated = {Rating(name): grade for name, grade in ratings.items()}
            self.happened(stream, visits.VisitMade(ratings=rated or None), at)
        if feedback:
            self.happened(stream, visits.FeedbackGiven(WORDS), at)
        return self

    def history(self) -> CellHistory:
        return CellHistory.of(CELL, self.records)

    def verdicts(self, month: str, *, by: str | RuleSet = HD42, at_close: bool = False) -> dict[RuleCode, Verdict]:
        sight = self.history().sight(Month(month))
        ruleset = shipped()[RuleSetId(by)] if isinstance(by, str) else by
        return {each.rule: each for each in judge(sight.at_close() if at_close else sight, ruleset)}

    def verdict(self, rule: str, month: str, *, by: str | RuleSet = HD42, at_close: bool = False) -> Verdict:
        return self.verdicts(month, by=by, at_close=at_close)[RuleCode(rule)]


class Meeting:
    """One meeting of the cell, told step by step."""

    def __init__(self, cell: Cell, on: str, kind: MeetingKind) -> None:
        self.cell, self.kind = cell, kind
        self.id = MeetingId(uuid5(NAMESPACE_OID, f"meeting {len(cell.records)}"))
        self.at = two_in_the_afternoon(on)
        self.ended = self.at

    def tells(self, fact: Fact, at: datetime, entered: datetime | None = None) -> Meeting:
        self.position = self.cell.happened(self.id, fact, at, entered)
        return self

    def moved(self, on: str, *, approved: bool = False) -> Meeting:
        asked, self.at = self.at, two_in_the_afternoon(on)
        leave = SUPERIOR if approved else None
        return self.tells(told.MeetingRescheduled(self.at.date(), self.at, WORDS, leave), asked - timedelta(days=2))

    def cancelled(self) -> Meeting:
        return self.tells(told.MeetingCancelled(WORDS), self.at)

    def prepared(self, *, minuted: bool = True, days_before: int = 5) -> Meeting:
        before = self.at - timedelta(days=days_before)
        return self.tells(told.CommitteeMetBeforehand(before, minuted), before)

    def noticed(self, *, members: bool = True, superior: bool = True, days_before: int = 3) -> Meeting:
        before = self.at - timedelta(days=days_before)
        return self.tells(told.NoticeSent(before, members, superior), before)

    def papers(self, days_before: int) -> Meeting:
        before = self.at - timedelta(days=days_before)
        return self.tells(told.PapersPosted(before), before)

    def held(self, minutes: int = 90, *, present: int = 20, obliged: int = 20, **more: object) -> Meeting:
        """Held as set; whoever is not present is excused, unless said otherwise, and half of those present speak."""
        self.ended = self.at + timedelta(minutes=minutes)
        unexcused = int(str(more.pop("unexcused", 0)))
        entered = more.pop("entered", None)
        assert entered is None or isinstance(entered, datetime)
        excused = obliged - present - unexcused
        count = (obliged, present, excused, unexcused, present // 2)
        fact = told.MeetingHeld(self.at, self.ended, SECRETARY, *count)
        return self.tells(replace(fact, **more), self.ended, entered)  # type: ignore[arg-type]

    def agenda(self, minutes: int = 90, **items: int) -> Meeting:
        """Held with these items and their minutes."""
        return self.held(minutes, items=tuple(told.AgendaItem(ItemTag(tag), n) for tag, n in items.items()))

    def without(
        self, excused: tuple[str, ...] = (), unexcused: tuple[str, ...] = (), *, called: bool = True
    ) -> Meeting:
        """Held with these members absent, a roll called or not."""
        absent = {RollStatus.EXCUSED: excused, RollStatus.UNEXCUSED: unexcused}
        roll = [told.RollEntry(PersonId(who), status) for status, people in absent.items() for who in people]
        present = 20 - len(roll)
        return self.held(present=present, unexcused=len(unexcused), roll=tuple(roll) if called else ())

    def minuted(self, days: int = 1, *, sections: int = 3, **not_done: bool) -> Meeting:
        at = self.ended + timedelta(days=days)
        done = {"read_back": True, "adopted": True, "signed": True} | not_done
        return self.tells(told.MinutesFiled((WORDS,) * sections, filed_at=at, **done), at)

    def resolved(self, tasks: int = 1, reviewed: int = 0, *, owner: str = SECRETARY) -> Meeting:
        given = (told.ResolutionTask(WORDS, PersonId(owner), date(2026, 12, 31)),) * tasks
        looked_at = tuple(told.TaskReview(f"NQ 1#{n}", WORDS) for n in range(reviewed))
        return self.tells(told.ResolutionPassed("NQ 2", 20, 20, given, looked_at), self.ended)

    def posted(self, days: int = 1) -> Meeting:
        at = self.ended + timedelta(days=days)
        return self.tells(told.ResultsPosted(at), at)

    def scored(self, total: float = 92, votes: int = 20) -> Meeting:
        return self.tells(told.MeetingSelfScored({"content": total}, votes), self.ended)

    def classed(self, grade: Grade, points: float = 90) -> Meeting:
        return self.tells(told.MeetingClassed(grade, points), self.ended)

    def whole(self) -> Meeting:
        """Prepared, told of, held, minuted, resolved, posted, scored and classed as the rulebook asks."""
        items = {"ho_chi_minh_study": 20, "ideology": 15, "core_task": 55}
        self.prepared().noticed().papers(2)
        self.held(items=tuple(told.AgendaItem(ItemTag(tag), n) for tag, n in items.items()), speakers=12)
        return self.minuted().resolved().posted().scored().classed(Grade.GOOD)

    def verdict(self, rule: str, *, by: str = HD42, at_close: bool = False) -> Verdict:
        sight = self.cell.history().sight(Month(self.at.date().isoformat()[:7]))
        seen = sight.at_close() if at_close else sight
        return {each.rule: each for each in judge_meeting(seen, self.id, shipped()[RuleSetId(by)])}[RuleCode(rule)]
