"""The read log: who looked at whose identity, and when, in a database of its own, apart from what was read.

`migrate_reads(url)` makes the table, `ReadLog(url)` opens it. A read that cannot be put down is not given.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

import sqlalchemy as sa

from domain.names import PersonId
from workflows.journal.entry import micros, moment
from workflows.journal.migration import Shape, bring_up, check, room_of

METADATA = sa.MetaData()
_Count = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
READ = sa.Table(
    "reads_read",
    METADATA,
    sa.Column("id", _Count, primary_key=True),
    sa.Column("at", _Count, nullable=False),
    sa.Column("reader", sa.Text, nullable=False),
    sa.Column("person", sa.Text, nullable=False, index=True),
    sa.Column("place", sa.Text, nullable=False),
)
VERSION = sa.Table("reads_version", METADATA, sa.Column("version", sa.Integer, primary_key=True, autoincrement=False))
READS_SHAPE = Shape(VERSION, (METADATA.create_all,))


class Read(NamedTuple):
    """Someone read who a person is; `place` is the page or the address."""

    at: datetime
    reader: PersonId
    person: PersonId
    place: str


class ReadLog:
    """Reads are put down and listed; nothing takes them out."""

    def __init__(self, url: str) -> None:
        """Opens a database of today's version; raises `DatabaseNotReady` for any other."""
        self._room = room_of(sa.make_url(url))
        self._engine: sa.Engine = self._room.open_engine(url)
        check(self._engine, READS_SHAPE)

    def note(self, reads: Iterable[Read]) -> None:
        """Put reads down, durably, before what was read is given."""
        rows = [{**read._asdict(), "at": micros(read.at)} for read in reads]
        if rows:
            with self._room.transaction(self._engine) as connection:
                connection.execute(sa.insert(READ), rows)

    def of(self, person: PersonId, limit: int = 100) -> list[Read]:
        """Who read about a person, the newest first."""
        query = sa.select(READ.c.at, READ.c.reader, READ.c.person, READ.c.place).where(READ.c.person == person)
        with self._engine.connect() as connection:
            found = connection.execute(query.order_by(READ.c.id.desc()).limit(limit)).all()
        return [Read(moment(at), PersonId(reader), PersonId(of), place) for at, reader, of, place in found]

    def close(self) -> None:
        self._engine.dispose()


def migrate_reads(url: str) -> int:
    """Make or migrate the read log's table; the version it has now."""
    return bring_up(url, READS_SHAPE)
