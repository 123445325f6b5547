"""The console's own commands: bring up the database, make the first administrator, admit users."""

import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import update

from domain.events.log import LogContinued, LogKeyReplaced
from domain.names import Role
from projections.database import view_engine
from projections.tracking import tracked
from web.cli import main
from web.settings import Settings
from web.wiring import opened_house
from workflows.journal.log_key import read_log_key
from workflows.proof.checkpoints import opened_checkpoint
from workflows.proof.inclusion import read_leaf_proof
from workflows.proof.notes import read_verifier

PASSWORD = "một câu dài dễ nhớ"


@pytest.fixture
def nenep(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "password").write_text(f"{PASSWORD}\n", encoding="utf-8")

    def run(*arguments, status=0):
        result = CliRunner().invoke(main, arguments, prog_name="nenep")
        assert result.exit_code == status, (result.output, result.stderr, result.exception)
        return result

    return run


@pytest.fixture
def founded(nenep):
    nenep("init", "--bloc", "Đảng bộ Khối thử", "--password-file", "password")
    return nenep


def told(result):
    return [line.split("\t") for line in result.stdout.splitlines()]


def test_init_alone_records_nothing_so_that_a_history_can_be_imported(nenep):
    nenep("init")
    nenep("init")
    with opened_house(Settings.from_environment()) as here:
        assert here.journal.head() == 0


def test_an_old_or_empty_database_is_refused_and_named(nenep):
    refused = nenep("user", "list", status=1)
    assert "nenep init" in refused.stderr
    assert refused.stdout == ""


def test_the_first_administrator_signs_in_with_the_password_of_the_file(founded):
    [[login, person, _, roles]] = told(founded("user", "list"))
    assert (login, roles) == ("admin", "administrator /KHOI/")
    with opened_house(Settings.from_environment()) as here:
        assert here.accounts.check("admin", PASSWORD, "console", here.now()).person == person


def test_init_again_makes_no_second_administrator(founded):
    founded("init", "--bloc", "Khác", "--password-file", "password")
    assert len(told(founded("user", "list"))) == 1


def test_a_short_password_is_wrong_use(nenep, tmp_path):
    (tmp_path / "password").write_text("short", encoding="utf-8")
    nenep("init", "--password-file", "password", status=2)


def test_a_user_without_a_password_gets_one_that_is_told_once(founded):
    [[login, person, password]] = told(founded("user", "add", "lan", "--role", "secretary", "--unit", "KHOI"))
    with opened_house(Settings.from_environment()) as here:
        assert here.accounts.check(login, password, "console", here.now()).person == person
        assert [held.role for held in here.roles_of(person)] == [Role.SECRETARY]


def test_a_user_takes_a_further_role_and_stays_one_person(founded):
    [[_, person, _]] = told(founded("user", "add", "lan", "--role", "secretary", "--unit", "KHOI"))
    assert told(founded("user", "add", "lan", "--role", "overseer", "--unit", "KHOI")) == [["lan", person]]
    founded("user", "add", "lan", "--role", "overseer", "--unit", "KHOI", status=1)


def test_a_second_account_of_the_same_person(founded):
    [[_, person, _]] = told(founded("user", "add", "lan", "--role", "secretary", "--unit", "KHOI"))
    again = founded("user", "add", "lan2", "--role", "auditor", "--unit", "KHOI", "--person", person)
    assert told(again)[0][:2] == ["lan2", person]


@pytest.mark.parametrize(
    "wrong",
    [
        ("add", "lan", "--role", "king", "--unit", "KHOI"),
        ("add", "lan", "--role", "secretary", "--unit", "NOWHERE"),
        ("add", "lan", "--role", "secretary", "--unit", "KHOI", "--person", "p-nobody"),
        ("disable", "nobody"),
    ],
)
def test_wrong_use_ends_with_2_and_changes_nothing(founded, wrong):
    before = founded("user", "list").stdout
    founded("user", *wrong, status=2)
    assert founded("user", "list").stdout == before


def test_a_disabled_user_is_barred(founded):
    founded("user", "add", "lan", "--role", "secretary", "--unit", "KHOI")
    founded("user", "disable", "lan")
    assert [line[2] for line in told(founded("user", "list"))] == ["", "disabled"]


def test_views_of_another_release_are_named_and_not_served(founded):
    with view_engine(Settings.from_environment().database_url).begin() as db:
        db.execute(update(tracked).where(tracked.c.view == "tasks").values(shape="of another release"))
    assert "tasks" in founded("user", "list", status=1).stderr
    founded("init")
    assert len(told(founded("user", "list"))) == 1


def test_several_at_once_bring_the_database_up_once(tmp_path):
    (tmp_path / "password").write_text(PASSWORD, encoding="utf-8")
    command = [sys.executable, "-m", "web.cli", "init", "--bloc", "Khối", "--password-file", "password"]
    running = [subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, text=True) for _ in range(3)]
    assert [(one.communicate()[1], one.returncode) for one in running] == [("", 0)] * 3
    listed = subprocess.run([*command[:3], "user", "list"], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert len(listed.stdout.splitlines()) == 1


def test_a_checkpoint_and_a_proof_are_printed_for_strangers_to_check(founded):
    log = opened_log()
    checkpoint = opened_checkpoint(founded("journal", "checkpoint").stdout, log.verifier)
    proof = read_leaf_proof(founded("journal", "prove", "1").stdout)
    assert opened_checkpoint(proof.checkpoint, log.verifier) == checkpoint
    assert "POSITION" in founded("journal", "prove", "9999", status=2).stderr


def test_a_new_key_takes_over_on_record(founded):
    old = opened_log()
    told_key = founded("journal", "rotate-key").stdout.strip()
    assert str(opened_log().verifier) == told_key
    assert opened_log().before == (old.verifier,)
    with opened_house(Settings.from_environment()) as here:
        assert here.journal.last().fact == LogKeyReplaced(str(old.verifier), told_key)
    assert opened_checkpoint(founded("journal", "checkpoint").stdout, old.verifier).size > 0


def test_a_journal_that_was_restored_goes_on_under_a_new_name_once_an_operator_says_so(founded):
    database = Path("var/nenep.db")
    with closing(sqlite3.connect(database)) as there:
        there.execute("VACUUM INTO 'earlier.db'")
    founded("user", "add", "an", "--role", "leader", "--unit", "KHOI")
    signed = founded("journal", "checkpoint").stdout
    for file in database.parent.glob("nenep.db*"):
        file.unlink()
    shutil.move("earlier.db", database)
    assert "nenep journal continue" in founded("journal", "checkpoint", status=1).stderr
    told_key = founded("journal", "continue").stdout.strip()
    with opened_house(Settings.from_environment()) as here:
        assert here.journal.last().fact == LogContinued(signed, told_key)
    assert read_verifier(told_key).name.endswith("#2")
    founded("journal", "verify")
    assert opened_checkpoint(founded("journal", "checkpoint").stdout, read_verifier(told_key)).size > 0
    founded("journal", "continue", status=1)


def opened_log():
    return read_log_key(Settings.from_environment().log_key_file)
