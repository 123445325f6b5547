"""Leases: what only one process does at a time. Whoever dies loses it within seconds, by the database's own clock.

`migrate_leases(url)` makes the table, `Leases(url)` opens it. A lease also bears a word on how its work went last.
"""

import sqlalchemy as sa

from workflows.journal.migration import Shape, bring_up, check, room_of

METADATA = sa.MetaData()
_Count = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
LEASE = sa.Table(
    "leases_lease",
    METADATA,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("holder", sa.Text),
    sa.Column("until", _Count, nullable=False),
    sa.Column("said", sa.Text),
)
"""`until`: milliseconds since 1970, by the clock of the database."""
VERSION = sa.Table("leases_version", METADATA, sa.Column("version", sa.Integer, primary_key=True, autoincrement=False))
LEASES_SHAPE = Shape(VERSION, (METADATA.create_all,))
CLOCKS = {
    "sqlite": "CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)",
    "postgresql": "CAST(extract(epoch FROM clock_timestamp()) * 1000 AS bigint)",
}


class Leases:
    """Taken, kept by taking them again, given back; or left, and free after their time."""

    def __init__(self, url: str) -> None:
        """Opens a database of today's version; raises `DatabaseNotReady` for any other."""
        self._room = room_of(sa.make_url(url))
        self._engine: sa.Engine = self._room.open_engine(url)
        check(self._engine, LEASES_SHAPE)
        self._now: sa.ColumnElement[int] = sa.literal_column(CLOCKS[self._engine.dialect.name], _Count)

    def take(self, name: str, holder: str, seconds: float) -> bool:
        """Hold a lease for some seconds, or for some more; False while another one holds it."""
        until = self._now + round(seconds * 1000)
        new = self._room.insert(LEASE).values(name=name, holder=holder, until=until)
        mine = (LEASE.c.until < self._now) | LEASE.c.holder.is_(None) | (LEASE.c.holder == holder)
        taken = new.on_conflict_do_update(
            index_elements=[LEASE.c.name], set_={"holder": holder, "until": until}, where=mine
        )
        with self._room.transaction(self._engine) as connection:
            return connection.execute(taken.returning(LEASE.c.name)).first() is not None

    def give_back(self, name: str, holder: str) -> None:
        """Hold it no longer; nothing happens where another one holds it by now."""
        mine = (LEASE.c.name == name) & (LEASE.c.holder == holder)
        with self._room.transaction(self._engine) as connection:
            connection.execute(sa.update(LEASE).where(mine).values(holder=None, until=0))

    def held(self, prefix: str) -> list[str]:
        """The names of all leases that begin like this and are held by somebody now."""
        held = LEASE.c.holder.is_not(None) & (LEASE.c.until >= self._now)
        with self._engine.connect() as connection:
            found = connection.scalars(sa.select(LEASE.c.name).where(held).order_by(LEASE.c.name)).all()
        return [name for name in found if name.startswith(prefix)]

    def note(self, name: str, said: str | None) -> None:
        """Put down how the work went last; None: well."""
        with self._room.transaction(self._engine) as connection:
            connection.execute(sa.update(LEASE).where(LEASE.c.name == name).values(said=said))

    def said(self, name: str) -> str | None:
        """What went wrong with the work last, if anything."""
        with self._engine.connect() as connection:
            return connection.scalar(sa.select(LEASE.c.said).where(LEASE.c.name == name))

    def words(self) -> dict[str, str]:
        """What every lease bears, where it bears a word; one question."""
        with self._engine.connect() as connection:
            found = connection.execute(sa.select(LEASE.c.name, LEASE.c.said).where(LEASE.c.said.is_not(None)))
            return {str(name): str(said) for name, said in found}

    def close(self) -> None:
        self._engine.dispose()


def migrate_leases(url: str) -> int:
    """Make or migrate the table; the version it has now."""
    return bring_up(url, LEASES_SHAPE)
