"""The whole story on PostgreSQL: the journal, the key store, the views and every question asked of them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, time
from pathlib import Path

import pytest

from tests import bloc as small
from tests.bloc import TODAY, ZONE, Bloc, Watch
from tests.databases import Server
from tests.web.api.test_the_story import Story
from web.app import create_app
from web.settings import Settings
from web.wiring import open_house
from workflows.journal.master_key import make_master_key

pytestmark = pytest.mark.postgresql


@pytest.fixture
def bloc_on_postgresql(postgresql: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bloc]:
    """The small Bloc, founded and kept on a server."""
    settings = on_the_server(postgresql, tmp_path)
    make_master_key(settings.master_key_file)
    monkeypatch.setattr(small, "settings_in", lambda _: settings)
    small.found(tmp_path)
    watch = Watch(datetime.combine(TODAY, time(9), ZONE))
    house = open_house(settings, watch)
    app = create_app(house)
    app.testing = True
    yield Bloc(house, watch, app)
    house.close()


def on_the_server(server: Server, folder: Path) -> Settings:
    return replace(small.settings_in(folder), database_url=server.fresh(), keys_url=server.fresh())


def test_the_story_from_a_month_to_a_closed_deficiency_is_the_same_on_a_server(bloc_on_postgresql: Bloc) -> None:
    story = Story(bloc_on_postgresql)
    story.the_month_goes_badly()
    story.the_rules_propose_and_an_inspector_decides()
    story.a_case_is_opened_and_planned()
    story.the_work_is_done_and_reported()
    story.it_is_verified_by_another_and_closed()
    story.three_months_later_it_is_back()
    story.the_auditor_reads_all_of_it()
    assert bloc_on_postgresql.house.journal.verify().whole
