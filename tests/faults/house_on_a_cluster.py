"""The product on a cluster: two web processes behind the proxy, two workers, and people who go on asking."""

import json
import os
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from datetime import date, timedelta
from http.client import HTTPException
from itertools import count
from urllib.error import HTTPError
from urllib.request import Request, urlopen
from uuid import UUID, uuid4

import psycopg

from projections import VIEWS
from projections.rebuild import Rebuild
from tests.bloc import PASSWORD, found, settings_in
from tests.console import environment
from tests.faults.cluster import Cluster
from tests.faults.living import kill, until
from tests.web.api.asked import MEETING
from web.settings import Settings
from web.wiring import opened_house
from workflows.journal.master_key import make_master_key

FIRST_DAY = date(2027, 1, 4)
ASKING = 2
"""How many ask at the same time."""
TOLD = 6000
"""Letters of the product's log that a failure shows."""


class Load:
    """Meetings are scheduled one after another, each under a command id of its own, until each is answered."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.answered: list[UUID] = []
        self.unanswered: list[UUID] = []
        self.refused: list[str] = []
        self._ends = threading.Event()
        self._days = count()
        body = {"login": "secretary1", "password": PASSWORD}
        self.token = json.loads(self.ask("POST", "/api/v1/tokens", body, uuid4())[1])["token"]

    def ask(self, method: str, path: str, body: object = None, command: UUID | None = None) -> tuple[int, bytes]:
        headers = {"Content-Type": "application/json", "Idempotency-Key": str(command or uuid4())}
        if hasattr(self, "token"):
            headers["Authorization"] = f"Bearer {self.token}"
        sent = None if body is None else json.dumps(body).encode()
        try:
            with urlopen(Request(self.address + path, sent, headers, method=method), timeout=20) as answer:
                return answer.status, answer.read()
        except HTTPError as error:
            with error:
                return error.code, error.read()
        except (OSError, HTTPException):
            return 0, b""

    def _go_on(self) -> None:
        while not self._ends.is_set():
            self._schedule(FIRST_DAY + timedelta(days=next(self._days)), uuid4())

    def _schedule(self, day: date, command: UUID) -> None:
        asked = MEETING | {"on": str(day), "starts_at": f"{day}T14:00"}
        while not self._ends.is_set():
            status, said = self.ask("POST", "/api/v1/meetings", asked, command)
            if status == 201:
                self.answered.append(command)
                return
            if status not in (0, 502, 503, 504):
                self.refused.append(f"{status} {said.decode(errors='replace')}")
                return
            time.sleep(0.2)
        self.unanswered.append(command)

    @contextmanager
    def going_on(self) -> Iterator[None]:
        self._ends.clear()
        threads = [threading.Thread(target=self._go_on) for _ in range(ASKING)]
        for one in threads:
            one.start()
        try:
            yield
        finally:
            self._ends.set()
            for one in threads:
                one.join(60)

    def gets_on(self, more: int = 20) -> float:
        """Wait until so many more are answered; how many seconds that took."""
        before = len(self.answered)
        return until(lambda: len(self.answered) >= before + more)


def settings_on(cluster: Cluster) -> Settings:
    address = cluster.address("{}").replace("postgresql://", "postgresql+psycopg://")
    return replace(
        settings_in(cluster.folder),
        database_url=address.format("nenep"),
        keys_url=address.format("keys"),
        read_log_url=address.format("reads"),
        proxies=1,
    )


def founded(cluster: Cluster) -> Settings:
    """`nenep init` over the proxy, then the Bloc of the tests."""
    with psycopg.connect(cluster.address(), autocommit=True) as connection:
        for name in ("nenep", "keys", "reads"):
            connection.execute(f"CREATE DATABASE {name}")
    settings = settings_on(cluster)
    make_master_key(settings.master_key_file)
    told = {
        "env": os.environ | environment(settings),
        "check": True,
        "capture_output": True,
        "stdin": subprocess.DEVNULL,
    }
    subprocess.run([sys.executable, "-m", "web.cli", "init"], **told)  # type: ignore[call-overload]
    found(settings)
    return settings


class Running:
    """The processes of the product: none of them is ever started again."""

    def __init__(self, cluster: Cluster, settings: Settings) -> None:
        self.settings, self.processes = settings, list[subprocess.Popen[bytes]]()
        self.log = cluster.folder / "product.log"
        self._log = self.log.open("ab")
        for command in (*(("serve", "--port", str(port)) for port in cluster.web), ("work",), ("work",)):
            called = [sys.executable, "-m", "web.cli", *command]
            told = {"env": os.environ | environment(settings), "stdout": self._log, "stderr": self._log}
            self.processes.append(subprocess.Popen(called, **told))  # type: ignore[call-overload]

    def live(self) -> bool:
        return all(one.poll() is None for one in self.processes)

    def tracebacks(self) -> str:
        """What the product's log says of its own faults, the newest last."""
        said = self.log.read_text(errors="replace")
        faults = said.split("Traceback (most recent call last):")[1:]
        return "\n".join(one[-TOLD:] for one in faults[-5:]) or said[-TOLD:]

    def end(self) -> None:
        for one in self.processes:
            one.terminate()
        for one in self.processes:
            with suppress(subprocess.TimeoutExpired):
                one.wait(20)
            kill(one.pid)
            one.wait(20)
        self._log.close()


@contextmanager
def asked_of(cluster: Cluster) -> Iterator[tuple[Load, Running]]:
    settings = founded(cluster)
    with ExitStack() as ending:
        running = Running(cluster, settings)
        ending.callback(running.end)
        address = f"http://127.0.0.1:{cluster.web_door}"
        until(lambda: answers(address, "/readyz"))
        yield Load(address), running


def answers(address: str, path: str) -> bool:
    with suppress(OSError, HTTPException), urlopen(address + path, timeout=10) as answer:
        return bool(answer.status == 200)
    return False


class Account:
    """What became of what was asked, by the journal and its views."""

    def __init__(self, load: Load, settings: Settings) -> None:
        with opened_house(settings) as here:
            records = here.journal.since(0, 100_000)
            self.recorded = Counter(one.command for one in records if one.command is not None)
            self.whole = here.journal.verify().whole
            here.views.catch_up()
            self.differences = Rebuild(here.views.engine, here.journal, VIEWS).verify()
            self.lag = [one for one in here.views.status() if one.lag or one.parked]
        asked = load.answered + load.unanswered
        self.lost = [one for one in load.answered if not self.recorded[one]]
        self.twice = [one for one in asked if self.recorded[one] > 1]
