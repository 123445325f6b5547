"""The tables of the read log, and how those of an older release become today's."""

from typing import Any

import sqlalchemy as sa

from workflows.journal.chain import GENESIS
from workflows.journal.migration import Shape
from workflows.journal.reads import Read, ReadKind, ReadLine, Way, chained

METADATA = sa.MetaData()
_OLD = sa.MetaData()
_Count = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
READ = sa.Table(
    "reads_line",
    METADATA,
    sa.Column("number", _Count, primary_key=True, autoincrement=False),
    sa.Column("at", _Count, nullable=False),
    sa.Column("reader", sa.Text, nullable=False),
    sa.Column("of", sa.Text, nullable=False),
    sa.Column("place", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("way", sa.Text, nullable=False),
    sa.Column("hash", sa.LargeBinary, nullable=False),
    sa.Index("reads_line_of", "of", "number"),
    sa.Index("reads_line_reader", "reader", "number"),
)
HEAD = sa.Table(
    "reads_head",
    METADATA,
    sa.Column("id", _Count, primary_key=True, autoincrement=False),
    sa.Column("number", _Count, nullable=False),
    sa.Column("hash", sa.LargeBinary, nullable=False),
)
"""One row: how many lines there are, and the hash over all of them. Whoever writes holds it."""
_READ_1 = sa.Table(
    "reads_read",
    _OLD,
    sa.Column("id", _Count, primary_key=True),
    sa.Column("at", _Count, nullable=False),
    sa.Column("reader", sa.Text, nullable=False),
    sa.Column("person", sa.Text, nullable=False, index=True),
    sa.Column("place", sa.Text, nullable=False),
)
VERSION = sa.Table("reads_version", _OLD, sa.Column("version", sa.Integer, primary_key=True, autoincrement=False))
_AT_ONCE = 5_000


def _first(connection: sa.Connection) -> None:
    _OLD.create_all(connection)


def _chained(connection: sa.Connection) -> None:
    """Kinds, ways and a chain; what the first release put down was about identities."""
    METADATA.create_all(connection)
    number, head = 0, GENESIS
    query = sa.select(_READ_1).order_by(_READ_1.c.id)
    for some in connection.execute(query.execution_options(yield_per=_AT_ONCE)).partitions():
        lines = list(chained(number, head, (_identity(row) for row in some)))
        connection.execute(sa.insert(READ), [row_of(line) for line in lines])
        number, head = lines[-1].number, lines[-1].hash
    connection.execute(sa.insert(HEAD).values(id=1, number=number, hash=head))
    _READ_1.drop(connection)


def _identity(row: sa.Row[Any]) -> Read:
    return Read(row.at, row.reader, row.person, row.place, ReadKind.IDENTITY, Way.of(row.place))


def row_of(line: ReadLine) -> dict[str, object]:
    return {"number": line.number, **line.read._asdict(), "hash": line.hash}


READS_SHAPE = Shape(VERSION, (_first, _chained))
