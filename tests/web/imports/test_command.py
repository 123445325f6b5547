"""`nenep import register`: the number of units on standard output, everything else beside it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.bloc import Bloc
from tests.console import environment
from web.cli import main

SAMPLES = Path(__file__).parents[2] / "samples"
CLEAN, MESSY = str(SAMPLES / "register-clean.xlsx"), str(SAMPLES / "register-messy.xlsx")


@pytest.fixture
def nenep(bloc: Bloc, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    """The command line beside a house, on the same database."""
    for name, value in environment(bloc.house.settings).items():
        monkeypatch.setenv(name, value)
    return CliRunner()


def asked(nenep: CliRunner, *words: str) -> Result:
    return nenep.invoke(main, ["import", "register", *words])


def test_a_clean_register_answers_with_its_number_of_units_as_often_as_it_is_brought(
    nenep: CliRunner, bloc: Bloc
) -> None:
    before = bloc.recorded()
    assert (asked(nenep, CLEAN, "--dry-run").stdout, bloc.recorded()) == ("59\n", before)
    first = asked(nenep, CLEAN)
    assert (first.exit_code, first.stdout) == (0, "59\n")
    assert first.stderr.endswith("Đã nhập: 59 tổ chức mới, 0 tổ chức thay đổi, 104 người mới.\n")
    after = bloc.recorded()
    again = asked(nenep, CLEAN)
    assert (again.exit_code, again.stdout, bloc.recorded()) == (0, "59\n", after)


def test_a_messy_register_is_refused_with_every_fault_by_sheet_row_and_column(nenep: CliRunner, bloc: Bloc) -> None:
    before = bloc.recorded()
    refused = asked(nenep, MESSY)
    faults = [line.split("\t") for line in refused.stderr.splitlines() if line.startswith("Lỗi\t")]
    assert (refused.exit_code, refused.stdout, bloc.recorded()) == (1, "0\n", before)
    assert [(sheet, row) for _, sheet, row, *_ in faults] == [
        ("Danh sách", row) for row in ("8", "12", "16", "21", "25", "29", "34", "38")
    ]
    assert faults[0][3:] == ["Số đảng viên", "Số đảng viên không phải là số: “mười hai”."]


def test_faults_are_told_as_json_in_the_language_of_the_house(
    nenep: CliRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NENEP_LANGUAGE", "en")
    refused = asked(nenep, MESSY, "--format", "json")
    told = json.loads(refused.stdout)
    assert (refused.exit_code, told["refused"], len(told["errors"])) == (1, True, 8)
    assert told["errors"][0]["detail"] == "The number of members is no number: “mười hai”."


def test_wrong_use_is_told_apart_from_a_refusal(nenep: CliRunner) -> None:
    assert asked(nenep, "not-there.xlsx").exit_code == 2
    assert asked(nenep, CLEAN, "--unit", "NOPE").exit_code == 2
    assert asked(nenep).exit_code == 2
