"""The program as people meet it: how soon it answers, what it takes, and three hundred people for five minutes."""

import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date, timedelta
from http.client import HTTPConnection, HTTPException
from itertools import count
from pathlib import Path
from typing import NamedTuple
from uuid import uuid4

from benchmarks.figure import REPEATS, Figure
from benchmarks.houses import house_at, place_of
from benchmarks.servers import folder
from web.accounts.sessions import Device, Kind
from web.house import House
from web.security import SESSION_COOKIE

CELLS, PORT = 543, 8931
PEOPLE, PAUSE = int(os.environ.get("NENEP_BENCH_PEOPLE", "300")), 5.0
MINUTES = float(os.environ.get("NENEP_BENCH_MINUTES", "5"))
PAGES_TO_A_COMMAND = 4
LOGINS = ("secretary1", "secretary2", "secretary1", "secretary2", "inspector1", "inspector2", "overseer1", "leader")
PAGES = {
    "secretary": ("/tasks", "/meetings", "/deficiencies"),
    "": ("/tasks", "/overview", "/cases", "/deficiencies", "/meetings"),
}
FIRST_DAY = date(2031, 1, 6)
JSON = {"Content-Type": "application/json"}
Headers = dict[str, str]


class Visitor(NamedTuple):
    """Somebody who is signed in, with a browser and with a program; `cell`: whose meetings a secretary schedules."""

    login: str
    cookie: str
    token: str
    cell: str | None

    @property
    def pages(self) -> tuple[str, ...]:
        return PAGES["secretary" if self.cell else ""]


class Seen:
    """What came of it: how long each answer took, which were none, and the commands that were acknowledged."""

    def __init__(self) -> None:
        self.seconds: list[float] = []
        self.faults: list[str] = []
        self.positions: list[int] = []


def figures() -> Iterator[Figure]:
    with folder() as place, place_of(CELLS) as told:
        shutil.copytree(told / "var", place / "var")
        with house_at(place) as house:
            visitors = [_visitor(house, LOGINS[number % len(LOGINS)]) for number in range(PEOPLE)]
        soon = [_first_page(place) for _ in range(REPEATS)]
        yield _at_most("start to the first page", "2 s", statistics.median(soon), 2, "s")
        with _served(place) as process:
            seen = _evening(visitors)
            yield _at_most("memory of the web process after it", "150 MB", _megabytes(process), 150, "MB")
        slowest = statistics.quantiles(seen.seconds, n=100)[98]
        name = f"{PEOPLE} people, {MINUTES:g} minutes, {len(seen.seconds):,} answers, {len(seen.positions):,} commands"
        yield _at_most(f"{name}: p99", "1 s", slowest, 1, "s")
        with house_at(place) as house:
            lost = len(set(seen.positions) - house.journal.at(seen.positions).keys())
        yield Figure("errors and losses in it", "none", len(seen.faults) + lost, 0, at_most=True, unit="")
        for fault in seen.faults[:5]:
            sys.stderr.write(f"{fault}\n")


def _at_most(name: str, against: str, ours: float, limit: float, unit: str) -> Figure:
    return Figure(name, against, ours / limit, 1, at_most=True, ours=ours, limit=limit, unit=unit)


def _visitor(house: House, login: str) -> Visitor:
    device, now = Device("bench", "127.0.0.1"), house.now()
    cookie, token = (house.accounts.sessions.open(login, kind, device, now) for kind in (Kind.PAGE, Kind.TOKEN))
    account = next(one for one in house.accounts.all() if one.login == login)
    held = house.roles_of(account.person)[0]
    return Visitor(
        login, cookie, token, held.path.rstrip("/").rpartition("/")[2] if login.startswith("secretary") else None
    )


@contextmanager
def _served(place: Path) -> Iterator[subprocess.Popen[bytes]]:
    """The program in a process of its own, once it answers."""
    command = [sys.executable, "-m", "web.cli", "serve", "--port", str(PORT)]
    here = os.environ | {"PYTHONPATH": str(Path.cwd())}
    with (place / "log").open("ab") as log:
        process = subprocess.Popen(command, cwd=place, env=here, stdout=log, stderr=log)
    try:
        while _asked("GET", "/sign-in", {})[0] != 200:
            time.sleep(0.01)
        yield process
    finally:
        process.terminate()
        process.wait(60)


def _first_page(place: Path) -> float:
    begun = time.perf_counter()
    with _served(place):
        return time.perf_counter() - begun


def _megabytes(process: subprocess.Popen[bytes]) -> float:
    status = Path(f"/proc/{process.pid}/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024


def _evening(visitors: list[Visitor]) -> Seen:
    seen, days, ends = Seen(), count(), time.monotonic() + MINUTES * 60
    people = [threading.Thread(target=_acts, args=(visitor, seen, days, ends)) for visitor in visitors]
    for one in people:
        one.start()
    for one in people:
        one.join()
    return seen


def _acts(visitor: Visitor, seen: Seen, days: Iterator[int], ends: float) -> None:
    """Every five seconds something, as people do: not all at the same moment."""
    time.sleep(random.uniform(0, PAUSE))  # nothing secret hangs on it
    turn = 0
    while time.monotonic() < ends:
        begun, turn = time.perf_counter(), turn + 1
        if turn % (PAGES_TO_A_COMMAND + 1) == 0 and visitor.cell:
            _commands(visitor, seen, FIRST_DAY + timedelta(days=next(days)))
        else:
            page = visitor.pages[turn % len(visitor.pages)]
            status, _, _ = _asked("GET", page, {"Cookie": f"{SESSION_COOKIE}={visitor.cookie}"})
            if status != 200:
                seen.faults.append(f"{visitor.login} {page} {status}")
        spent = time.perf_counter() - begun
        seen.seconds.append(spent)
        time.sleep(max(0.0, PAUSE - spent))


def _commands(visitor: Visitor, seen: Seen, day: date) -> None:
    asked = {"cell": visitor.cell, "kind": "regular", "on": str(day), "starts_at": f"{day}T14:00", "place": "P. 2"}
    told = {
        "Authorization": f"Bearer {visitor.token}",
        "Idempotency-Key": str(uuid4()),
        "Content-Type": "application/json",
    }
    status, headers, said = _asked("POST", "/api/v1/meetings", told | JSON, json.dumps(asked))
    if status == 201:
        seen.positions.append(int(headers["Nenep-Position"]))
    else:
        seen.faults.append(f"{visitor.login} {status} {said[:200]!r}")


def _asked(
    method: str, path: str, headers: dict[str, str], body: str | None = None
) -> tuple[int, dict[str, str], bytes]:
    connection = HTTPConnection("127.0.0.1", PORT, timeout=60)
    with suppress(OSError, HTTPException):
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        return answer.status, dict(answer.headers), answer.read()
    return 0, {}, b""
