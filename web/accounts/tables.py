"""The rows behind signing in, in the main database. Only hashes of secrets are kept; times are seconds since 1970."""

from pathlib import Path
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Engine,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    create_engine,
    event,
    make_url,
)

metadata = MetaData()

accounts = Table(
    "accounts",
    metadata,
    Column("login", String(64), primary_key=True),
    Column("person", String(64), nullable=False, index=True),
    Column("password_hash", Text, nullable=False),
    Column("disabled", Boolean, nullable=False, default=False),
)
sessions = Table(
    "sessions",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("id", String(36), nullable=False, unique=True),
    Column("login", String(64), ForeignKey("accounts.login"), nullable=False, index=True),
    Column("kind", String(8), nullable=False),
    Column("opened_at", BigInteger, nullable=False),
    Column("seen_at", BigInteger, nullable=False),
    Column("ends_at", BigInteger, nullable=False),
    Column("device", String(200), nullable=False),
    Column("address", String(64), nullable=False),
)
throttle = Table(
    "sign_in_throttle",
    metadata,
    Column("key", String(128), primary_key=True),
    Column("failures", Integer, nullable=False),
    Column("until", BigInteger, nullable=False),
)
saved_views = Table(
    "saved_views",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("person", String(64), nullable=False),
    Column("name", String(80), nullable=False),
    Column("url", Text, nullable=False),
    Index("saved_views_of_a_person", "person", "name", unique=True),
)

languages = Table(
    "languages",
    metadata,
    Column("person", String(64), primary_key=True),
    Column("language", String(8), nullable=False),
)

RIGHTS = {
    accounts.name: "SELECT, INSERT, UPDATE (password_hash, disabled)",
    sessions.name: "SELECT, INSERT, UPDATE (seen_at), DELETE",
    throttle.name: "SELECT, INSERT, UPDATE (failures, until), DELETE",
    saved_views.name: "SELECT, INSERT, DELETE",
    languages.name: "SELECT, INSERT, DELETE",
}
"""What the web's role needs of each on PostgreSQL, see `workflows.journal.web_role`."""


def open_database(url: str) -> Engine:
    """A pool on the main database; SQLite's folder is made, and a writer waits for its turn."""
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        return create_engine(parsed, pool_pre_ping=True)
    if parsed.database and parsed.database != ":memory:":
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(parsed, connect_args={"timeout": 30})
    event.listen(engine, "connect", _prepare_sqlite)
    return engine


def migrate(engine: Engine) -> None:
    """Make what is missing; repeating it changes nothing."""
    metadata.create_all(engine)


def _prepare_sqlite(connection: Any, _: Any) -> None:
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")
