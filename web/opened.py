"""What a page shows of protected things: the names behind pseudonyms, the words of sealed texts; one query each.

A destroyed key shows "[đã xóa theo yêu cầu]", a missing one "[không có khóa]": never a wrong word for either.
"""

from collections.abc import Iterable
from uuid import UUID

from flask import Flask

from domain.names import PersonId, Sealed
from web.house import house
from web.reads.noting import read_now
from web.wording import word
from workflows.journal.reads import ReadKind
from workflows.journal.unreadable import Erased, KeyMissing, Opened


def names(persons: Iterable[PersonId]) -> dict[PersonId, str]:
    """The names of all persons a page mentions."""
    return {person: readable(name) for person, name in house().keys.names(set(persons)).items()}


def identity(person: PersonId) -> Opened:
    """Who someone is, more than the name; that it was read, by whom and where, is put down first."""
    read_now(ReadKind.IDENTITY, person)
    return house().keys.identities([person])[person]


def texts(sealed: Iterable[Sealed]) -> dict[UUID, str]:
    """The words of all sealed texts a page shows, by their keys."""
    return {key: readable(text) for key, text in house().keys.open(list(sealed)).items()}


def names_and_texts(
    persons: Iterable[PersonId], sealed: Iterable[Sealed]
) -> tuple[dict[PersonId, str], dict[UUID, str]]:
    """The names and the words that a page shows, both in one query."""
    known, told = house().keys.names_and_texts(set(persons), list(sealed))
    return {who: readable(name) for who, name in known.items()}, {key: readable(text) for key, text in told.items()}


def readable(opened: Opened) -> str:
    """The text, or why it cannot be read."""
    match opened:
        case Erased():
            return word("unread", "erased")
        case KeyMissing():
            return word("unread", "key_missing")
        case _:
            return opened


def init_app(app: Flask) -> None:
    """Templates ask `names(persons)` once for all they mention."""
    app.jinja_env.globals.update(names=names)
