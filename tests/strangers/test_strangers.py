"""Programs that we did not write check our checkpoints, proofs and the whole log, and refuse what was altered."""

import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid5

import pytest

from domain.events.meeting import ResultsPosted
from domain.names import PersonId
from domain.record import Hand
from tests.bloc import Bloc
from tests.web.sample_pages import sample_pages
from web.bundle.making import Asked, make
from workflows.journal.journal import Command, Journal, Writing
from workflows.journal.log_key import make_log_key
from workflows.journal.migration import migrate
from workflows.journal.sealing import Sealer
from workflows.proof.merkle import consistency
from workflows.proof.notes import encoded

HERE = Path(__file__).parent
GOPATH = Path("/usr/share/gocode")
FACTS = 100_000
BEGUN = datetime(2020, 1, 1, tzinfo=UTC)
pytestmark = pytest.mark.strangers


def program(*command: object, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(part) for part in command], capture_output=True, text=True, timeout=300, env={**os.environ, **(env or {})}
    )


@pytest.fixture(scope="session")
def sumdb(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Go's program, built without a network from Debian's packages."""
    made = tmp_path_factory.mktemp("go") / "sumdb"
    env = {"GO111MODULE": "off", "GOPATH": str(GOPATH), "GOCACHE": str(made.parent / "cache"), "GOFLAGS": ""}
    built = program("go", "build", "-o", made, HERE / "sumdb.go", env=env)
    assert built.returncode == 0, built.stderr
    return made


@pytest.fixture(scope="session")
def modules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """npm's package, in a folder that is thrown away."""
    folder = tmp_path_factory.mktemp("npm")
    install = ("npm", "install", "--no-audit", "--no-fund", "--silent", "--prefix", folder, "@sigstore/verify@3")
    done = program(*install)
    assert done.returncode == 0, done.stderr
    return folder / "node_modules"


@pytest.fixture(scope="module")
def unpacked(bloc_as_founded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A whole bundle of a Bloc in which something happened, in a folder."""
    from tests.bloc import opened, settings_in

    folder = tmp_path_factory.mktemp("strangers")
    shutil.copytree(bloc_as_founded, folder / "house")
    with opened(settings_in(folder / "house")) as bloc:
        yield _bundle(bloc, folder)


def _bundle(bloc: Bloc, folder: Path) -> Path:
    bloc.house.sealer.seal()
    sample_pages(bloc)
    make(bloc.house, folder / "whole.zip", Asked())
    with zipfile.ZipFile(folder / "whole.zip") as bundle:
        bundle.extractall(folder / "unpacked")
    return folder / "unpacked"


def test_go_opens_checkpoints_follows_proofs_and_replays_a_bloc(sumdb: Path, unpacked: Path) -> None:
    done = program(sumdb, unpacked)
    assert done.returncode == 0, done.stdout
    assert done.stdout.startswith("OK 1 grown")


def test_npm_opens_checkpoints_and_follows_proofs(modules: Path, unpacked: Path) -> None:
    done = program("node", HERE / "sigstore_verify.js", modules, unpacked)
    assert (done.returncode, done.stdout[:3]) == (0, "OK "), done.stderr


def test_pypi_follows_proofs(unpacked: Path) -> None:
    done = program(sys.executable, HERE / "sigstore_merkle.py", unpacked)
    assert (done.returncode, done.stdout[:3]) == (0, "OK "), done.stderr


def test_all_of_them_refuse_a_leaf_that_was_altered(sumdb: Path, modules: Path, unpacked: Path, tmp_path: Path) -> None:
    altered = tmp_path / "altered"
    shutil.copytree(unpacked, altered)
    leaf = next((altered / "proofs").glob("*.leaf"))
    leaf.write_bytes(leaf.read_bytes().replace(b'"v":1', b'"v":2'))
    assert program(sumdb, altered).returncode == 1
    assert program("node", HERE / "sigstore_verify.js", modules, altered).returncode == 1
    assert program(sys.executable, HERE / "sigstore_merkle.py", altered).returncode == 1


def test_go_replays_a_hundred_thousand_facts(sumdb: Path, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/large.db"
    migrate(url)
    make_log_key(tmp_path / "log.key")
    with closing(Journal(url)) as journal:
        sealer = Sealer(journal.tree, tmp_path / "log.key", lambda: BEGUN)
        journal.record_many(_history(0, FACTS // 2))
        old = sealer.seal()
        journal.record_many(_history(FACTS // 2, FACTS))
        newest = sealer.seal()
        out = tmp_path / "log"
        (out / "checkpoints").mkdir(parents=True)
        (out / "proofs").mkdir()
        (out / "log.vkey").write_text(str(sealer.key.verifier))
        (out / "checkpoint").write_text(newest.note)
        (out / "checkpoints" / str(old.size)).write_text(old.note)
        path = [encoded(step) for step in consistency(old.size, newest.size, journal.tree.hashes())]
        steps = ", ".join(f'"{step}"' for step in path)
        (out / "consistency.json").write_text(f'[{{"old": {old.size}, "new": {newest.size}, "proof": [{steps}]}}]')
        (out / "leaves.jsonl").write_bytes(b"".join(leaf + b"\n" for leaf in journal.tree.leaves(1, FACTS)))
        for position in (1, 2, FACTS // 2, FACTS - 1, FACTS):
            (leaf,) = journal.tree.leaves(position, position)
            (out / "proofs" / f"{position - 1}.leaf").write_bytes(leaf)
            (out / "proofs" / f"{position - 1}.tlog-proof").write_text(str(sealer.proof(position, newest)))
    done = program(sumdb, out)
    assert done.stdout == f"OK 1 grown, 5 proofs, {FACTS} replayed\n"


def _history(first: int, end: int) -> Iterator[Command]:
    for number in range(first, end):
        at = BEGUN + timedelta(seconds=number)
        stream = uuid5(UUID(int=1), f"meeting {number}")
        hand = Hand(by=PersonId("p-1"), at=at, command=uuid5(UUID(int=2), f"{number}"))
        yield Command(hand, (Writing(stream, 0, (ResultsPosted(posted_at=at),)),), recorded_at=at)
