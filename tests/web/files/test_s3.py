"""Several stores share a bucket by prefix; a server that is away or says no is told from a file that is lost."""

import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import pytest

from tests.s3 import S3, Bucket
from tests.web.files.test_store import CONTENT, PLACE, SHA256, hash_of
from web.files.addresses import BucketAddress, store_at
from web.files.refusals import FileLost, FileStoreAway, FileStoreRefuses
from web.files.s3 import S3Store


def test_several_stores_share_a_bucket_by_prefix(bucket: Bucket) -> None:
    whole, khoi, deep = (store_at(bucket.address(prefix)) for prefix in ("", "khoi", "khoi/2026"))
    for store, content in ((whole, b"whole"), (khoi, b"khoi"), (deep, b"deep")):
        store.keep(BytesIO(content))
    assert [*whole.hashes()] == [hash_of(b"whole")]
    assert [*khoi.hashes()] == [hash_of(b"khoi")]
    assert [*deep.hashes()] == [hash_of(b"deep")]
    with pytest.raises(FileLost):
        khoi.open(hash_of(b"deep"))
    assert f"khoi/2026/{hash_of(b'deep')[:2]}/{hash_of(b'deep')}" in bucket.lying()


def test_a_prefix_is_a_folder_and_not_the_beginning_of_a_name(bucket: Bucket) -> None:
    store_at(bucket.address("khoi2")).keep(BytesIO(CONTENT))
    assert [*store_at(bucket.address("khoi")).hashes()] == []


def test_prefixes_may_have_any_letters(bucket: Bucket) -> None:
    store = store_at(bucket.address("Kh%E1%BB%91i%20C%C6%A1%20quan+1"))
    store.keep(BytesIO(CONTENT))
    assert [*bucket.lying()] == [f"Khối Cơ quan+1/{PLACE}"]
    assert [*store.hashes()] == [SHA256]


def test_a_server_of_ones_own_needs_no_name_for_each_bucket(bucket: Bucket) -> None:
    store = store_at(bucket.address("khoi").replace("127.0.0.1", "localhost"))
    store.keep(BytesIO(CONTENT))
    assert [*store.hashes()] == [SHA256]


def test_more_than_a_page_of_a_listing_is_read_to_its_end(bucket: Bucket) -> None:
    store = store_at(bucket.address("khoi"))
    contents = [str(number).encode() for number in range(1_100)]
    with ThreadPoolExecutor(4) as hands:
        assert len([*hands.map(lambda content: store.keep(BytesIO(content)), contents)]) == 1_100
    assert [*store.hashes()] == sorted(map(hash_of, contents))


def test_a_bucket_that_is_not_there_is_said_so_and_no_file_is_called_lost(bucket: Bucket) -> None:
    store = S3Store(BucketAddress("nobodys-bucket", endpoint=bucket.server.endpoint))
    for asked in (lambda: store.open(SHA256), lambda: store.keep(BytesIO(CONTENT)), lambda: [*store.hashes()]):
        with pytest.raises(FileStoreRefuses) as said:
            asked()
        assert said.value.values == {"said": "NoSuchBucket"}


@pytest.mark.parametrize(
    ("variables", "said"),
    [
        ({"AWS_SECRET_ACCESS_KEY": "another"}, "SignatureDoesNotMatch"),
        ({"AWS_ACCESS_KEY_ID": "another"}, "InvalidAccessKeyId"),
        ({"AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": ""}, "NoCredentialsError"),
        ({"AWS_PROFILE": "another"}, "ProfileNotFound"),
    ],
)
def test_keys_that_do_not_fit_are_said_by_the_servers_word(
    bucket: Bucket, monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], said: str
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(FileStoreRefuses) as refused:
        store_at(bucket.address()).keep(BytesIO(CONTENT))
    assert refused.value.said == said
    assert bucket.lying() == {}


@pytest.mark.usefixtures("s3_keys")
def test_a_server_that_is_away_is_said_at_once_and_found_again_when_it_is_back(tmp_path: Path) -> None:
    server = S3(tmp_path)
    with server.serving():
        bucket = server.bucket()
        store = store_at(bucket.address())
        store.keep(BytesIO(CONTENT))
    for asked in (lambda: store.open(SHA256), lambda: store.keep(BytesIO(b"new")), lambda: [*store.hashes()]):
        started = time.monotonic()
        with pytest.raises(FileStoreAway):
            asked()
        assert time.monotonic() - started < 10
    with server.serving(), store.open(SHA256) as found:
        assert found.read() == CONTENT


@contextmanager
def answering(answer: bytes) -> Iterator[str]:
    """A server that says the same to everyone and hangs up; its address."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.1)
        ends = threading.Event()

        def serve() -> None:
            while not ends.is_set():
                try:
                    line, _ = server.accept()
                except TimeoutError:
                    continue
                with line:
                    line.recv(65_536)
                    line.sendall(answer)

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.getsockname()[1]}"
        finally:
            ends.set()
            thread.join()


@pytest.mark.usefixtures("s3_keys")
@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"HTTP/1.1 200 OK\r\nContent-Length: 800000\r\n\r\nbien ban",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n8\r\nbien ban\r\n",
        b"HTTP/1.1 503 Slow Down\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 500 Oh\r\nContent-Length: 2\r\n\r\nOh",
        b"SSH-2.0-here\r\n",
    ],
)
def test_a_server_that_breaks_off_or_is_out_of_order_is_away_and_no_file_is_called_damaged(answer: bytes) -> None:
    with answering(answer) as endpoint, pytest.raises(FileStoreAway):
        S3Store(BucketAddress("evidence", endpoint=endpoint)).open(SHA256)


@pytest.mark.usefixtures("s3_keys")
@pytest.mark.parametrize("page", [b"<html>Welcome</html>", b"Welcome", b""])
def test_a_server_that_says_yes_to_everything_has_kept_nothing_and_lists_nothing(page: bytes) -> None:
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n%s" % (len(page), page)
    with answering(answer) as endpoint:
        store = S3Store(BucketAddress("evidence", endpoint=endpoint))
        with pytest.raises(FileStoreAway):
            store.keep(BytesIO(b"bien ban"))
        with pytest.raises(FileStoreAway):
            [*store.hashes()]
