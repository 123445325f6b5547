"""A file is known by its content; a changed byte is noticed."""

import hashlib
from io import BytesIO
from pathlib import Path

import pytest

from web.files.refusals import FileDamaged, FileLost
from web.files.store import FolderStore, NoSuchStore, store_at

CONTENT = b"bien ban" * 100_000


@pytest.fixture
def store(tmp_path: Path) -> FolderStore:
    return FolderStore(tmp_path / "files")


def test_a_file_lies_under_the_hash_of_its_content(store: FolderStore) -> None:
    sha256, size = store.keep(BytesIO(CONTENT))
    assert (sha256, size) == (hashlib.sha256(CONTENT).hexdigest(), len(CONTENT))
    assert (store.folder / sha256[:2] / sha256).read_bytes() == CONTENT
    with store.open(sha256) as kept:
        assert kept.read() == CONTENT


def test_the_same_content_lies_there_once(store: FolderStore) -> None:
    assert store.keep(BytesIO(CONTENT)) == store.keep(BytesIO(CONTENT))
    assert len([path for path in store.folder.rglob("*") if path.is_file()]) == 1


def test_nobody_but_the_house_reads_the_folder(store: FolderStore) -> None:
    sha256, _ = store.keep(BytesIO(CONTENT))
    assert store.path_of(sha256).stat().st_mode & 0o377 == 0
    assert store.folder.stat().st_mode & 0o077 == 0


def damage(store: FolderStore, sha256: str) -> None:
    path = store.path_of(sha256)
    path.chmod(0o600)
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)


def test_a_changed_byte_on_disk_is_not_served(store: FolderStore) -> None:
    sha256, _ = store.keep(BytesIO(CONTENT))
    damage(store, sha256)
    with pytest.raises(FileDamaged):
        store.open(sha256)


def test_sending_a_damaged_file_again_heals_it(store: FolderStore) -> None:
    sha256, _ = store.keep(BytesIO(CONTENT))
    damage(store, sha256)
    store.keep(BytesIO(CONTENT))
    with store.open(sha256) as kept:
        assert kept.read() == CONTENT


@pytest.mark.parametrize("asked", ["0" * 64, "../../../etc/passwd", "", "A" * 64, "0" * 63])
def test_what_was_never_kept_is_lost(store: FolderStore, asked: str) -> None:
    store.keep(BytesIO(CONTENT))
    with pytest.raises(FileLost):
        store.open(asked)


def test_a_broken_upload_leaves_nothing_behind(store: FolderStore) -> None:
    class Broken(BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            if self.tell():
                raise ConnectionResetError
            return super().read(size)

    with pytest.raises(ConnectionResetError):
        store.keep(Broken(CONTENT))
    assert not any(path.is_file() for path in store.folder.rglob("*"))


def test_a_store_of_another_kind_is_named_and_not_guessed() -> None:
    with pytest.raises(NoSuchStore, match="s3://evidence"):
        store_at("s3://evidence")
