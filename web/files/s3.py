"""Files in a bucket of an S3-compatible store, so that several machines share them; `web.files.addresses` names it.

Wanted rights: `GetObject`, `PutObject`, and `ListBucket`, without which a store says "not allowed" for "not there".
"""

from base64 import b64encode
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from http import HTTPStatus
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, cast

import botocore.exceptions
from boto3.session import Session
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError, HTTPClientError, IncompleteReadError
from botocore.parsers import ResponseParserError
from urllib3.exceptions import HTTPError

from web.files.addresses import BucketAddress
from web.files.refusals import FileDamaged, FileLost, FileRefused, FileStoreAway, FileStoreRefuses
from web.files.store import CHUNK, checked, copied, is_hash, place_of

CONNECT, READ, TRIES = 5, 30, 2
"""Seconds until a server is away, seconds it may be silent, how often it is asked: a person waits meanwhile."""
AWAY = (botocore.exceptions.ConnectionError, HTTPClientError, IncompleteReadError, ResponseParserError, HTTPError)
PASSING = {HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_MANY_REQUESTS}


class S3Store:
    """A part of a bucket, laid out as a folder is: `prefix/` + the first two letters of the hash + `/` + the hash."""

    def __init__(self, address: BucketAddress) -> None:
        self.address = address
        where = {"endpoint_url": address.endpoint or None, "region_name": address.region or None}
        with _answered():
            self._client = Session().client("s3", config=_config(address), **where)

    def keep(self, content: BinaryIO) -> tuple[str, int]:
        """A damaged object of that hash is replaced by the sound one. Raises `FileStoreAway`, `FileStoreRefuses`.

        It is read back before it is answered for: not every server compares the hash, a proxy may say yes to anything.
        """
        with SpooledTemporaryFile(max_size=CHUNK) as spooled:
            arrived = cast(BinaryIO, spooled)
            sha256, size = copied(content, arrived)
            with suppress(FileLost, FileDamaged), self.open(sha256):
                return sha256, size
            arrived.seek(0)
            self._put(arrived, sha256)
        try:
            self.open(sha256).close()
        except (FileLost, FileDamaged) as otherwise:
            raise FileStoreAway from otherwise
        return sha256, size

    def open(self, sha256: str) -> BinaryIO:
        """A copy of its own, checked. Raises `FileStoreAway` and `FileStoreRefuses` too."""
        if not is_hash(sha256):
            raise FileLost
        with _answered():
            found = self._client.get_object(Bucket=self.address.bucket, Key=self.key_of(sha256))
            with closing(found["Body"]) as stored:
                return checked(stored, sha256)

    def hashes(self) -> Iterator[str]:
        """A store lists its keys in their order, a thousand at a time; keys that are not ours are passed over."""
        pages = self._client.get_paginator("list_objects_v2")
        with _answered():
            for page in pages.paginate(Bucket=self.address.bucket, Prefix=self.address.prefix):
                if "Name" not in page:  # no listing at all, which would look like an empty bucket
                    raise FileStoreAway
                yield from (name for listed in page.get("Contents", ()) if (name := self._hash_at(listed["Key"])))

    def key_of(self, sha256: str) -> str:
        return self.address.prefix + place_of(sha256)

    def _hash_at(self, key: str) -> str:
        """Empty where nothing of ours lies."""
        name = key.rpartition("/")[2]
        return name if is_hash(name) and key == self.key_of(name) else ""

    def _put(self, content: BinaryIO, sha256: str) -> None:
        """The server is told what should arrive, and answers once it is kept."""
        checksum = b64encode(bytes.fromhex(sha256)).decode()
        where = {"Bucket": self.address.bucket, "Key": self.key_of(sha256)}
        with _answered():
            self._client.put_object(**where, Body=content, ChecksumSHA256=checksum)


def _config(address: BucketAddress) -> Config:
    """Bodies are signed; checksums that not every store knows are left out; a server of one's own has one name."""
    style = {"addressing_style": "path"} if address.endpoint else {}
    return Config(
        connect_timeout=CONNECT,
        read_timeout=READ,
        retries={"total_max_attempts": TRIES, "mode": "standard"},
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
        s3={"payload_signing_enabled": True, **style},
    )


@contextmanager
def _answered() -> Iterator[None]:
    """What the store answers, or does not, as our refusals; boto3's own words go to the log as their cause."""
    try:
        yield
    except ClientError as said:
        raise _refused(said) from said
    except AWAY as away:
        raise FileStoreAway from away
    except BotoCoreError as wrong:
        raise FileStoreRefuses(type(wrong).__name__) from wrong


def _refused(said: ClientError) -> FileRefused:
    code, status = said.response["Error"]["Code"], said.response["ResponseMetadata"]["HTTPStatusCode"]
    if code == "NoSuchKey":
        return FileLost()
    passes = status >= HTTPStatus.INTERNAL_SERVER_ERROR or status in PASSING or code == "RequestTimeout"
    return FileStoreAway() if passes else FileStoreRefuses(code)
