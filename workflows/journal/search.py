"""Full-text search over protected texts, beside their keys: what is erased there is found no more."""

from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID

import sqlalchemy as sa

from domain.folding import words
from workflows.journal.copying import batches
from workflows.journal.key_tables import FOUND, SEARCH

AT_ONCE = 5_000
"""Keys named in one statement."""


class Found(NamedTuple):
    """A text that has all the words asked for: its key, the stream it belongs to, its position in the journal."""

    key: UUID
    owner: UUID
    position: int | None = None


class Text(NamedTuple):
    """A text to be found: its key, the topic it stands in, the stream, the position in the journal."""

    key: UUID
    kind: str
    owner: UUID
    position: int | None
    text: str


def index(connection: sa.Connection, texts: Iterable[Text]) -> None:
    """Make texts findable; one that is known already is replaced. The caller holds the row of `FOLLOWED`."""
    newest = list({text.key: text for text in texts}.values())
    if not newest:
        return
    forget(connection, [text.key for text in newest])
    last = connection.scalar(sa.select(sa.func.max(FOUND.c.id))) or 0
    rows = list(enumerate(newest, start=last + 1))
    connection.execute(sa.insert(FOUND), [{"id": row, **_place(text)} for row, text in rows])
    folded = [{"row": row, "folded": _folded(connection, text.text)} for row, text in rows]
    connection.execute(_insert(connection), folded)


def search(connection: sa.Connection, query: str, limit: int) -> list[Found]:
    """Texts with words that begin like each of those asked for, newest first; accents and case make no difference."""
    asked = words(query)
    if not asked:
        return []
    found = (
        sa.select(FOUND.c.key, FOUND.c.owner, FOUND.c.position)
        .join_from(FOUND, SEARCH, SEARCH.c.rowid == FOUND.c.id)
        .where(_matches(connection, asked))
        .order_by(FOUND.c.id.desc())
        .limit(limit)
    )
    return [Found(*row) for row in connection.execute(found)]


def forget(connection: sa.Connection, keys: list[UUID]) -> None:
    """Take texts out of the index, words and all."""
    for some in batches(keys, AT_ONCE):
        rows = sa.select(FOUND.c.id).where(FOUND.c.key.in_(some))
        connection.execute(sa.delete(SEARCH).where(SEARCH.c.rowid.in_(rows)))
        connection.execute(sa.delete(FOUND).where(FOUND.c.key.in_(some)))


def wipe(connection: sa.Connection) -> None:
    """Rewrite the index without what was taken out: FTS5 only marks words as deleted until it merges."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("INSERT INTO keys_search(keys_search) VALUES ('optimize')")


def _place(text: Text) -> dict[str, object]:
    return {"key": text.key, "kind": text.kind, "owner": text.owner, "position": text.position}


def _insert(connection: sa.Connection) -> sa.Insert:
    folded: sa.ColumnElement[str] = sa.bindparam("folded")
    if connection.dialect.name != "sqlite":
        folded = sa.func.array_to_tsvector(sa.bindparam("folded", type_=sa.ARRAY(sa.Text)))
    return sa.insert(SEARCH).values(rowid=sa.bindparam("row"), words=folded)


def _folded(connection: sa.Connection, text: str) -> object:
    return " ".join(words(text)) if connection.dialect.name == "sqlite" else sorted(set(words(text)))


def _matches(connection: sa.Connection, asked: list[str]) -> sa.ColumnElement[bool]:
    if connection.dialect.name == "sqlite":
        return sa.literal_column("keys_search").op("MATCH")(" AND ".join(f'"{word}"*' for word in asked))
    return SEARCH.c.words.op("@@")(sa.text("CAST(:asked AS tsquery)").bindparams(asked=_tsquery(asked)))


def _tsquery(asked: list[str]) -> str:
    return " & ".join(f"'{word}':*" for word in asked)
