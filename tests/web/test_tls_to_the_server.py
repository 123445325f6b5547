"""To a server on another machine: the line is encrypted, and its certificate proves that it is the one."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import psycopg
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.bloc import settings_in
from tests.console import Console
from web.settings import Settings
from web.wiring import grant_web_role, migrate
from workflows.journal.journal import Journal
from workflows.journal.master_key import make_master_key

pytestmark = pytest.mark.debian_postgresql
TOOLS = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
HERE = x509.IPAddress(ip_address("127.0.0.1"))
ELSEWHERE = x509.DNSName("db.another.example")
ONLY_ENCRYPTED = "local all all trust\nhostssl all nenep_web 127.0.0.1/32 scram-sha-256\n"
PASSWORD = "a password of the tests alone"


@dataclass(frozen=True)
class Authority:
    """Signs certificates; `file` is what those have who trust it."""

    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate
    file: Path

    @classmethod
    def new(cls, file: Path) -> "Authority":
        key = ec.generate_private_key(ec.SECP256R1())
        made = _unsigned(file.stem, file.stem, key).add_extension(x509.BasicConstraints(ca=True, path_length=0), True)
        certificate = made.sign(key, hashes.SHA256())
        file.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
        return cls(key, certificate, file)

    def certify(self, folder: Path, whose: x509.GeneralName) -> None:
        """A certificate and its key, as a server finds them in its folder."""
        key = ec.generate_private_key(ec.SECP256R1())
        made = _unsigned("server", self.file.stem, key).add_extension(x509.SubjectAlternativeName([whose]), False)
        certificate = made.sign(self.key, hashes.SHA256())
        (folder / "server.crt").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
        secret = key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        (folder / "server.key").write_bytes(secret)
        (folder / "server.key").chmod(0o600)


def _unsigned(name: str, by: str, key: ec.EllipticCurvePrivateKey) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    subject, issuer = (x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, one)]) for one in (name, by))
    builder = x509.CertificateBuilder(issuer, subject, key.public_key(), x509.random_serial_number())
    return builder.not_valid_before(now - timedelta(hours=1)).not_valid_after(now + timedelta(days=1))


@dataclass(frozen=True)
class DebiansServer:
    """Debian's PostgreSQL over TLS, run by its own user."""

    folder: Path
    port: int
    trusted: Authority
    stranger: Authority

    def run(self, program: str, *arguments: object) -> None:
        as_postgres = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
        command = [*as_postgres, str(TOOLS[-1] / program), *map(str, arguments)]
        done = subprocess.run(command, cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        assert done.returncode == 0, done.stderr

    def shows(self, authority: Authority, whose: x509.GeneralName) -> None:
        """From now on it shows this certificate."""
        data = self.folder / "data"
        authority.certify(data, whose)
        for name in ("server.crt", "server.key"):
            shutil.chown(data / name, "postgres", "postgres")
        self.run("pg_ctl", "-D", data, "restart", "-w", "-m", "fast", "-l", self.folder / "log")

    def as_owner(self) -> str:
        return f"postgresql+psycopg://postgres@/postgres?host={self.folder}&port={self.port}"

    def as_web(self, **how: object) -> str:
        asked = "&".join(f"{name}={value}" for name, value in how.items())
        password = PASSWORD.replace(" ", "%20")
        return f"postgresql+psycopg://nenep_web:{password}@127.0.0.1:{self.port}/postgres?{asked}"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DebiansServer]:
    if os.geteuid() != 0 or not TOOLS:
        leave_out = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        leave_out(
            "LEFT OUT: Debian's PostgreSQL is not here, or may not be started as the user postgres: only root may"
        )
    folder = Path(tempfile.mkdtemp(prefix="nenep-tls-"))
    authorities = tmp_path_factory.mktemp("authorities")
    shutil.chown(folder, "postgres", "postgres")
    trusted, stranger = (Authority.new(authorities / f"{name}.pem") for name in ("trusted", "stranger"))
    server = DebiansServer(folder, free_port(), trusted, stranger)
    server.run("initdb", "-D", folder / "data", "-A", "trust", "-E", "UTF8", "--no-sync", "-U", "postgres")
    (folder / "data" / "pg_hba.conf").write_text(ONLY_ENCRYPTED)
    set_up = {"port": server.port, "listen_addresses": "127.0.0.1", "unix_socket_directories": folder, "ssl": "on"}
    with (folder / "data" / "postgresql.conf").open("a") as settings:
        settings.writelines(f"{name} = '{value}'\n" for name, value in set_up.items())
    trusted.certify(folder / "data", HERE)
    for name in ("server.crt", "server.key"):
        shutil.chown(folder / "data" / name, "postgres", "postgres")
    server.run("pg_ctl", "-D", folder / "data", "start", "-w", "-l", folder / "log")
    try:
        yield server
    finally:
        server.run("pg_ctl", "-D", folder / "data", "stop", "-w", "-m", "immediate")
        shutil.rmtree(folder)


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.fixture(scope="module")
def ready(server: DebiansServer, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Brought up by the owner, on the machine itself; the web comes over the line, with a password."""
    settings = replace(settings_in(tmp_path_factory.mktemp("house")), database_url=server.as_owner())
    make_master_key(settings.master_key_file)
    migrate(settings)
    with psycopg.connect(server.as_owner().replace("+psycopg", ""), autocommit=True) as owner:
        owner.execute(f"CREATE ROLE nenep_web LOGIN PASSWORD '{PASSWORD}'")
    grant_web_role(settings, "nenep_web")
    return settings


@pytest.fixture
def nenep(monkeypatch: pytest.MonkeyPatch) -> Console:
    return Console(monkeypatch)


def verified(server: DebiansServer, settings: Settings) -> Settings:
    """As it is to be run: whoever shows no certificate of the trusted authority for this very host is not talked to."""
    return replace(settings, database_url=server.as_web(sslmode="verify-full", sslrootcert=server.trusted.file))


def test_the_line_is_encrypted_and_the_server_is_who_it_says(
    server: DebiansServer, ready: Settings, nenep: Console
) -> None:
    settings = verified(server, ready)
    with closing(Journal(settings.database_url)) as journal, journal._store.engine.connect() as db:
        told = db.exec_driver_sql("SELECT ssl, version, current_user FROM pg_stat_ssl WHERE pid = pg_backend_pid()")
        assert told.one() == (True, "TLSv1.3", "nenep_web")
    assert nenep.on(settings)("user", "list").stdout == ""


def test_a_certificate_of_another_authority_is_not_trusted(
    server: DebiansServer, ready: Settings, nenep: Console
) -> None:
    with shown(server, server.stranger, HERE):
        said = nenep.on(verified(server, ready))("user", "list", status=1).stderr
    assert said.startswith("Error: Không tin được máy chủ cơ sở dữ liệu")
    assert "certificate verify failed" in said
    assert len(said.splitlines()) == 1


def test_a_certificate_of_another_host_is_not_trusted(server: DebiansServer, ready: Settings, nenep: Console) -> None:
    with shown(server, server.trusted, ELSEWHERE):
        said = nenep.on(verified(server, ready))("user", "list", status=1).stderr
    assert said.startswith("Error: Không tin được máy chủ cơ sở dữ liệu")
    assert 'server certificate for "db.another.example"' in said
    assert 'does not match host name "127.0.0.1"' in said


def test_a_line_in_the_clear_is_turned_away_by_the_server(
    server: DebiansServer, ready: Settings, nenep: Console
) -> None:
    clear = replace(ready, database_url=server.as_web(sslmode="disable"))
    said = nenep.on(clear)("user", "list", status=1).stderr
    assert said.startswith("Error: Máy chủ cơ sở dữ liệu không cho vào")
    assert "no encryption" in said


def test_an_authority_that_is_not_there_is_named(server: DebiansServer, ready: Settings, nenep: Console) -> None:
    nowhere = replace(ready, database_url=server.as_web(sslmode="verify-full", sslrootcert="/nowhere/ca.pem"))
    said = nenep.on(nowhere)("user", "list", status=1).stderr
    assert said.startswith("Error: Không tin được máy chủ cơ sở dữ liệu")
    assert "/nowhere/ca.pem" in said


@contextmanager
def shown(server: DebiansServer, authority: Authority, whose: x509.GeneralName) -> Iterator[None]:
    server.shows(authority, whose)
    try:
        yield
    finally:
        server.shows(server.trusted, HERE)
