"""Whatever somebody does to a bundle is refused, with the reason and the first wrong position, by both who check it."""

import shutil
import zipfile
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.bloc import Bloc, opened, settings_in
from tests.web.bundle.bundles import Files, Tampering, files_of, judged, leaf, leaves, told_anew, zipped
from tests.web.bundle.tampering import STRANGER, TAMPERED
from tests.web.sample_pages import sample_pages
from web.bundle.making import Asked, make
from workflows.journal.log_key import LogKey
from workflows.proof.notes import verifier_of


class Honest(NamedTuple):
    """A whole bundle, the log's key, and a checkpoint that an auditor kept from earlier."""

    bundle: Path
    files: Files
    key: LogKey
    kept: Path

    def tampered(self, how: Tampering, to: Path) -> Path:
        files = dict(self.files)
        how(files)
        return zipped(files, to)


@pytest.fixture(scope="module")
def honest(bloc_as_founded: Path, tmp_path_factory: pytest.TempPathFactory) -> Honest:
    folder = tmp_path_factory.mktemp("bundle")
    shutil.copytree(bloc_as_founded, folder / "house")
    with opened(settings_in(folder / "house")) as bloc:
        return lived(bloc, folder)


def lived(bloc: Bloc, folder: Path) -> Honest:
    kept = folder / "kept"
    kept.write_text(bloc.house.sealer.seal().note, encoding="utf-8")
    sample_pages(bloc)
    make(bloc.house, folder / "whole.zip", Asked())
    return Honest(folder / "whole.zip", files_of(folder / "whole.zip"), bloc.house.sealer.key, kept)


def own_key_of_a_forger(files: Files) -> None:
    """All signed anew with the forger's key, which the bundle presents as the log's."""
    told_anew(files, leaves(files), STRANGER)
    name = files["checkpoint"].decode().split("\n")[0]
    files["log.vkey"] = f"{verifier_of(name, STRANGER)}\n".encode()
    files["policy"] = b"log " + files["log.vkey"] + b"quorum none\n"


@pytest.mark.parametrize("what", TAMPERED)
def test_whatever_is_changed_is_refused_with_the_reason_and_the_position(
    honest: Honest, what: str, tmp_path: Path
) -> None:
    how, reason, position = TAMPERED[what]
    size = len(leaves(honest.files))
    status, alone, ours = judged(honest.tampered(how, tmp_path / "tampered.zip"))
    assert (status, alone.partition(":")[0]) == (1, "REFUSED")
    assert reason in alone
    assert reason in ours
    if position is not None:
        first = position if position > 0 else size + position + 1
        assert f"(position {first})" in alone
        assert ours.startswith(f"{first}\t")


def test_at_least_25_ways_are_tried() -> None:
    assert len(TAMPERED) >= 25


def test_an_honest_bundle_is_whole_and_its_views_come_out_again(honest: Honest) -> None:
    key = str(honest.key.verifier)
    status, alone, ours = judged(honest.bundle, "--key", key, "--checkpoint", str(honest.kept))
    assert (status, alone.partition(":")[0]) == (0, "WHOLE")
    assert ours.endswith("views agree")


def test_a_file_that_is_there_twice_is_refused(honest: Honest, tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate"):
        twice = zipped(honest.files, tmp_path / "twice.zip", ("checkpoint", b"x"))
    assert "twice" in judged(twice)[1]


def test_a_manifest_that_was_not_made_anew_tells_of_the_change(honest: Honest, tmp_path: Path) -> None:
    files = honest.files | {"README.en.md": b"altered"}
    with zipfile.ZipFile(tmp_path / "old.zip", "w") as out:
        for name, content in files.items():
            out.writestr(name, content)
    assert "README.en.md is not the file" in judged(tmp_path / "old.zip")[1]


def test_what_is_no_zip_is_refused(tmp_path: Path) -> None:
    (tmp_path / "no.zip").write_bytes(b"no zip")
    assert judged(tmp_path / "no.zip")[0] == 1


def test_a_forger_with_a_key_of_their_own_is_found_by_whoever_knows_the_logs_key(
    honest: Honest, tmp_path: Path
) -> None:
    forged = honest.tampered(own_key_of_a_forger, tmp_path / "forged.zip")
    assert judged(forged)[0] == 0
    status, alone, _ = judged(forged, "--key", str(honest.key.verifier))
    assert status == 1
    assert "another key than the one you know" in alone


def test_a_fork_signed_with_the_logs_own_key_is_found_by_whoever_kept_a_checkpoint(
    honest: Honest, tmp_path: Path
) -> None:
    def fork(files: Files) -> None:
        lines = leaves(files)
        told_anew(files, [leaf(lines[0], actor="p-someone"), *lines[1:]], honest.key.key)
        del files["views.json"]

    forked = honest.tampered(fork, tmp_path / "forked.zip")
    assert judged(forked)[0] == 0
    status, alone, _ = judged(forked, "--key", str(honest.key.verifier), "--checkpoint", str(honest.kept))
    assert status == 1
    assert "two histories" in alone


def test_a_log_that_lost_its_tail_is_behind_the_checkpoint_one_kept(honest: Honest, tmp_path: Path) -> None:
    def shorter(files: Files) -> None:
        told_anew(files, leaves(files)[:20], honest.key.key)
        for name in [name for name in files if name.startswith("payloads/")]:
            del files[name]

    lost = honest.tampered(shorter, tmp_path / "lost.zip")
    assert "behind the checkpoint you kept" in judged(lost, "--checkpoint", str(honest.kept))[1]


@pytest.mark.parametrize("size", [1, 2, 64, 65])
def test_a_log_of_any_size_is_checked(honest: Honest, tmp_path: Path, size: int) -> None:
    def cut(files: Files) -> None:
        told_anew(files, leaves(files)[:size], honest.key.key)
        for name in [name for name in files if name.startswith(("payloads/", "views"))]:
            del files[name]

    status, alone, _ = judged(honest.tampered(cut, tmp_path / "small.zip"))
    assert (status, f"WHOLE: {size} facts" in alone) == (0, True)
