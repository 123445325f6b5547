"""`NENEP_FILES` names a folder or a bucket; what it names wrongly is said at the start, with the other faults."""

import sys
from pathlib import Path

import pytest
from environs import EnvValidationError

from web.files.addresses import BucketAddress, NoSuchStore, read_address, store_at
from web.settings import Settings

WRONG = {
    "ftp://evidence": "ftp://",
    "S3://evidence": "S3://",
    "s3://": "no bucket",
    "s3:///files": "no bucket",
    "s3://B_cket/files": "no bucket",
    "s3://ab": "no bucket",
    "s3://[evidence": "s3://bucket/prefix",
    "s3://evidence/a//b": "prefix",
    "s3://evidence/a/../b": "prefix",
    "s3://evidence/%2e%2e/b": "prefix",
    "s3://evidence#part": "s3://bucket/prefix",
    "s3://evidence?endpont=https://here": "s3://bucket/prefix",
    "s3://evidence?region=a&region=b": "s3://bucket/prefix",
    "s3://evidence?region=": "region",
    "s3://evidence?region=a.b/": "region",
    "s3://evidence?endpoint=": "endpoint",
    "s3://evidence?endpoint=here:9000": "endpoint",
    "s3://evidence?endpoint=ftp://here": "endpoint",
    "s3://evidence?endpoint=https://here:port": "endpoint",
    "s3://evidence?endpoint=https://here/files": "endpoint",
    "s3://evidence?endpoint=https://key:secret@here": "endpoint",
}


def test_a_bucket_is_named_with_prefix_server_and_region() -> None:
    whole = "s3://evidence/khoi/2026/?endpoint=https://s3.here:9000&region=ap-southeast-1"
    assert read_address(whole) == BucketAddress("evidence", "khoi/2026/", "https://s3.here:9000", "ap-southeast-1")
    assert read_address("s3://evidence") == BucketAddress("evidence")
    assert read_address("s3://evidence/Kh%E1%BB%91i") == BucketAddress("evidence", "Khối/")


def test_what_has_no_scheme_is_a_folder() -> None:
    assert read_address("var/files") == Path("var/files")


@pytest.mark.parametrize(("where", "said"), WRONG.items())
def test_a_store_that_is_not_understood_is_named_and_not_guessed(where: str, said: str) -> None:
    with pytest.raises(NoSuchStore, match=said):
        store_at(where)


def test_it_is_said_at_the_start_with_the_other_faults(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NENEP_FILES", "s3:///files")
    monkeypatch.setenv("NENEP_LANGUAGE", "fr")
    with pytest.raises(EnvValidationError) as told:
        Settings.from_environment()
    assert told.value.error_messages.keys() == {"NENEP_FILES", "NENEP_LANGUAGE"}


def test_keys_have_no_place_in_the_address_and_are_not_repeated() -> None:
    with pytest.raises(NoSuchStore, match="AWS_SECRET_ACCESS_KEY") as told:
        store_at("s3://AKIA:hidden@evidence")
    assert "hidden" not in str(told.value)


def test_without_boto3_a_folder_serves_and_a_bucket_is_a_fault_of_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "boto3", None)  # so Python says that a module is not there
    assert read_address("var/files") == Path("var/files")
    with pytest.raises(NoSuchStore, match=r"nenep\[s3\]"):
        read_address("s3://evidence")
