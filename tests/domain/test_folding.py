"""Texts are compared as people type them when they search."""

import unicodedata

import pytest

from domain.folding import LONGEST_WORD, fold, words


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Đảng bộ Khối", "dang bo khoi"),
        ("hòa", "hoa"),
        ("hoà", "hoa"),
        ("ủy", "uy"),
        ("uỷ", "uy"),
        ("ĐẢNG ỦY", "dang uy"),
        ("Nguyễn Thị Quỳnh Trầm", "nguyen thi quynh tram"),
        ("", ""),
    ],
)
def test_accents_tone_marks_and_case_make_no_difference(typed: str, folded: str) -> None:
    assert fold(typed) == folded
    assert fold(unicodedata.normalize("NFD", typed)) == folded
    assert fold(fold(typed)) == folded


def test_words_are_what_stands_between_marks_and_blanks() -> None:
    assert words("Số 05-NQ/ĐU, ngày 3/3: “họp”_bất thường") == [
        "so",
        "05",
        "nq",
        "du",
        "ngay",
        "3",
        "3",
        "hop",
        "bat",
        "thuong",
    ]
    assert words(" ,;— ") == []
    assert words("x" * 500) == ["x" * LONGEST_WORD]
