"""Auditors get signed checkpoints and proofs; witnesses follow the log without signing in."""

import html

import pytest

from domain.events.remediation import EffectivenessDenied
from tests.story import WORDS
from tests.web.pages import Pages
from tests.web.sample_pages import sample_pages
from web.sealed import newest
from workflows.journal.journal import Writing
from workflows.proof.checkpoints import opened_checkpoint, read_checkpoint
from workflows.proof.inclusion import proved, read_leaf_proof
from workflows.proof.merkle import SIZE, leaf_hash
from workflows.proof.notes import read_note
from workflows.proof.tiles import tiles_of


@pytest.fixture
def log(bloc):
    return bloc.house.sealer.key.verifier


def test_the_newest_checkpoint_holds_everything_recorded_so_far(bloc, log):
    answer = bloc.api("auditor").get("/checkpoint")
    assert (answer.status_code, answer.mimetype) == (200, "text/plain")
    assert opened_checkpoint(answer.text, log).size == bloc.house.journal.head()


def test_each_fact_has_a_proof_that_leads_to_a_checkpoint(bloc, log):
    proof = read_leaf_proof(bloc.api("auditor").get("/history/7/proof").text)
    (leaf,) = bloc.house.journal.tree.leaves(7, 7)
    assert proved(leaf, proof, log).size == bloc.house.journal.head()


def test_proofs_are_for_those_who_audit(bloc):
    assert bloc.api("secretary1").get("/checkpoint").status_code == 403
    assert bloc.api("auditor").get("/history/100000/proof").status_code == 404


def test_a_witness_follows_checkpoints_and_tiles_without_signing_in(bloc, log):
    stranger = bloc.app.test_client()
    checkpoint = opened_checkpoint(stranger.get("/tlog/checkpoint").text, log)
    for tile in tiles_of(checkpoint.size):
        answer = stranger.get(f"/tlog/{tile.path}")
        assert len(answer.data) == tile.width * SIZE
    leaves = bloc.house.journal.tree.leaves(1, 1)
    assert stranger.get("/tlog/tile/0/000.p/1").data == leaf_hash(next(leaves))


@pytest.mark.parametrize(
    "path", ["0/999", "0/00", "0/x000/000", "0/000.p/0", "0/000.p/256", "0/000.p/257", "9/000", "0/000.p/-1", "0/abc"]
)
def test_a_tile_is_named_in_one_way_only(bloc, path):
    newest(bloc.house)
    assert bloc.app.test_client().get(f"/tlog/tile/{path}").status_code == 404


def test_papers_name_what_was_signed_last(bloc):
    checkpoint = read_checkpoint(read_note(newest(bloc.house).note))
    page = bloc.browser("leader").get("/reports/2026").text
    assert checkpoint.short in page
    assert checkpoint.origin in page


def test_the_auditor_sees_what_was_signed_and_with_which_key(bloc, log):
    page = html.unescape(Pages(bloc.browser("auditor")).post("/integrity", {}).text)
    assert str(log) in page
    assert newest(bloc.house).note in page


def test_the_auditor_sees_that_duties_were_kept_apart_and_where_they_were_not(bloc):
    sample_pages(bloc)
    auditor = Pages(bloc.browser("auditor"))
    assert "Nhiệm vụ tách bạch: 0 vi phạm." in auditor.post("/integrity", {}).text
    case = next(r.stream for r in bloc.house.journal.since(0, 1000) if type(r.fact).__name__ == "PlanSubmitted")
    history = bloc.house.journal.history(case)
    bloc.house.journal.record(bloc.hand("secretary1"), Writing(case, len(history), (EffectivenessDenied(WORDS),)))
    page = auditor.post("/integrity", {}).text
    assert "Nhiệm vụ không tách bạch: 1 chỗ." in page
    assert f"/history/{bloc.recorded()}" in page


def test_what_is_out_of_the_usual_is_counted_and_leads_to_the_facts(bloc):
    sample_pages(bloc)
    page = bloc.browser("auditor").get("/integrity").text
    assert "Nhập muộn" in page
    assert "fact=ExtensionGranted.v1" in page


def test_an_entry_shows_its_leaf_and_leads_to_its_proof(bloc):
    page = html.unescape(bloc.browser("auditor").get("/history/7").text)
    (leaf,) = bloc.house.journal.tree.leaves(7, 7)
    assert leaf.decode() in page
    assert leaf_hash(leaf).hex() in page
    proof = bloc.browser("auditor").get("/api/v1/history/7/proof")
    assert proof.text.startswith("c2sp.org/tlog-proof@v1\nindex 6\n")


def test_as_at_a_moment_papers_and_programs_name_what_had_been_signed_by_then(bloc, log):
    early = newest(bloc.house)
    sample_pages(bloc)
    newest(bloc.house)
    auditor = bloc.api("auditor")
    assert auditor.get("/checkpoint", as_at=early.size).text == early.note
    assert auditor.get("/checkpoint", as_at=early.size - 1).status_code == 404
    assert opened_checkpoint(auditor.get("/checkpoint").text, log).size == bloc.recorded()
    page = bloc.browser("leader").get(f"/reports/2026?as_at={early.size}").text
    assert read_checkpoint(read_note(early.note)).short in page
