"""Evidence in a bucket: machines share it, backups hold it; while it is away that is said, nothing typed is lost."""

import logging
import shutil
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from urllib.request import Request, urlopen
from uuid import uuid4

import pytest
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from tests.bloc import Bloc, found, opened, settings_in, told
from tests.console import Console
from tests.databases import Server
from tests.s3 import S3, Bucket
from tests.web.api.asked import FOUND, made, plan
from tests.web.api.asked import opened as case_of
from tests.web.api.test_the_story import pdf
from tests.web.files.test_store import hash_of
from tests.web.pages import Pages
from tests.web.test_backup import counted, elsewhere
from tests.web.test_backup import told as story_told
from tests.web.test_many_processes import PATIENCE, SECRET, Visitor, paused, served
from web.settings import Settings
from workflows.journal.master_key import make_master_key

PDF = pdf().read()
AWAY = "Tạm thời không tới được kho lưu trữ tệp"


@pytest.fixture
def nenep(monkeypatch: pytest.MonkeyPatch) -> Console:
    return Console(monkeypatch)


@pytest.fixture
def settings(bloc_as_founded: Path, tmp_path: Path, bucket: Bucket) -> Settings:
    """The Bloc as it was founded, with its evidence in a part of a bucket."""
    shutil.copytree(bloc_as_founded, tmp_path / "house")
    return replace(settings_in(tmp_path / "house"), files=bucket.address("khoi"))


@pytest.fixture
def bloc(settings: Settings) -> Iterator[Bloc]:
    with opened(settings) as here:
        yield here


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    """What goes wrong on purpose does not fill the log."""
    logging.getLogger("web").setLevel(logging.CRITICAL)
    yield
    logging.getLogger("web").setLevel(logging.NOTSET)


def under_way(bloc: Bloc) -> str:
    """A case whose first step waits for evidence."""
    inspector = bloc.api("inspector1")
    deficiency = made(inspector.post("/deficiencies", FOUND))
    case = case_of(inspector, deficiency)
    assert bloc.api("secretary1").post(f"/remediations/{case}/plan", plan(deficiency)).status_code == 200
    assert bloc.api("inspector2").post(f"/remediations/{case}/approve").status_code == 200
    return case


def form() -> dict[str, object]:
    return {"file": (BytesIO(PDF), "thông báo.pdf"), "classification": "none", "note": "Gửi từ phân xưởng"}


def there(settings: Settings, folder: Path, files: str) -> Settings:
    return replace(elsewhere(settings, folder), files=files)


def test_evidence_goes_into_the_bucket_and_comes_out_as_it_was(bloc: Bloc, bucket: Bucket) -> None:
    case = under_way(bloc)
    sent = Pages(bloc.browser("secretary1")).post(f"/work/{case}/steps/1/evidence", form())
    assert sent.status_code == 303
    [(key, content)] = bucket.lying().items()
    assert key == f"khoi/{hash_of(content)[:2]}/{hash_of(content)}"
    with bloc.browser("inspector1").get(f"/cases/{case}/evidence/{hash_of(content)}") as served_:
        assert (served_.status_code, served_.data) == (200, content)


def test_a_damaged_object_is_not_given_out(bloc: Bloc, bucket: Bucket) -> None:
    case = under_way(bloc)
    Pages(bloc.browser("secretary1")).post(f"/work/{case}/steps/1/evidence", form())
    [key] = bucket.lying()
    bucket.put(key, b"something else")
    answer = bloc.browser("inspector1").get(f"/cases/{case}/evidence/{key[-64:]}")
    assert answer.status_code == 500
    assert "something else" not in answer.text


@pytest.fixture
def server(s3_keys: None, tmp_path: Path) -> S3:
    """A server of the test's own, which is away until it is asked to serve."""
    (tmp_path / "s3").mkdir()
    return S3(tmp_path / "s3")


@pytest.fixture
def cut_off(settings: Settings, server: S3) -> Iterator[Bloc]:
    """The Bloc, whose bucket is on that server."""
    with server.serving():
        files = server.bucket().address("khoi")
    with opened(replace(settings, files=files)) as here:
        yield here


def test_while_the_store_is_away_programs_are_told_so_and_the_same_command_goes_through_later(
    cut_off: Bloc, server: S3
) -> None:
    case, secretary, command = under_way(cut_off), cut_off.api("secretary1"), {"Idempotency-Key": str(uuid4())}
    before, where = cut_off.recorded(), f"/remediations/{case}/steps/1/evidence"
    refused = secretary.post(where, data=form(), headers=command)
    assert (refused.status_code, told(refused)["code"]) == (503, "FileStoreAway")
    assert AWAY in told(refused)["detail"]
    english = secretary.post(where, data=form(), headers=command | {"Accept-Language": "en"})
    assert "store of files cannot be reached" in told(english)["detail"]
    assert cut_off.recorded() == before
    with server.serving():
        assert [secretary.post(where, data=form(), headers=command).status_code for _ in range(2)] == [200, 200]
    assert cut_off.recorded() == before + 1
    gone = secretary.get(f"/remediations/{case}/evidence/{hash_of(PDF)}")
    assert (gone.status_code, told(gone)["code"]) == (503, "FileStoreAway")


def test_while_the_store_is_away_pages_say_so_keep_what_was_typed_and_everything_else_is_read(
    cut_off: Bloc, server: S3
) -> None:
    case, page = under_way(cut_off), Pages(cut_off.browser("secretary1"))
    before, where = cut_off.recorded(), f"/work/{case}/steps/1/evidence"
    shown = page.post(where, form())
    assert (shown.status_code, AWAY in shown.text, "Gửi từ phân xưởng" in shown.text) == (503, True, True)
    in_place = {"_form": "evidence-1", "csrf_token": page.token, **form()}
    fragment = page.client.post(where, data=in_place, headers={"HX-Request": "true"})
    assert (fragment.status_code, AWAY in fragment.text, "<html" in fragment.text) == (503, True, False)
    assert cut_off.recorded() == before
    with server.serving():
        assert page.post(where, form()).status_code == 303
    gone = page.get(f"/work/{case}/evidence/{hash_of(PDF)}")
    assert (gone.status_code, AWAY in gone.text) == (503, True)
    assert page.get(f"/work/{case}").status_code == 200


def test_a_store_that_lets_nobody_in_is_said_so_with_its_own_word(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "another")
    with opened(replace(settings, files=settings.files.replace("/khoi", "/other"))) as bloc:
        case = under_way(bloc)
        shown = Pages(bloc.browser("secretary1")).post(f"/work/{case}/steps/1/evidence", form())
        assert shown.status_code == 503
        assert "SignatureDoesNotMatch" in shown.text


def test_a_backup_of_a_bucket_is_restored_into_another_into_a_folder_and_back(
    bloc: Bloc, settings: Settings, bucket: Bucket, nenep: Console, tmp_path: Path
) -> None:
    story_told(bloc)
    kept = {key.removeprefix("khoi/"): content for key, content in bucket.lying().items()}
    bucket.put("khoi/note", b"of the bucket's owner")
    facts, files = counted(nenep.on(settings)("backup", str(tmp_path / "backup")))
    assert files == len(kept) > 1
    other = there(settings, tmp_path / "other", bucket.address("other"))
    assert counted(nenep.on(other)("restore", str(tmp_path / "backup"))) == [facts, files, 0, 0]
    assert {key.removeprefix("other/"): content for key, content in bucket.lying().items() if "other" in key} == kept
    folder = there(settings, tmp_path / "folder", str(tmp_path / "folder" / "files"))
    assert counted(nenep.on(folder)("restore", str(tmp_path / "backup"))) == [facts, files, 0, 0]
    assert counted(nenep.on(folder)("backup", str(tmp_path / "second"))) == [facts, files]
    third = there(settings, tmp_path / "third", bucket.address("third"))
    assert counted(nenep.on(third)("restore", str(tmp_path / "second"))) == [facts, files, 0, 0]


def test_a_restore_heals_what_is_damaged_in_the_bucket(
    bloc: Bloc, settings: Settings, bucket: Bucket, nenep: Console, tmp_path: Path
) -> None:
    story_told(bloc)
    kept = bucket.lying()
    facts, files = counted(nenep.on(settings)("backup", str(tmp_path / "backup")))
    bucket.put(min(kept), b"something else")
    again = there(settings, tmp_path / "again", settings.files)
    assert counted(nenep.on(again)("restore", str(tmp_path / "backup"))) == [facts, files, 0, 0]
    assert bucket.lying() == kept


def test_a_damaged_object_is_named_by_the_backup_and_left_out(
    bloc: Bloc, settings: Settings, bucket: Bucket, nenep: Console, tmp_path: Path
) -> None:
    story_told(bloc)
    damaged = min(bucket.lying())
    bucket.put(damaged, b"something else")
    said = nenep.on(settings)("backup", str(tmp_path / "backup"), status=1)
    assert damaged[-64:] in said.stderr
    assert not [*(tmp_path / "backup").rglob(damaged[-64:])]


def test_without_its_bucket_nothing_is_backed_up_or_restored_and_nothing_is_left(
    bloc: Bloc, settings: Settings, nenep: Console, tmp_path: Path
) -> None:
    story_told(bloc)
    nenep.on(settings)("backup", str(tmp_path / "backup"))
    nowhere = f"s3://evidence?endpoint={S3(tmp_path).endpoint}"
    said = nenep.on(replace(settings, files=nowhere))("backup", str(tmp_path / "second"), status=1)
    assert AWAY in said.stderr
    assert not [one for one in tmp_path.iterdir() if "second" in one.name]
    away = there(settings, tmp_path / "there", nowhere)
    assert AWAY in nenep.on(away)("restore", str(tmp_path / "backup"), status=1).stderr
    assert not [*(tmp_path / "there").glob("*.db")]


@pytest.mark.postgresql
def test_two_processes_of_the_web_see_each_others_files(postgresql: Server, bucket: Bucket, tmp_path: Path) -> None:
    here = replace(settings_in(tmp_path), database_url=postgresql.fresh(), keys_url=postgresql.fresh())
    here = replace(here, files=bucket.address("khoi"))
    make_master_key(here.master_key_file)
    found(here)
    with opened(here) as bloc:
        case = under_way(bloc)
    with served(here) as (address, one, other):
        where = f"{address}/api/v1/remediations/{case}"
        bearer = f"Bearer {Visitor(address).post('/tokens', SECRET)['token']}"
        for writer, reader, content in ((one, other, PDF), (other, one, PDF + b"\n")):
            with paused(reader):
                send(f"{where}/steps/1/evidence", content, bearer)
            with paused(writer):
                assert fetched(f"{where}/evidence/{hash_of(content)}", bearer) == content
    assert len(bucket.lying()) == 2
    assert not Path(settings_in(tmp_path).files).exists()


def send(where: str, content: bytes, bearer: str) -> None:
    sent = {"file": FileStorage(BytesIO(content), "thông báo.pdf"), "classification": "none"}
    boundary, body = encode_multipart(sent)
    headers = {"Content-Type": f"multipart/form-data; boundary={boundary}", "Idempotency-Key": str(uuid4())}
    with urlopen(Request(where, body, headers | {"Authorization": bearer}), timeout=PATIENCE) as answer:
        assert answer.status == 200


def fetched(where: str, bearer: str) -> bytes:
    with urlopen(Request(where, headers={"Authorization": bearer}), timeout=PATIENCE) as answer:
        return bytes(answer.read())
