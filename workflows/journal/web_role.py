"""What the role of `nenep serve` and `nenep work` may do on PostgreSQL: whatever they need, and alter no fact.

`grant(url, role, rights)` is run by the tables' owner, again after each migration. What the role held of these tables
before is taken back in the same transaction.
"""

from collections.abc import Iterator, Mapping, Sequence

import sqlalchemy as sa

from workflows.journal import key_tables, leases, read_log_tables
from workflows.journal.conflicts import RoleMayAlterFacts, RoleMissing
from workflows.journal.migration import room_of
from workflows.journal.tables import CLAIM, HEAD, JOURNAL, SNAPSHOT, TRACKING, VERSION
from workflows.journal.tree_tables import CHECKPOINT, TILE, TIME_STAMP

Rights = Mapping[str, str]
"""What may be done with each table, by its name, in PostgreSQL's words."""

READ = "SELECT"
ADD = "SELECT, INSERT"
REPLACE = "SELECT, INSERT, DELETE"

JOURNAL_RIGHTS: Rights = {
    JOURNAL.name: ADD,
    HEAD.name: "SELECT, UPDATE (position, hash, recorded_at)",
    CLAIM.name: f"{ADD}, UPDATE (to_position)",
    TRACKING.name: f"{ADD}, UPDATE (position)",
    SNAPSHOT.name: ADD,
    VERSION.name: READ,
    TILE.name: f"{ADD}, UPDATE (hashes)",
    CHECKPOINT.name: f"{ADD}, UPDATE (note)",
    TIME_STAMP.name: ADD,
    leases.LEASE.name: f"{ADD}, UPDATE (holder, until, said)",
    leases.VERSION.name: READ,
}
"""The last tile of each level grows, a checkpoint is cosigned; both are checked against facts and signatures."""
READ_LOG_RIGHTS: Rights = {
    read_log_tables.READ.name: ADD,
    read_log_tables.HEAD.name: "SELECT, UPDATE (number, hash)",
    read_log_tables.VERSION.name: READ,
}
KEYS_RIGHTS: Rights = {
    key_tables.KEY.name: f"{ADD}, UPDATE (wrapped)",
    key_tables.CONCERN.name: ADD,
    key_tables.IDENTITY.name: REPLACE,
    key_tables.FOUND.name: REPLACE,
    key_tables.SEARCH.name: REPLACE,
    key_tables.FOLLOWED.name: "SELECT, UPDATE (position)",
    key_tables.PROOF.name: ADD,
    key_tables.VERSION.name: READ,
    "FUNCTION keys_rewrite(text)": "EXECUTE",
}
"""Erasing a person blanks keys and writes the tables anew, which the owner's function does."""
FACTS = (JOURNAL.name, read_log_tables.READ.name)
"""What nobody alters."""

_KNOWN = sa.text("SELECT count(*) FROM pg_roles WHERE rolname = :role")
_SEQUENCES = sa.text("""
    SELECT numbers.oid::regclass::text FROM pg_depend JOIN pg_class numbers ON numbers.oid = objid
    WHERE refobjid = to_regclass(:table) AND deptype IN ('a', 'i') AND numbers.relkind = 'S'
""")
_ALTERABLE = sa.text("""
    WITH become AS (SELECT oid, rolname, rolcreaterole FROM pg_roles WHERE pg_has_role(:role, oid, 'MEMBER'))
    SELECT facts.relname
    FROM pg_class facts
    JOIN pg_namespace place ON place.oid = facts.relnamespace
    JOIN pg_database house ON house.datname = current_database()
    WHERE facts.relname = ANY (:facts) AND place.nspname = current_schema() AND EXISTS (
        SELECT FROM become
        WHERE become.oid IN (facts.relowner, place.nspowner, house.datdba)
        OR has_table_privilege(become.oid, facts.oid, 'UPDATE, DELETE, TRUNCATE, TRIGGER')
        OR has_any_column_privilege(become.oid, facts.oid, 'UPDATE')
        OR become.rolcreaterole
        OR become.rolname IN ('pg_execute_server_program', 'pg_write_server_files')
    )
""")
"""Membership that is not inherited counts too: `SET ROLE` uses it. Who makes roles may make itself a member."""


def grant(url: str, role: str, rights: Rights) -> None:
    """Grant exactly these rights, in a database on a server; on SQLite, where there are no roles, nothing is done.

    Raises `RoleMissing`, and `RoleMayAlterFacts` where the role could still alter facts; nothing is granted then.
    """
    place = sa.make_url(url)
    if place.get_backend_name() == "sqlite":
        return
    room = room_of(place)
    engine: sa.Engine = room.open_engine(url)
    try:
        with room.transaction(engine) as connection:
            if not connection.scalar(_KNOWN, {"role": role}):
                raise RoleMissing(role)
            for statement in _statements(connection, role, rights):
                connection.exec_driver_sql(statement)
            _must_not_alter(connection, role, [name for name in FACTS if name in rights])
    finally:
        engine.dispose()


def _statements(connection: sa.Connection, role: str, rights: Rights) -> Iterator[str]:
    quoted = connection.dialect.identifier_preparer.quote_identifier
    named, here = quoted(role), quoted(str(connection.scalar(sa.func.current_schema())))
    yield f"GRANT USAGE ON SCHEMA {here} TO {named}"
    for thing, right in rights.items():
        yield f"REVOKE ALL ON {thing} FROM {named}"
        yield f"GRANT {right} ON {thing} TO {named}"
        if "INSERT" in right:
            for numbers in connection.scalars(_SEQUENCES, {"table": thing}).all():
                yield f"GRANT USAGE ON SEQUENCE {numbers} TO {named}"


def _must_not_alter(connection: sa.Connection, role: str, facts: Sequence[str]) -> None:
    for table in connection.scalars(_ALTERABLE, {"role": role, "facts": list(facts)}):
        raise RoleMayAlterFacts(role, table)
