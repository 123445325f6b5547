"""The journal's tables, once, for both databases."""

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

METADATA = sa.MetaData()

Id = postgresql.UUID
ID = Id(as_uuid=True).with_variant(sa.LargeBinary(16), "sqlite")
_Count = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

JOURNAL = sa.Table(
    "journal",
    METADATA,
    sa.Column("position", _Count, primary_key=True, autoincrement=False),
    sa.Column("event_id", ID, nullable=False),
    sa.Column("stream", ID, nullable=False),
    sa.Column("version", _Count, nullable=False),
    sa.Column("topic", sa.Text, nullable=False),
    sa.Column("payload", sa.LargeBinary, nullable=False),
    sa.Column("actor", sa.Text),
    sa.Column("on_behalf_of", sa.Text),
    sa.Column("command", ID),
    sa.Column("command_facts", sa.Integer),
    sa.Column("fingerprint", sa.LargeBinary),
    sa.Column("correlation", ID),
    sa.Column("causation", _Count),
    sa.Column("occurred_at", sa.BigInteger),
    sa.Column("recorded_at", sa.BigInteger, nullable=False),
    sa.Column("hash", sa.LargeBinary(32), nullable=False),
    sa.Index("journal_stream", "stream", "version", unique=True),
)
"""One line a fact. Times are microseconds since 1970 in UTC; `recorded_at` never falls along positions."""

FIRST_OF_ITS_COMMAND = JOURNAL.c.command_facts.is_not(None)
sa.Index(
    "journal_command",
    JOURNAL.c.command,
    unique=True,
    sqlite_where=FIRST_OF_ITS_COMMAND,
    postgresql_where=FIRST_OF_ITS_COMMAND,
)

HEAD = sa.Table(
    "journal_head",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("position", _Count, nullable=False),
    sa.Column("hash", sa.LargeBinary(32), nullable=False),
    sa.Column("recorded_at", sa.BigInteger, nullable=False),
    postgresql_with={"fillfactor": 10},
)
"""The end of the journal: one row, whose lock orders all writers on PostgreSQL. On SQLite the last line is the head."""

CLAIM = sa.Table(
    "journal_claim",
    METADATA,
    sa.Column("name", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False),
    sa.Column("holder", ID, nullable=False),
    sa.Column("from_position", _Count, nullable=False),
    sa.Column("to_position", _Count),
    sa.PrimaryKeyConstraint("name", "from_position"),
)
"""Names that one stream bears at a time, with the positions between which it did."""

STILL_HELD = CLAIM.c.to_position.is_(None)
sa.Index("journal_claim_held", CLAIM.c.name, unique=True, sqlite_where=STILL_HELD, postgresql_where=STILL_HELD)
sa.Index("journal_claim_from", CLAIM.c.from_position)
sa.Index("journal_claim_to", CLAIM.c.to_position)

TRACKING = sa.Table(
    "journal_tracking",
    METADATA,
    sa.Column("follower", sa.Text, primary_key=True),
    sa.Column("application", sa.Text, primary_key=True),
    sa.Column("position", _Count, nullable=False),
)
"""How far each of the library's followers has come. Views keep their own, beside their rows."""

SNAPSHOT = sa.Table(
    "journal_snapshot",
    METADATA,
    sa.Column("stream", ID, primary_key=True),
    sa.Column("version", _Count, primary_key=True),
    sa.Column("topic", sa.Text, nullable=False),
    sa.Column("state", sa.LargeBinary, nullable=False),
)
"""The library's snapshots; streams here are short, so nothing of ours takes any."""

VERSION = sa.Table("journal_version", METADATA, sa.Column("version", sa.Integer, primary_key=True, autoincrement=False))
"""Which shape these tables have."""
