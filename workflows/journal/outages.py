"""Why a database does not take or give anything just now, whichever driver says so."""

import errno
import sqlite3
from enum import StrEnum

import psycopg
import sqlalchemy as sa

OUTAGES = (
    sa.exc.OperationalError,
    sa.exc.InterfaceError,
    sa.exc.InternalError,
    sqlite3.OperationalError,
    psycopg.OperationalError,
    psycopg.errors.ReadOnlySqlTransaction,
    OSError,
)
"""Nobody's command or question is to blame for these, as far as `is_outage` says so."""


class Outage(StrEnum):
    """What is the matter; whoever looks after the machine can mend it."""

    DISK_FULL = "DiskFull"
    READ_ONLY = "DiskReadOnly"
    AWAY = "DatabaseAway"
    NOT_TRUSTED = "DatabaseNotTrusted"
    TURNED_AWAY = "DatabaseTurnsAway"


OF_SQLITE = {sqlite3.SQLITE_FULL: Outage.DISK_FULL, sqlite3.SQLITE_READONLY: Outage.READ_ONLY}
OF_POSTGRESQL = {"53100": Outage.DISK_FULL, "25006": Outage.READ_ONLY}
OF_THE_SYSTEM = {errno.ENOSPC: Outage.DISK_FULL, errno.EDQUOT: Outage.DISK_FULL, errno.EROFS: Outage.READ_ONLY}
OF_THE_LINE = {
    "certificate verify failed": Outage.NOT_TRUSTED,
    "does not match host name": Outage.NOT_TRUSTED,
    "root certificate file": Outage.NOT_TRUSTED,
    "no pg_hba.conf entry": Outage.TURNED_AWAY,
    "authentication failed": Outage.TURNED_AWAY,
}
"""Before there is a connection PostgreSQL has no codes: these words stand in what it says."""
FORBIDDEN = (sa.exc.ProgrammingError, psycopg.errors.InsufficientPrivilege)
"""Among these is what the database's role may not do, see `is_forbidden`."""
PRIMARY = 0xFF
"""SQLite's extended codes bear the plain one in their lowest byte."""


def is_outage(error: BaseException) -> bool:
    """A file of another kind, and what a database calls internal, are faults of ours; but one that only gives, as while
    another server becomes the leader, is an outage."""
    return not isinstance(error, OSError | sa.exc.InternalError) or outage_of(error) is not Outage.AWAY


def outage_of(error: BaseException | None) -> Outage:
    """The first cause that tells more than that the database is away."""
    while error is not None:
        if (found := _told_by(error)) is not None:
            return found
        error = getattr(error, "orig", None) or error.__cause__
    return Outage.AWAY


def _told_by(error: BaseException) -> Outage | None:
    if isinstance(error, sqlite3.Error):
        return OF_SQLITE.get(getattr(error, "sqlite_errorcode", 0) & PRIMARY)
    if isinstance(error, psycopg.Error):
        return OF_POSTGRESQL.get(error.sqlstate or "") or _of_the_line(str(error))
    return OF_THE_SYSTEM.get(error.errno or 0) if isinstance(error, OSError) else None


def _of_the_line(said: str) -> Outage | None:
    return next((outage for words, outage in OF_THE_LINE.items() if words in said), None)


def is_forbidden(error: BaseException) -> bool:
    """Whether the database refused it to the role that asked; its owner may do it."""
    return isinstance(getattr(error, "orig", error), psycopg.errors.InsufficientPrivilege)
