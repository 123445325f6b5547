"""For any history: a view kept step by step is the view made anew, row for row; and nothing breaks a handler."""

from hypothesis import HealthCheck, Phase, settings
from hypothesis import given as for_all
from hypothesis import strategies as st

from domain.events import CATALOGUE
from projections import VIEWS
from projections.database import prepare
from projections.rebuild import Rebuild
from projections.runner import Runner
from projections.tracking import parked_facts
from tests.projections.histories import ENTRIES, lines_of
from tests.projections.lines import everything, memory

NOT_SHRUNK = [Phase.explicit, Phase.reuse, Phase.generate]
"""Shrinking a history of many views takes minutes."""
AS_OFTEN_AS_IT_TAKES = settings(
    deadline=None, max_examples=40, suppress_health_check=list(HealthCheck), phases=NOT_SHRUNK
)


@AS_OFTEN_AS_IT_TAKES
@for_all(ENTRIES, st.integers(1, 6))
def test_views_kept_in_steps_of_any_size_equal_views_rebuilt_at_once(entries, batch):
    lines, kept, rebuilt = lines_of(entries), memory(), memory()
    prepare(kept, VIEWS)
    prepare(rebuilt, VIEWS)
    Runner(kept, lines, VIEWS, batch).catch_up()
    Runner(rebuilt, lines, VIEWS).catch_up()
    assert everything(kept, VIEWS) == everything(rebuilt, VIEWS)


@AS_OFTEN_AS_IT_TAKES
@for_all(ENTRIES)
def test_no_order_of_facts_breaks_a_view(entries):
    engine = memory()
    prepare(engine, VIEWS)
    Runner(engine, lines_of(entries), VIEWS).catch_up()
    with engine.connect() as db:
        assert parked_facts(db) == []


@settings(AS_OFTEN_AS_IT_TAKES, max_examples=6)
@for_all(ENTRIES, st.integers(1, 6))
def test_a_rebuild_beside_the_kept_views_finds_and_changes_nothing(entries, batch):
    lines, engine = lines_of(entries), memory()
    prepare(engine, VIEWS)
    Runner(engine, lines, VIEWS, batch).catch_up()
    before = everything(engine, VIEWS)
    assert Rebuild(engine, lines, VIEWS).verify() == []
    assert Rebuild(engine, lines, VIEWS).rebuild() == lines.head()
    assert everything(engine, VIEWS) == before


def test_every_fact_of_a_story_that_a_view_follows_is_shown_or_set_aside():
    assert {view.name: view.unnoticed for view in VIEWS if view.unnoticed} == {}


def test_no_view_handles_a_fact_outside_the_stories_it_follows():
    assert {view.name for view in VIEWS if view.handlers.keys() - view.follows} == set()


def test_every_fact_of_the_catalogue_is_seen_by_some_view():
    assert set(CATALOGUE.values()) - {fact for view in VIEWS for fact in view.handlers} == set()
