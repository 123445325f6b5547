"""Random histories of one cell: any fact, in any order, however unlikely."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from hypothesis import strategies as st

from domain.calendar import VIETNAM
from domain.events import meeting, month, unit, visit
from domain.names import (
    AbsenceReason,
    Attribute,
    Body,
    BodyKind,
    Grade,
    ItemTag,
    MeetingKind,
    MeetingMode,
    Month,
    PersonId,
    Rating,
    RollStatus,
    RuleSetId,
    UnitId,
    UnitKind,
    VisitKind,
)
from domain.record import Record
from tests.domain.rules.cell import CELL
from tests.story import WORDS

OTHER_CELL = UnitId(UUID(int=18))
MONTHS = ("2025-09", "2025-10", "2025-11", "2025-12", "2026-01")
STREAMS = [CELL, *(UUID(int=n) for n in range(1, 7))]

cells = st.sampled_from([CELL, CELL, CELL, OTHER_CELL])
days = st.one_of(st.dates(date(2025, 9, 1), date(2026, 1, 31)), st.sampled_from([date.min, date.max]))
zones = st.sampled_from([VIETNAM, UTC, None])
times = st.one_of(
    st.datetimes(datetime(2025, 9, 1), datetime(2026, 1, 31), timezones=zones),  # noqa: DTZ001  # the zone is drawn
    st.sampled_from([datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)]),
)
counts = st.integers(0, 9)
people = st.sampled_from([PersonId(f"m{n}") for n in range(4)])
bodies = st.one_of(st.none(), st.none(), st.just(Body(CELL, BodyKind.COMMITTEE)))
kinds, flags = st.sampled_from(MeetingKind), st.booleans()
items = st.builds(meeting.AgendaItem, st.sampled_from(ItemTag), counts)
entries = st.builds(
    meeting.RollEntry, people, st.sampled_from(RollStatus), st.one_of(st.none(), st.sampled_from(AbsenceReason))
)
tasks = st.builds(meeting.ResolutionTask, st.just(WORDS), people, days)
reviews = st.builds(meeting.TaskReview, st.sampled_from("abc"), st.just(WORDS))
grades = st.dictionaries(st.sampled_from(Rating), st.sampled_from(Grade))
marks = st.lists(st.sampled_from(Attribute), max_size=2).map(tuple)


def many(things):
    return st.lists(things, max_size=3).map(tuple)


scheduled = st.builds(
    meeting.MeetingScheduled, cells, kinds, days, times, st.just("A"), st.sampled_from(MeetingMode), bodies
)
held = st.builds(
    meeting.MeetingHeld,
    times,
    times,
    people,
    *[counts] * 5,
    st.one_of(st.none(), counts),
    items=many(items),
    roll=many(entries),
)
of_meetings = st.one_of(
    scheduled,
    held,
    scheduled,
    held,
    st.builds(meeting.MeetingRescheduled, days, times, st.just(WORDS), st.one_of(st.none(), people)),
    st.builds(meeting.CommitteeMetBeforehand, times, flags),
    st.builds(meeting.NoticeSent, times, flags, flags),
    st.builds(meeting.PapersPosted, times),
    st.builds(meeting.MinutesFiled, many(st.just(WORDS)), flags, flags, flags, times),
    st.builds(meeting.ResolutionPassed, st.just("1"), counts, counts, many(tasks), many(reviews)),
    st.builds(meeting.ResultsPosted, times),
    st.builds(meeting.MeetingSelfScored, st.dictionaries(st.sampled_from("ab"), st.floats(0, 100)), counts),
    st.builds(meeting.MeetingClassed, st.sampled_from(Grade), st.floats(0, 100)),
    st.builds(meeting.MeetingCancelled, st.just(WORDS)),
)
of_visits = st.one_of(
    st.builds(visit.VisitPlanned, cells, st.sampled_from(VisitKind), days, people, bodies),
    st.builds(visit.VisitMoved, days, st.just(WORDS)),
    st.builds(visit.VisitorReplaced, people, st.just(WORDS)),
    st.builds(visit.VisitCancelled, st.just(WORDS)),
    st.builds(visit.VisitMade, ratings=st.one_of(st.none(), grades), theme_fits=st.one_of(st.none(), st.booleans())),
    st.builds(visit.FeedbackGiven, st.just(WORDS)),
    st.builds(visit.FeedbackAcknowledged),
)
of_cells = st.one_of(
    st.builds(
        unit.UnitRegistered,
        st.just("C1"),
        st.just("Chi bộ 1"),
        st.just(UnitKind.CELL),
        attributes=marks,
        founded_on=st.one_of(st.none(), days),
        members=st.one_of(st.none(), counts),
    ),
    st.builds(unit.SetDayAgreed, st.integers(-1, 40), counts, days),
    st.builds(unit.AttributesDeclared, marks, days),
    st.builds(unit.MembersCounted, counts, days),
    st.builds(unit.UnitRenamed, st.just("Chi bộ 2"), days),
    st.builds(unit.UnitDissolved, days),
)
closings = st.builds(
    month.MonthClosed,
    cells,
    st.sampled_from([Month(it) for it in MONTHS]),
    days,
    st.just(RuleSetId("HD42-2025")),
    st.just(1),
    st.just({}),
    st.just(()),
    flags,
)
anything = st.tuples(
    st.sampled_from(STREAMS),
    st.one_of(of_meetings, of_meetings, of_visits, of_cells, closings),
    times,
    st.integers(0, 9),
)


def _records(told):
    at = [
        (stream, fact, when if when.tzinfo else when.replace(tzinfo=VIETNAM), lag) for stream, fact, when, lag in told
    ]
    return [
        Record(n, stream, n, fact, PersonId("m0"), None, when, _later(when, lag), None, None, None, b"")
        for n, (stream, fact, when, lag) in enumerate(at, start=1)
    ]


def _later(when, lag):
    return when + timedelta(days=lag) if when.year < 9999 else when


def histories(max_size=25):
    """Records in journal order: streams of one cell, its meetings and visits, mixed at will."""
    return st.lists(anything, max_size=max_size).map(_records)
