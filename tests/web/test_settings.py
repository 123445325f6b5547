"""Where things are kept is said by the environment; every fault of it is told at once."""

import pytest
from environs import EnvValidationError

from web.settings import Settings


@pytest.fixture(autouse=True)
def elsewhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def test_the_embedded_run_needs_nothing_and_keeps_its_secret():
    first, second = Settings.from_environment(), Settings.from_environment()
    assert first == second
    assert first.embedded
    assert len(first.secret_key) >= 48
    assert (first.language, str(first.zone)) == ("vi", "Asia/Ho_Chi_Minh")


def test_the_secret_is_readable_by_its_owner_alone(tmp_path):
    Settings.from_environment()
    assert (tmp_path / "var/secret.key").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("secret", [None, "", "short"])
def test_with_postgresql_a_missing_secret_is_refused(monkeypatch, secret):
    monkeypatch.setenv("NENEP_DATABASE_URL", "postgresql+psycopg://here/nenep")
    if secret is not None:
        monkeypatch.setenv("NENEP_SECRET_KEY", secret)
    with pytest.raises(EnvValidationError, match="NENEP_SECRET_KEY"):
        Settings.from_environment()


def test_all_faults_are_told_at_once(monkeypatch):
    monkeypatch.setenv("NENEP_LANGUAGE", "fr")
    monkeypatch.setenv("NENEP_TIMEZONE", "Hanoi")
    with pytest.raises(EnvValidationError) as told:
        Settings.from_environment()
    assert told.value.error_messages.keys() == {"NENEP_LANGUAGE", "NENEP_TIMEZONE"}


def test_a_witness_that_cannot_be_understood_is_a_fault(monkeypatch):
    monkeypatch.setenv("NENEP_WITNESSES", "http://witness")
    with pytest.raises(EnvValidationError) as faults:
        Settings.from_environment()
    assert "NENEP_WITNESSES" in faults.value.error_messages
