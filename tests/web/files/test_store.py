"""A file is known by its content; a changed byte is noticed; so it is in a folder and on an S3 server."""

import hashlib
import os
from io import BytesIO
from pathlib import Path
from typing import Protocol

import pytest

from tests.s3 import Bucket
from web.files.addresses import store_at
from web.files.refusals import FileDamaged, FileLost
from web.files.store import FileStore, FolderStore

CONTENT = b"bien ban" * 100_000
SHA256 = hashlib.sha256(CONTENT).hexdigest()
PLACE = f"{SHA256[:2]}/{SHA256}"


class Shelf(Protocol):
    """What lies in a store, seen and altered past it."""

    def lying(self) -> dict[str, bytes]: ...
    def put(self, key: str, content: bytes) -> None: ...


class Folder:
    """Where a `FolderStore` keeps what it has."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def lying(self) -> dict[str, bytes]:
        files = (file for file in self.folder.rglob("*") if file.is_file())
        return {str(file.relative_to(self.folder)): file.read_bytes() for file in files}

    def put(self, key: str, content: bytes) -> None:
        (self.folder / key).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / key).unlink(missing_ok=True)
        (self.folder / key).write_bytes(content)


Kept = tuple[FileStore, Shelf]


@pytest.fixture(params=["folder", "s3"])
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Kept:
    """Each test once in a folder and once on an S3 server."""
    if request.param == "folder":
        return FolderStore(tmp_path / "files"), Folder(tmp_path / "files")
    bucket: Bucket = request.getfixturevalue("bucket")
    return store_at(bucket.address()), bucket


def hash_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def test_a_file_lies_under_the_hash_of_its_content(kept: Kept) -> None:
    store, shelf = kept
    assert store.keep(BytesIO(CONTENT)) == (SHA256, len(CONTENT))
    assert shelf.lying() == {PLACE: CONTENT}
    with store.open(SHA256) as found:
        assert found.read() == CONTENT


def test_the_same_content_lies_there_once(kept: Kept) -> None:
    store, shelf = kept
    assert store.keep(BytesIO(CONTENT)) == store.keep(BytesIO(CONTENT))
    assert len(shelf.lying()) == 1


def test_nobody_but_the_house_reads_the_folder(tmp_path: Path) -> None:
    store = FolderStore(tmp_path / "files")
    store.keep(BytesIO(CONTENT))
    assert store.path_of(SHA256).stat().st_mode & 0o377 == 0
    assert store.folder.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("damaged", [CONTENT[:-1] + b"!", CONTENT[:-1], CONTENT + b"!", b""])
def test_a_changed_byte_is_not_served(kept: Kept, damaged: bytes) -> None:
    store, shelf = kept
    shelf.put(PLACE, damaged)
    with pytest.raises(FileDamaged):
        store.open(SHA256)


def test_sending_a_damaged_file_again_heals_it(kept: Kept) -> None:
    store, shelf = kept
    shelf.put(PLACE, CONTENT[:-1] + b"!")
    store.keep(BytesIO(CONTENT))
    assert shelf.lying() == {PLACE: CONTENT}


@pytest.mark.parametrize("asked", ["0" * 64, "../../../etc/passwd", "", "A" * 64, "0" * 63])
def test_what_was_never_kept_is_lost(kept: Kept, asked: str) -> None:
    store, _ = kept
    store.keep(BytesIO(CONTENT))
    with pytest.raises(FileLost):
        store.open(asked)


def test_a_broken_upload_leaves_nothing_behind(kept: Kept) -> None:
    class Broken(BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            if self.tell():
                raise ConnectionResetError
            return super().read(size)

    store, shelf = kept
    with pytest.raises(ConnectionResetError):
        store.keep(Broken(CONTENT))
    assert shelf.lying() == {}


def test_a_store_names_what_it_holds_in_order_damaged_or_not_and_nothing_else(kept: Kept) -> None:
    store, shelf = kept
    assert [*store.hashes()] == []
    contents = [os.urandom(9) for _ in range(20)]
    for content in contents:
        store.keep(BytesIO(content))
    shelf.put(PLACE, b"damaged")
    for strange in (
        f"{SHA256[:2]}/{SHA256}x",
        f"{SHA256[:2]}/deed",
        f"x{SHA256[:2]}/{SHA256}",
        "00/" + "f" * 64,
        "note",
    ):
        shelf.put(strange, b"")
    assert [*store.hashes()] == sorted([SHA256, *map(hash_of, contents)])


def test_what_is_given_out_stays_as_it_was_checked(kept: Kept) -> None:
    store, shelf = kept
    store.keep(BytesIO(CONTENT))
    with store.open(SHA256) as found:
        shelf.put(PLACE, b"altered")
        assert found.read() == CONTENT


def test_a_folder_that_is_copied_into_a_bucket_is_the_same_store(tmp_path: Path, bucket: Bucket) -> None:
    FolderStore(tmp_path).keep(BytesIO(CONTENT))
    for key, content in Folder(tmp_path).lying().items():
        bucket.put(f"khoi/{key}", content)
    with store_at(bucket.address("khoi")).open(SHA256) as found:
        assert found.read() == CONTENT
