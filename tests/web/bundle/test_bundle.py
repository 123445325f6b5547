"""A bundle holds what its reader may see: all, or what is about a unit; never a name, nor what was erased."""

import json
import zipfile
from pathlib import Path

import pytest

from projections.audit_trail import Sought, history
from projections.listing import Part
from tests.bloc import Bloc
from tests.web.bundle.bundles import files_of, judged
from tests.web.sample_pages import sample_pages
from web.bundle.making import Asked, make
from web.erasure import erase


@pytest.fixture
def lived(bloc: Bloc) -> Bloc:
    sample_pages(bloc)
    return bloc


def test_a_units_bundle_holds_its_facts_with_proofs_and_nothing_of_the_others(lived: Bloc, tmp_path: Path) -> None:
    made = make(lived.house, tmp_path / "unit.zip", Asked(("/KHOI/FDI/",)))
    files = files_of(tmp_path / "unit.zip")
    held = {int(name[7:-5]) + 1 for name in files if name.endswith(".leaf")}
    with lived.house.reading() as db:
        theirs = {line.position for line in history(db, ["/KHOI/FDI/"], Sought(), Part(limit=10_000)).items}
    assert held == theirs
    assert "leaves.jsonl" not in files
    assert (made.size, made.shown + made.withheld) == (lived.recorded(), len(theirs))
    assert judged(tmp_path / "unit.zip")[0] == 0
    contents = {json.loads(files[name])["payload_sha256"] for name in files if name.endswith(".leaf")}
    assert {name[9:] for name in files if name.startswith("payloads/")} <= contents


def test_a_span_holds_the_facts_between_two_positions(lived: Bloc, tmp_path: Path) -> None:
    make(lived.house, tmp_path / "span.zip", Asked(None, 20, 25))
    assert sum(name.endswith(".leaf") for name in files_of(tmp_path / "span.zip")) == 6
    assert judged(tmp_path / "span.zip")[0] == 0


def test_erasing_a_person_leaves_root_and_old_bundles_valid_and_a_new_bundle_holds_nothing_of_them(
    lived: Bloc, tmp_path: Path
) -> None:
    make(lived.house, tmp_path / "before.zip", Asked())
    size, root = lived.recorded(), lived.house.journal.tree.root(lived.recorded())
    entered = next(
        record for record in lived.house.journal.since(0, 500)
        if type(record.fact).__name__ == "PersonEntered" and record.fact.person == lived.person("secretary2")
    )  # fmt: skip
    (stored,) = lived.house.journal.tree.stored(entered.position, entered.position)
    erase(lived.house, lived.hand("admin"), lived.person("secretary2"), "Đơn 01")
    made = make(lived.house, tmp_path / "after.zip", Asked())
    assert lived.house.journal.tree.root(size) == root
    assert lived.house.journal.verify().whole
    assert made.withheld > 0
    name = f"payloads/{json.loads(stored.leaf)['payload_sha256']}"
    assert name in files_of(tmp_path / "before.zip")
    assert name not in files_of(tmp_path / "after.zip")
    for bundle in ("before.zip", "after.zip"):
        assert judged(tmp_path / bundle)[0] == 0
    assert judged(tmp_path / "after.zip")[2].endswith("views not compared")


def test_a_bundle_names_nobody_and_holds_no_key(lived: Bloc, tmp_path: Path) -> None:
    make(lived.house, tmp_path / "whole.zip", Asked())
    with zipfile.ZipFile(tmp_path / "whole.zip") as bundle:
        whole = b"".join(bundle.read(name) for name in bundle.namelist())
    secret = lived.house.settings.log_key_file.read_text(encoding="ascii").splitlines()[0].split("+", 4)[4]
    assert len(secret) > 40
    for word in ("Hoàng Thị Lan", "0912345678", secret):
        assert word.encode() not in whole


def test_the_manifest_lists_every_file(lived: Bloc, tmp_path: Path) -> None:
    make(lived.house, tmp_path / "whole.zip", Asked())
    files = files_of(tmp_path / "whole.zip")
    listed = {line.split("  ", 1)[1] for line in files["manifest.sha256"].decode().splitlines()}
    assert listed == files.keys() - {"manifest.sha256"}
    assert {"README.vi.md", "README.en.md", "policy", "log.vkey", "checkpoint", "verify.py", "leaves.jsonl"} <= listed
