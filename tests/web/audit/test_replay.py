"""A case, a unit and the map are played again, step by step, as the very pages were."""

import pytest

from tests.web.sample_pages import sample_pages


@pytest.fixture
def lived(bloc):
    sample_pages(bloc)
    return bloc


def steps(page):
    return [int(part.partition('"')[0]) for part in page.split('data-position="')[1:]]


def test_a_case_is_played_again_fact_by_fact(lived):
    case = next(r.stream for r in lived.house.journal.since(0, 1000) if type(r.fact).__name__ == "RemediationOpened")
    auditor = lived.browser("auditor")
    found = steps(auditor.get(f"/replay/cases/{case}").text)
    assert found == [record.position for record in lived.house.journal.history(case)]
    for position in found:
        assert auditor.get(f"/cases/{case}?as_at={position}").status_code == 200


def test_a_unit_is_played_again(lived):
    found = steps(lived.browser("auditor").get("/replay/units/FDI").text)
    assert found == sorted(found)
    assert len(found) > 10


def test_replay_is_for_those_who_read_history(lived):
    assert lived.browser("secretary1").get("/replay/units/FDI").status_code == 403
    assert lived.browser("auditor").get("/replay/units/NOBODY").status_code == 404


def test_history_is_searched_by_words_without_accents(lived):
    auditor = lived.browser("auditor")
    listed = [
        auditor.get(f"/history?text={words}").text
        for words in ("cần+để+nhiều+người", "can+de+nhieu+nguoi", "khong+co+ai+noi")
    ]
    assert listed[0].count('href="/history/') == listed[1].count('href="/history/') > listed[2].count('href="/history/')
