"""`nenep demo`: an empty database is filled once, whole, and says the article's figures from its views."""

import json
from contextlib import closing
from datetime import UTC, datetime
from uuid import UUID

import pytest
from click.testing import CliRunner

from domain.names import PersonId
from domain.record import Hand
from domain.sealed import sealed_in
from projections import VIEWS
from projections.rebuild import Rebuild
from tests.console import environment
from tests.web.demo.conftest import ON, SMALL, settings_in
from web.cli import main
from web.daily_round import OF_ANY_DAY, go_round
from web.demo.cast import LOGINS
from web.demo.loading import PASSWORD, NotEmpty, fill
from web.wiring import migrate, opened_house
from web.year_report import year_report
from workflows.journal.journal import Journal
from workflows.journal.keys import open_keys
from workflows.requests.people import EnterPerson, enter_person

NOON = datetime(2026, 11, 23, 5, tzinfo=UTC)


def quiet(_phase, _facts):
    """Nobody watches."""


def nenep(settings, *words):
    return CliRunner().invoke(main, words, env=environment(settings))


def head(settings):
    with closing(Journal(settings.database_url)) as journal:
        return journal.head()


def sealed_texts(settings):
    """Every protected text of the journal, opened."""
    with (
        closing(Journal(settings.database_url)) as journal,
        closing(open_keys(settings.keys_url, settings.master_key_file)) as keys,
    ):
        sealed = [one for record in journal.since(0, 100_000) for one in sealed_in(record.fact)]
        return list(keys.open(sealed).values())


def test_every_role_of_the_demo_signs_in(filled):
    with opened_house(filled) as here:
        for login in LOGINS:
            account = here.accounts.check(login, PASSWORD, "127.0.0.1", NOON)
            roles = {held.role.value for held in here.roles_of(account.person)}
            assert {login.rstrip("12").replace("admin", "administrator")} == roles


def test_filling_it_again_says_so_and_changes_nothing(filled):
    before = head(filled)
    assert fill(filled, SMALL._replace(cells=20, seed=9), quiet) == (SMALL, True)
    assert head(filled) == before
    assert nenep(filled, "demo").exit_code == 0
    assert head(filled) == before


def test_the_year_2020_is_reported_from_the_views(filled):
    told = nenep(filled, "report", "year", "2020")
    assert told.exit_code == 0
    report = json.loads(told.stdout)
    assert report["organisations"] == {
        "grassroots": 6,
        "party_bodies": 3,
        "grassroots_cells": 3,
        "subordinate_cells": 9,
        "meeting_cells": 12,
        "members": 162,
    }
    assert report["attended"] == {"committees": 2, "cells": 3}
    assert report["supervised"] == {"thematic": 1}
    assert report["meetings"]["due"] == 144


def test_a_year_is_reported_as_a_page_too(filled, tmp_path):
    page = tmp_path / "year.html"
    assert nenep(filled, "report", "year", "2020", "--format", "html", "--out", str(page)).exit_code == 0
    assert "Báo cáo năm 2020" in page.read_text("utf-8")
    assert nenep(filled, "report", "case", "any").exit_code == 2


def test_the_daily_round_finds_nothing_left_to_do(filled):
    with opened_house(filled, lambda: NOON) as here:
        done = go_round(here, ON)
        assert {errand.name: done[errand.name] for errand in OF_ANY_DAY if done[errand.name]} == {}


def test_the_views_are_what_a_rebuild_would_make_of_them_and_no_fact_is_parked(filled):
    with opened_house(filled) as here:
        assert Rebuild(here.views.engine, here.journal, VIEWS).verify() == []
        assert not any(view.parked for view in here.views.status())


def test_every_protected_text_opens_and_the_chain_is_whole(filled):
    assert all(isinstance(text, str) for text in sealed_texts(filled))
    with closing(Journal(filled.database_url)) as journal:
        assert journal.verify().first_wrong is None


def test_an_interrupted_run_is_gone_on_with(tmp_path):
    settings = settings_in(tmp_path)

    def pulled_the_plug(_phase, facts):
        raise KeyboardInterrupt(facts)

    before = 0
    for asked in (SMALL, SMALL._replace(seed=5)):
        with pytest.raises(KeyboardInterrupt):
            fill(settings, asked, pulled_the_plug)
        assert before < head(settings)
        before = head(settings)
    assert fill(settings, SMALL, quiet) == (SMALL, False)
    assert all(isinstance(text, str) for text in sealed_texts(settings))
    assert fill(settings, SMALL, quiet).before


def test_a_database_with_a_history_of_its_own_is_left_alone(tmp_path):
    settings = settings_in(tmp_path)
    migrate(settings)
    with opened_house(settings) as here:
        hand = Hand(PersonId("nenep"), NOON, UUID(int=1))
        enter_person(here.desk, hand, EnterPerson("Nguyễn Văn An"))
    with pytest.raises(NotEmpty):
        fill(settings, SMALL, quiet)
    assert nenep(settings, "demo").exit_code == 1
    assert head(settings) == 1


def test_a_month_that_is_not_over_is_wrong_use(tmp_path):
    asked = nenep(settings_in(tmp_path), "demo", "--cells", "12", "--until", "2999-01")
    assert asked.exit_code == 2
    assert nenep(settings_in(tmp_path), "demo", "--cells", "5").exit_code == 2


def test_a_year_asked_for_is_the_same_to_programs_and_at_the_console(filled):
    with opened_house(filled) as here, here.reading() as db:
        assert year_report(db, 2020, ("/",), here.now().date()) == json.loads(
            nenep(filled, "report", "year", "2020").stdout
        )
