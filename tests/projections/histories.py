"""Random histories: any facts of the catalogue, in any order, about a handful of things and persons."""

import types
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from enum import EnumType
from typing import Any, NewType, Union, get_args, get_origin, get_type_hints
from uuid import UUID

from hypothesis import strategies as st

from domain.events import STORIES
from domain.events.fact import Fact
from domain.names import CauseCode, DeficiencyCode, Month, PersonId, RuleCode, RuleSetId, SolutionCode
from tests.projections.lines import Lines, an_id

SOME_IDS = st.integers(1, 4).map(an_id)
WORDS: dict[Any, st.SearchStrategy[Any]] = {
    PersonId: st.sampled_from(["p1", "p2", "p3"]),
    Month: st.sampled_from(["2026-01", "2026-02", "2026-03"]),
    DeficiencyCode: st.sampled_from(["D05", "D06"]),
    CauseCode: st.sampled_from(["C1", "C4"]),
    SolutionCode: st.sampled_from(["S1.1", "S4.1", "S7.2"]),
    RuleCode: st.sampled_from(["R-FREQ", "R-DUR", "R-NOTICE", "R-DAY"]),
    RuleSetId: st.sampled_from(["HD12-2018", "HD42-2025"]),
    UUID: SOME_IDS,
    str: st.sampled_from(["", "một", "Chi bộ 2", "a/b", str(an_id(2))]),
    int: st.integers(0, 4),
    float: st.sampled_from([0.0, 12.5, 90.0]),
    bool: st.booleans(),
    bytes: st.just(b"sealed"),
    date: st.dates(date(2025, 11, 1), date(2026, 4, 30)),
    datetime: st.datetimes(datetime(2025, 11, 1), datetime(2026, 4, 30), timezones=st.just(UTC)),  # noqa: DTZ001
}


def any_of(hint: Any) -> st.SearchStrategy[Any]:
    """Anything that has the annotated shape."""
    if hint in WORDS:
        return WORDS[hint]
    if isinstance(hint, NewType):
        return any_of(hint.__supertype__)
    origin, inside = get_origin(hint), get_args(hint)
    if origin is tuple:
        return st.lists(any_of(inside[0]), max_size=2).map(tuple)
    if origin is dict:
        return st.dictionaries(any_of(inside[0]), any_of(inside[1]), max_size=2)
    if origin in (Union, types.UnionType):
        return st.one_of(*(st.none() if part is types.NoneType else any_of(part) for part in inside))
    if isinstance(hint, EnumType):
        return st.sampled_from(list(hint))
    assert is_dataclass(hint), hint
    hints = get_type_hints(hint)
    return st.builds(hint, **{field.name: any_of(hints[field.name]) for field in fields(hint)})


def facts_of(story: types.ModuleType) -> list[type[Fact]]:
    found = (thing for thing in vars(story).values() if isinstance(thing, type) and issubclass(thing, Fact))
    return [fact for fact in found if fact is not Fact and fact.__module__ == story.__name__]


def told(story: int) -> st.SearchStrategy[tuple[UUID, Fact]]:
    """A fact of a story, in one of two streams of that story; units are the ids that facts name."""
    streams = st.integers(1, 2).map(lambda n: an_id(n if story == 0 else 10 * story + n))
    return st.tuples(st.one_of(streams, SOME_IDS), st.one_of(*(any_of(fact) for fact in facts_of(STORIES[story]))))


def about(stories: set[int]) -> st.SearchStrategy[list[tuple[UUID, Fact]]]:
    return st.lists(st.one_of(*(told(n) for n in sorted(stories))), min_size=12, max_size=60)


ENTRIES = st.sets(st.integers(0, len(STORIES) - 1), min_size=1, max_size=3).flatmap(about)
"""One to three stories at a time, so that facts meet."""


def lines_of(entries: list[tuple[UUID, Fact]]) -> Lines:
    lines = Lines()
    for stream, fact in entries:
        lines.tell(stream, fact)
    return lines
