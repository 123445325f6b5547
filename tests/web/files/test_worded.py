"""Whoever sends a file is told in their language what to do about it."""

import pytest

from web.files import FileRefused
from web.files.refusals import (
    ArchiveTooLarge,
    FileNameLies,
    FileTooLarge,
    FileTypeNotAllowed,
    ImageTooLarge,
    SecretRefused,
)
from web.files.worded import refused_file
from web.languages import LANGUAGES, catalogue, speaking

NUMBERS = {FileTooLarge: 20, ArchiveTooLarge: 200, ImageTooLarge: 64}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_refusal_of_a_file_is_worded(language: str) -> None:
    for refusal in FileRefused.__subclasses__():
        key = f"file.{refusal.__name__}"
        assert catalogue(language).gettext(key) != key


def test_a_secret_paper_stays_paper_and_only_its_number_is_noted() -> None:
    with speaking("vi"):
        assert "hồ sơ giấy số …" in refused_file(SecretRefused())


def test_a_file_that_lies_is_named_for_what_it_is() -> None:
    with speaking("vi"):
        assert "“.pdf” nhưng nội dung là ảnh PNG" in refused_file(FileNameLies("pdf", "image/png"))
        assert "(không rõ loại)" in refused_file(FileTypeNotAllowed())
        assert "(audio/midi)" in refused_file(FileTypeNotAllowed("audio/midi"))
    with speaking("en"):
        assert "a PNG picture" in refused_file(FileNameLies("pdf", "image/png"))


@pytest.mark.parametrize(("refusal", "number"), NUMBERS.items(), ids=str)
def test_limits_are_said_in_numbers(refusal: type[FileTooLarge], number: int) -> None:
    with speaking("vi"):
        assert str(number) in refused_file(refusal(number))
