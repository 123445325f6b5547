"""A history is taken out and brought in whole; texts stay sealed, and pages say why one of them cannot be read."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.names import RemediationId
from tests.bloc import PASSWORD, Bloc, opened, settings_in
from tests.console import Console
from tests.web.inspection import a_case
from tests.web.pages import Pages

MISSING, GONE = "[không có khóa]", "[đã xóa theo yêu cầu]"


@pytest.fixture
def nenep(monkeypatch: pytest.MonkeyPatch) -> Console:
    return Console(monkeypatch)


@pytest.fixture
def case(bloc: Bloc) -> RemediationId:
    case = a_case.opened(bloc)
    a_case.planned(bloc, case)
    return case


@pytest.fixture
def history(bloc: Bloc, case: RemediationId, nenep: Console, tmp_path: Path) -> Path:
    file = tmp_path / "history.jsonl"
    file.write_bytes(nenep.on(bloc.house.settings)("export", "history").stdout_bytes)
    return file


@pytest.fixture
def elsewhere(history: Path, nenep: Console, tmp_path: Path) -> Iterator[Bloc]:
    """The history in another house, whose people were admitted there."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    nenep.on(settings_in(folder))("init")
    brought = nenep("import", "history", str(history)).stdout
    assert brought == f"{len(history.read_bytes().splitlines())}\n"
    with opened(settings_in(folder)) as there:
        there.house.accounts.admit("inspector1", there.person("inspector1"), PASSWORD)
        yield there


def test_brought_into_an_empty_database_it_has_the_same_positions_times_and_hashes(
    bloc: Bloc, elsewhere: Bloc, history: Path, nenep: Console
) -> None:
    here, there = bloc.house.journal, elsewhere.house.journal
    assert there.since(0, 1_000) == here.since(0, 1_000)
    assert nenep.on(elsewhere.house.settings)("export", "history").stdout_bytes == history.read_bytes()
    assert nenep("export", "history", "--from", "3", "--to", "4").stdout_bytes.count(b"\n") == 2
    nenep("journal", "verify")
    nenep("views", "verify")


def test_brought_in_again_nothing_is_recorded_and_the_answer_is_no(
    elsewhere: Bloc, history: Path, nenep: Console
) -> None:
    before = elsewhere.recorded()
    refused = nenep("import", "history", str(history), status=1)
    assert refused.stdout == ""
    assert elsewhere.recorded() == before


def test_an_altered_history_is_refused_with_a_sentence(history: Path, nenep: Console, tmp_path: Path) -> None:
    history.write_bytes(history.read_bytes().replace(b'"KHOI"', b'"KHOJ"', 1))
    nenep.on(settings_in(tmp_path))("init")
    refused = nenep("import", "history", str(history), status=1)
    assert "Traceback" not in refused.stderr
    assert refused.stderr


def test_a_text_whose_key_is_missing_is_told_from_one_that_was_erased(
    bloc: Bloc, case: RemediationId, elsewhere: Bloc, nenep: Console
) -> None:
    page = Pages(elsewhere.browser("inspector1")).get(f"/cases/{case}?tab=plan").text
    assert MISSING in page
    assert GONE not in page
    nenep.on(bloc.house.settings)("erase", "secretary1", "--basis", "Đơn số 4", "--yes")
    page = Pages(bloc.browser("inspector1")).get(f"/cases/{case}?tab=plan").text
    assert GONE in page
    assert MISSING not in page
    assert "Ghi trong kết luận" in page
