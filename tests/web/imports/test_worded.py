"""Every fault and doubt of a register is said in both languages, with nothing left blank."""

import re
from pathlib import Path

import pytest

from domain.register import Column, Doubt, Fault
from web.languages import LANGUAGES, catalogue

ROOM = Path(__file__).parents[3] / "web" / "imports"
RAISED = re.compile(r'(?:CellFault|SheetUnreadable|TopUnclear|Finding)\(\s*"(\w+)"')


def codes() -> set[str]:
    in_the_room = {code for path in ROOM.glob("*.py") for code in RAISED.findall(path.read_text())}
    assert len(in_the_room) > 30
    named = {"column_missing", "column_twice", "no_bloc", "several_blocs"}
    return in_the_room | named | {it.value for it in Fault} | {it.value for it in Doubt}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_is_worded(language: str) -> None:
    keys = {*(f"import_fault.{code}" for code in codes()), *(f"register_column.{column.value}" for column in Column)}
    assert [key for key in sorted(keys) if catalogue(language).gettext(key) == key] == []


def test_no_wording_is_left_over() -> None:
    worded = re.findall(r'msgid "import_fault\.(\w+)"', (ROOM.parent / "translations/en/imports.po").read_text())
    assert sorted(set(worded) - codes()) == []
