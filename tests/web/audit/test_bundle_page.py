"""Auditors ask for a bundle of evidence on the page, and check it elsewhere."""

import io
import zipfile

import pytest

from tests.web.pages import Pages
from web.bundle.verify import verify


@pytest.fixture
def auditor(bloc):
    return Pages(bloc.browser("auditor"))


def asked(auditor, tmp_path, **what):
    answer = auditor.post("/integrity/bundle", what)
    assert (answer.status_code, answer.mimetype) == (200, "application/zip")
    file = tmp_path / "bundle.zip"
    file.write_bytes(answer.data)
    return file


def test_the_whole_log_is_downloaded_and_checks_offline(bloc, auditor, tmp_path):
    file = asked(auditor, tmp_path, unit="", first="", last="")
    found = verify(str(file), str(bloc.house.sealer.key.verifier), None)
    assert (found.size, found.withheld) == (bloc.recorded(), 0)


def test_a_unit_and_a_span_narrow_it(bloc, auditor, tmp_path):
    file = asked(auditor, tmp_path, unit="DB2", first="1", last=str(bloc.recorded()))
    found = verify(str(file), None, None)
    assert 0 < found.shown < bloc.recorded()
    with zipfile.ZipFile(io.BytesIO(file.read_bytes())) as inside:
        assert "leaves.jsonl" not in inside.namelist()


def test_what_cannot_be_asked_is_refused_by_its_field(auditor):
    answer = auditor.post("/integrity/bundle", {"unit": "NOWHERE"})
    assert answer.status_code == 422
    assert auditor.post("/integrity/bundle", {"first": "zero"}).status_code == 422
    assert auditor.post("/integrity/bundle", {"first": "9", "last": "3"}).status_code == 422


def test_where_another_machine_signs_the_page_says_where_to_ask(bloc, auditor):
    file = bloc.house.settings.log_key_file
    kept = file.read_bytes()
    file.unlink()
    try:
        answer = auditor.post("/integrity/bundle", {})
    finally:
        file.write_bytes(kept)
    assert answer.status_code == 422
    assert "nenep audit bundle" in answer.text


def test_it_is_for_those_who_read_history(bloc):
    assert Pages(bloc.browser("secretary1")).post("/integrity/bundle", {}).status_code == 403
