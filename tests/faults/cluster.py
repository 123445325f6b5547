"""A cluster in a box: three etcd, three PostgreSQL under Patroni and a proxy on loopback, by the files of `deploy/`.

It needs root, to become `postgres`. Whatever is started is ended by its process id.
"""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import psycopg

from tests.faults.deploying import rendered
from tests.faults.living import command_of, kill, parents, until

PASSWORD = "of the tests alone"
NODES = (1, 2, 3)
AS_POSTGRES = ("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--pdeathsig=KILL")
LOCAL = "127.0.0.1"


def free_ports(count: int) -> list[int]:
    with ExitStack() as held:
        sockets = [held.enter_context(socket.socket()) for _ in range(count)]
        for one in sockets:
            one.bind((LOCAL, 0))
        return [one.getsockname()[1] for one in sockets]


class Cluster:
    """What runs, and what may be done to it."""

    def __init__(self, folder: Path, *, synchronous: bool) -> None:
        self.folder = folder
        self.tools = max(Path("/usr/lib/postgresql").glob("*/bin"))
        ports = free_ports(17)
        self.pg, self.rest = dict(zip(NODES, ports[:3], strict=True)), dict(zip(NODES, ports[3:6], strict=True))
        self.clients, self.peers = dict(zip(NODES, ports[6:9], strict=True)), dict(zip(NODES, ports[9:12], strict=True))
        self.leader_door, self.replicas_door, self.web_door, *self.web = ports[12:17]
        self.values = self._values(synchronous)
        self.running: dict[str, subprocess.Popen[bytes]] = {}

    def _values(self, synchronous: bool) -> dict[str, object]:
        nodes = {f"db{n}": f"{LOCAL}:{self.pg[n]}" for n in NODES} | {f"db{n}_rest": self.rest[n] for n in NODES}
        doors = {"leader_bind": self.leader_door, "replicas_bind": self.replicas_door, "web_bind": self.web_door}
        etcd = ",".join(f"etcd{n}=http://{LOCAL}:{self.peers[n]}" for n in NODES)
        return {
            **nodes,
            **{name: f"{LOCAL}:{port}" for name, port in doors.items()},
            **{f"web{n}": f"{LOCAL}:{port}" for n, port in enumerate(self.web, 1)},
            **dict.fromkeys(("superuser_password", "replication_password", "rewind_password"), PASSWORD),
            "etcd_cluster": etcd,
            "etcd_hosts": ",".join(f"{LOCAL}:{self.clients[n]}" for n in NODES),
            "scheme": "http",
            "web_scheme": "http",
            "address": LOCAL,
            "network": f"{LOCAL}/32",
            "hba": "host",
            "ttl": 10,
            "loop_wait": 1,
            "retry_timeout": 3,
            "maximum_lag": 1 << 20 if synchronous else 1 << 40,
            "synchronous": str(synchronous).lower(),
            "max_connections": 120,
            "shared_buffers": "64MB",
            "pg_bin": self.tools,
            "sockets": self.folder,
        }

    def address(self, database: str = "postgres") -> str:
        """Whoever leads, over the proxy."""
        return f"postgresql://postgres:{PASSWORD.replace(' ', '%20')}@{LOCAL}:{self.leader_door}/{database}"

    # Beginning and ending

    def begin(self) -> None:
        for n in NODES:
            self._start_etcd(n)
        for n in NODES:
            self.start_node(n)
        settings = self.folder / "haproxy.cfg"
        settings.write_text(rendered("haproxy.cfg", self.values), encoding="utf-8")
        self._start("haproxy", "/usr/sbin/haproxy", "-db", "-f", str(settings))
        until(self.whole)

    def _start_etcd(self, n: int) -> None:
        of_node = {
            "name": f"etcd{n}",
            "data": self.folder / f"etcd{n}",
            "client_url": f"http://{LOCAL}:{self.clients[n]}",
            "peer_url": f"http://{LOCAL}:{self.peers[n]}",
        }
        lines = rendered("etcd.env", {**self.values, **of_node}).splitlines()
        named = dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
        self._start(f"etcd{n}", "etcd", **named)

    def start_node(self, n: int) -> None:
        """Bring up a machine, or bring it back."""
        of_node = {
            "name": f"db{n}",
            "data": self.data(n),
            "pgpass": self.folder / f"pgpass{n}",
            "pg_port": self.pg[n],
            "rest_port": self.rest[n],
        }
        settings = self.folder / f"db{n}.yml"
        settings.write_text(rendered("patroni.yml", {**self.values, **of_node}), encoding="utf-8")
        self._start(f"db{n}", "patroni", str(settings))

    def _start(self, name: str, *command: str, **named: str) -> None:
        where = {"HOME": str(self.folder), "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
        with (self.folder / f"{name}.log").open("ab") as log:
            told = {"stdout": log, "stderr": log, "cwd": self.folder, "env": where | named}
            self.running[name] = subprocess.Popen([*AS_POSTGRES, *command], start_new_session=True, **told)  # type: ignore[call-overload]

    def end(self) -> None:
        """All at once: nothing of it is kept."""
        for name, one in self.running.items():
            if not name.startswith("etcd"):
                kill(one.pid)
        for n in NODES:
            self.kill_postgres(n)
        for one in self.running.values():
            kill(one.pid)
            one.wait(30)

    # What is seen

    def data(self, n: int) -> Path:
        return self.folder / f"data{n}"

    def told(self, n: int) -> dict[str, object]:
        """What Patroni says of a machine; nothing where nobody answers."""
        try:
            with urlopen(f"http://{LOCAL}:{self.rest[n]}/patroni", timeout=2) as answer:
                return dict(json.load(answer))
        except HTTPError as error:
            with error:
                return dict(json.load(error))
        except (OSError, ValueError):
            return {}

    def leader(self) -> int | None:
        """Who leads and takes what is written."""
        told = {n: self.told(n) for n in NODES}
        leads = ("master", "primary")
        return next((n for n, one in told.items() if one.get("role") in leads and one.get("state") == "running"), None)

    def whole(self) -> bool:
        """One leads, two follow it and what one of them has is what is answered."""
        leader = self.leader()
        if leader is None:
            return False
        following = self.told(leader).get("replication") or []
        states = [one.get("sync_state") for one in following if one.get("state") == "streaming"]  # type: ignore[attr-defined]
        wanted = ["async", "sync"] if self.values["synchronous"] == "true" else ["async", "async"]
        return sorted(states) == wanted and self.answers()

    def answers(self) -> bool:
        """Whether something can be written over the proxy."""
        with suppress(psycopg.Error), psycopg.connect(self.address(), connect_timeout=2) as connection:
            return connection.execute("SELECT pg_is_in_recovery()").fetchone() == (False,)
        return False

    # What is done to it

    def kill_node(self, n: int) -> None:
        """As when the power goes: nothing of the machine is left running."""
        self.kill_patroni(n)
        self.kill_postgres(n)

    def kill_patroni(self, n: int) -> None:
        one = self.running[f"db{n}"]
        kill(one.pid)
        one.wait(30)

    def kill_postgres(self, n: int) -> None:
        """The postmaster and everything that it started."""
        for process in self.processes(n):
            kill(process)
        until(lambda: not self.processes(n))

    def processes(self, n: int) -> list[int]:
        """The postmaster first, as far as it lives; then what it started."""
        running = parents()
        with suppress(FileNotFoundError, ValueError, IndexError):
            postmaster = int((self.data(n) / "postmaster.pid").read_text().split()[0])
            ours = postmaster in running and str(self.data(n)) in command_of(postmaster)
            return [postmaster, *(one for one, parent in running.items() if parent == postmaster)] if ours else []
        return []

    @contextmanager
    def receivers_cut(self, leader: int) -> Iterator[None]:
        """Nothing that the leader writes arrives anywhere; afterwards the receivers end without having read on."""
        followers = [n for n in NODES if n != leader]
        cut = [one for n in followers for one in self.processes(n) if "walreceiver" in command_of(one)]
        assert len(cut) == len(followers)
        for one in cut:
            os.kill(one, signal.SIGSTOP)
        try:
            yield
        finally:
            for one in cut:
                with suppress(ProcessLookupError):
                    os.kill(one, signal.SIGTERM)
                    os.kill(one, signal.SIGCONT)


@contextmanager
def cluster(*, synchronous: bool = True) -> Iterator[Cluster]:
    folder = Path(tempfile.mkdtemp(prefix="nenep-cluster-"))
    shutil.chown(folder, "postgres", "postgres")
    one = Cluster(folder, synchronous=synchronous)
    try:
        one.begin()
        yield one
    except BaseException:
        for log in sorted(folder.glob("*.log")):
            sys.stderr.write(f"== {log.name}\n{log.read_text(errors='replace')[-2000:]}\n")
        raise
    finally:
        one.end()
        shutil.rmtree(folder, ignore_errors=True)
