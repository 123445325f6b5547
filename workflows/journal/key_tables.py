"""The key store's tables, in a database of their own; erasing something here erases it everywhere."""

import sqlalchemy as sa

from workflows.journal.migration import Shape

METADATA = sa.MetaData()
_Count = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

KEY = sa.Table(
    "keys_key",
    METADATA,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("wrapped", sa.LargeBinary),
    sa.Column("person", sa.Text, unique=True),
)
"""Keys wrapped by the master key: one for each protected text, and one for each person's identity. A destroyed key
leaves its row behind, so that it is told apart from a key that never was here."""

CONCERN = sa.Table(
    "keys_concern",
    METADATA,
    sa.Column("person", sa.Text, primary_key=True),
    sa.Column("key", sa.Uuid, primary_key=True),
)
"""Whom a text is about."""

IDENTITY = sa.Table(
    "keys_identity",
    METADATA,
    sa.Column("person", sa.Text, primary_key=True),
    sa.Column("box", sa.LargeBinary, nullable=False),
    sa.Column("position", _Count, nullable=False),
)
"""The newest identity of each person, sealed, with its position in the journal."""

FOUND = sa.Table(
    "keys_found",
    METADATA,
    sa.Column("id", _Count, primary_key=True),
    sa.Column("key", sa.Uuid, nullable=False, unique=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("owner", sa.Uuid, nullable=False),
    sa.Column("position", _Count),
)
"""Where a text stands: the topic of its fact, the stream, the position."""

SEARCH = sa.table("keys_search", sa.column("rowid", sa.Integer), sa.column("words", sa.Text))
"""The folded words of texts, by `FOUND.id`: an index of full texts."""

FOLLOWED = sa.Table("keys_followed", METADATA, sa.Column("position", _Count, nullable=False))
"""How far the journal was read for names and words: one row."""

PROOF = sa.Table("keys_proof", METADATA, sa.Column("box", sa.LargeBinary, nullable=False))
"""Something locked up with the master key, so that another master key is noticed at once: one row."""

VERSION = sa.Table("keys_version", METADATA, sa.Column("version", sa.Integer, primary_key=True, autoincrement=False))

_FULL_TEXT = {
    "sqlite": (
        "CREATE VIRTUAL TABLE keys_search USING fts5(words, detail=none, tokenize='unicode61 remove_diacritics 0')",
    ),
    "postgresql": (
        "CREATE TABLE keys_search (rowid bigint PRIMARY KEY, words tsvector NOT NULL)",
        "CREATE INDEX keys_search_words ON keys_search USING gin (words)",
    ),
}


def _first_keys(connection: sa.Connection) -> None:
    METADATA.create_all(connection)
    connection.execute(sa.insert(FOLLOWED).values(position=0))
    for statement in _FULL_TEXT[connection.dialect.name]:
        connection.exec_driver_sql(statement)


REWRITTEN = ("keys_key", "keys_identity", "keys_found", "keys_search")
"""The tables from which erasure takes something: they are written anew afterwards."""

_REWRITE = """
CREATE FUNCTION keys_rewrite(which text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {here}, pg_temp AS $$ BEGIN
    IF which NOT IN ({tables}) THEN RAISE EXCEPTION 'not written anew'; END IF;
    EXECUTE 'CLUSTER ' || which || ' USING ' || which || '_pkey';
END $$
"""


def _rewritten_by_whoever_erases(connection: sa.Connection) -> None:
    """Only a table's owner may write it anew; a function of the owner's lets another role do that and no more."""
    if connection.dialect.name != "postgresql":
        return
    here = connection.dialect.identifier_preparer.quote_identifier(str(connection.scalar(sa.func.current_schema())))
    tables = ", ".join(f"'{table}'" for table in REWRITTEN)
    connection.exec_driver_sql(_REWRITE.format(here=here, tables=tables))
    connection.exec_driver_sql("REVOKE ALL ON FUNCTION keys_rewrite(text) FROM PUBLIC")


KEYS_SHAPE = Shape(VERSION, (_first_keys, _rewritten_by_whoever_erases))
