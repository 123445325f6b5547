"""A witness cosigns what continues what it saw, and keeps the evidence of what does not, whoever signed it."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from werkzeug.serving import make_server

from domain.names import Role
from tests.bloc import Bloc
from tests.web.sample_pages import sample_pages
from web.cli import main
from web.witness.app import create_witness
from web.witness.asking import Answered, show
from web.witness.following import follow
from web.witness.known import Known, read_witnesses
from web.witness.witness import AnotherSizeSeen, LogDidNotSign, LogUnknown, Shown, TwoHistories, Witness
from workflows.proof.checkpoints import Checkpoint, opened_checkpoint, read_checkpoint
from workflows.proof.cosigning import cosigned
from workflows.proof.merkle import consistency
from workflows.proof.notes import read_note

A_STRANGER = "nenep/x\n1\n" + "A" * 43 + "=\n\n— nenep/x AAAAAAA=\n"
NOW = datetime(2026, 11, 26, 9, tzinfo=UTC)


@pytest.fixture
def witness(bloc: Bloc, tmp_path: Path) -> Witness:
    return Witness(tmp_path / "witness", "auditor.example/w1", [bloc.house.sealer.key.verifier])


@pytest.fixture
def post(witness: Witness) -> Any:
    client = create_witness(witness, lambda: NOW).test_client()

    def send(_address: str, body: bytes) -> Answered:
        answer = client.post("/add-checkpoint", data=body)
        return Answered(answer.status_code, answer.text)

    return send


def reached(bloc: Bloc, path: str) -> bytes:
    assert bloc.app is not None
    answer = bloc.app.test_client().get(f"/tlog/{path}")
    assert answer.status_code == 200, path
    return answer.data


def test_what_continues_is_cosigned_and_the_cosignature_is_kept_with_the_checkpoint(bloc, witness, post):
    known = (Known(witness.verifier, "http://witness"),)
    for code in ("DB2", "NSE"):
        bloc.give_role("overseer1", Role.OVERSEER, code)
        assert show(bloc.house, bloc.house.sealer.seal(), known, post) == []
    kept = read_note(bloc.house.journal.tree.newest().note)
    assert list(cosigned(kept, witness.verifier)) == [int(NOW.timestamp())]
    origin = bloc.house.sealer.key.origin
    assert read_checkpoint(witness.seen(origin)).size == bloc.recorded()
    assert len(list((witness.folder / "logs").glob("*/checkpoints/*"))) == 2


def test_a_witness_follows_a_log_by_its_tiles_alone(bloc, witness):
    follow(witness, lambda path: reached(bloc, path), NOW)
    sample_pages(bloc)
    follow(witness, lambda path: reached(bloc, path), NOW)
    assert read_checkpoint(witness.seen(bloc.house.sealer.key.origin)).size == bloc.recorded()


def test_a_fork_signed_with_the_logs_own_key_is_refused_and_both_sides_are_kept(bloc, witness):
    """Whoever holds the log's key and database tells another history of the same length, or of a greater one."""
    follow(witness, lambda path: reached(bloc, path), NOW)
    key = bloc.house.sealer.key
    size = bloc.recorded()
    for forked in (Checkpoint(key.origin, size, bytes(32)), Checkpoint(key.origin, size + 5, bytes(32))):
        proof = [bytes(32)] * 7 if forked.size > size else []
        note = str(forked.signed(key.key))
        with pytest.raises(TwoHistories) as refused:
            witness.add(Shown(size, proof, note), NOW)
        evidence = refused.value.evidence
        assert (evidence / "shown").read_text(encoding="utf-8") == note
        seen = opened_checkpoint((evidence / "seen").read_text(encoding="utf-8"), key.verifier)
        assert seen.size == size
        assert seen.root != forked.root


def test_a_rollback_is_refused(bloc, witness):
    early = bloc.house.sealer.seal().note
    sample_pages(bloc)
    follow(witness, lambda path: reached(bloc, path), NOW)
    with pytest.raises(TwoHistories):
        witness.add(Shown(0, [], early), NOW)


def test_strangers_are_not_cosigned(bloc, witness, tmp_path):
    key = bloc.house.sealer.key
    with pytest.raises(LogUnknown):
        witness.add(Shown(0, [], str(Checkpoint("nenep/other", 1, bytes(32)).signed(key.key))), NOW)
    with pytest.raises(LogDidNotSign):
        witness.add(Shown(0, [], str(Checkpoint(key.origin, 1, bytes(32)).signed(witness.key))), NOW)


def test_a_proof_begins_where_the_witness_was(bloc, witness):
    follow(witness, lambda path: reached(bloc, path), NOW)
    before = bloc.recorded()
    sample_pages(bloc)
    newest = bloc.house.sealer.seal()
    with pytest.raises(AnotherSizeSeen) as other:
        witness.add(
            Shown(before - 1, consistency(before - 1, newest.size, bloc.house.journal.tree.hashes()), newest.note), NOW
        )
    assert other.value.size == before


def test_what_it_saw_outlives_a_restart(bloc, witness):
    follow(witness, lambda path: reached(bloc, path), NOW)
    again = Witness(witness.folder, witness.name, [bloc.house.sealer.key.verifier])
    assert again.verifier == witness.verifier
    assert again.seen(bloc.house.sealer.key.origin) == witness.seen(bloc.house.sealer.key.origin)


@pytest.mark.parametrize(
    ("body", "status"),
    [("", 400), ("old x\n\nnote", 400), ("old 0\nAAAA\n\nx", 400), (f"old 0\n\n{A_STRANGER}", 404)],
)
def test_nonsense_is_refused_by_status(post, body, status):
    assert post("", body.encode()).status == status


@pytest.fixture
def served(bloc: Bloc) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, bloc.app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/tlog"
    server.shutdown()
    thread.join()
    server.server_close()


def test_the_command_looks_once_over_the_network_and_says_where_the_evidence_is(bloc, served, tmp_path):
    key = bloc.house.sealer.key
    where = ["--state", str(tmp_path / "w"), "--follow", served]
    asked = ["witness", "--log", str(key.verifier), *where, "--once"]
    first = CliRunner().invoke(main, asked)
    assert (first.exit_code, "— nenep-witness " in first.stdout) == (0, True)
    forked = Checkpoint(key.origin, bloc.recorded(), bytes(32)).signed(key.key)
    latest = next((tmp_path / "w" / "logs").glob("*/latest"))
    latest.write_text(str(forked), encoding="utf-8")
    second = CliRunner().invoke(main, asked)
    assert second.exit_code == 1
    assert "evidence" in second.stderr


def test_witnesses_are_named_by_key_and_address(witness):
    assert read_witnesses(f"{witness.verifier}@http://w:8010") == (Known(witness.verifier, "http://w:8010"),)
    for wrong in ("http://w:8010", f"{witness.verifier}@ftp://w", "x@http://w"):
        with pytest.raises(ValueError, match="witness"):
            read_witnesses(wrong)
