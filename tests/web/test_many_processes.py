"""`nenep serve --workers 2` on a server: whoever asks finds at once what another process recorded."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener, urlopen
from uuid import uuid4

import pytest

from tests.bloc import PASSWORD, found, settings_in
from tests.console import environment
from tests.databases import Server
from tests.web.api.asked import MEETING
from web.settings import Settings
from workflows.journal.master_key import make_master_key

PATIENCE = 60.0
SECRET = {"login": "secretary1", "password": PASSWORD}


class Visitor:
    """A person's browser and a person's program, over the network."""

    def __init__(self, address: str) -> None:
        self.address = address
        self._open = build_opener(HTTPCookieProcessor(CookieJar())).open

    def read(self, path: str) -> str:
        return str(self._open(self.address + path, timeout=PATIENCE).read().decode())

    def sign_in(self) -> None:
        token = re.search(r'name="csrf_token" value="([^"]+)"', self.read("/sign-in"))
        assert token
        form = urlencode(SECRET | {"csrf_token": token[1]}).encode()
        assert "secretary1" in self._open(f"{self.address}/sign-in", form, PATIENCE).read().decode()

    def post(self, path: str, body: object, **headers: str) -> dict[str, str]:
        kinds = {"Content-Type": "application/json", "Idempotency-Key": str(uuid4())}
        asked = Request(f"{self.address}/api/v1{path}", json.dumps(body).encode(), kinds | headers)
        answer: dict[str, str] = json.loads(urlopen(asked, timeout=PATIENCE).read())
        return answer


@pytest.mark.postgresql
def test_what_one_process_records_the_other_shows_at_once(postgresql: Server, tmp_path: Path) -> None:
    settings = replace(settings_in(tmp_path), database_url=postgresql.fresh(), keys_url=postgresql.fresh())
    make_master_key(settings.master_key_file)
    found(settings)
    with served(settings) as (address, one, other):
        visitor = Visitor(address)
        with paused(one):
            visitor.sign_in()
            bearer = visitor.post("/tokens", SECRET)["token"]
        with paused(other):
            meeting = visitor.post("/meetings", MEETING, Authorization=f"Bearer {bearer}")["id"]
        with paused(one):
            assert MEETING["place"] in visitor.read(f"/meetings/{meeting}")
            assert f"/meetings/{meeting}" in visitor.read("/meetings?month=2026-10")


@contextmanager
def served(settings: Settings) -> Iterator[tuple[str, int, int]]:
    """The address, and the numbers of the two processes that answer there."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    named = environment(settings)
    command = [sys.executable, "-m", "web.cli", "serve", "--workers", "2", "--port", str(port)]
    with subprocess.Popen(command, env=os.environ | named, stderr=subprocess.PIPE, text=True) as running:
        assert running.stderr
        told = (int(line.rpartition(":")[2]) for line in running.stderr if "Booting worker" in line)
        try:
            yield f"http://127.0.0.1:{port}", next(told), next(told)
        finally:
            running.send_signal(signal.SIGTERM)
            running.communicate(timeout=PATIENCE)


@contextmanager
def paused(process: int) -> Iterator[None]:
    """It answers nobody meanwhile: what is asked is answered by the other one."""
    os.kill(process, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(process, signal.SIGCONT)
