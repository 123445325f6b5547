"""A file is given out to be saved, and never to be shown inside our pages."""

from io import BytesIO
from pathlib import Path

import pytest

from web.files import ServedAs, file_answer
from web.files.refusals import FileDamaged
from web.files.store import FolderStore

CONTENT = b"%PDF" * 200_000


def test_a_file_is_an_attachment_that_no_browser_runs(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    sha256, _ = store.keep(BytesIO(CONTENT))
    answer = file_answer(store, sha256, ServedAs('Biên bản "số 1".pdf', "application/pdf"))
    assert b"".join(answer.response) == CONTENT  # type: ignore[arg-type]  # what is sent
    answer.close()
    assert dict(answer.headers) == {
        "Content-Type": "application/pdf",
        "Content-Length": str(len(CONTENT)),
        "Content-Disposition": 'attachment; filename="Bien ban _so 1_.pdf"; '
        "filename*=UTF-8''Bi%C3%AAn%20b%E1%BA%A3n%20%22s%E1%BB%91%201%22.pdf",
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }


def test_no_byte_of_a_damaged_file_leaves_the_house(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    sha256, _ = store.keep(BytesIO(CONTENT))
    store.path_of(sha256).chmod(0o600)
    store.path_of(sha256).write_bytes(CONTENT + b"!")
    with pytest.raises(FileDamaged):
        file_answer(store, sha256, ServedAs("a.pdf", "application/pdf"))
