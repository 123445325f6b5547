"""What a page shows of protected things: the names behind pseudonyms, the words of sealed texts; one query each.

A destroyed key shows "[đã xóa theo yêu cầu]", a missing one "[không có khóa]": never a wrong word for either.
"""

from collections.abc import Iterable
from uuid import UUID

from flask import Flask

from domain.names import PersonId, Sealed
from projections.roles_held import amended_since
from web import moment
from web.house import house
from web.reads.noting import read_now
from web.wording import word
from workflows.journal.keys import names_in
from workflows.journal.reads import ReadKind
from workflows.journal.unreadable import Erased, KeyMissing, Opened


def names(persons: Iterable[PersonId]) -> dict[PersonId, str]:
    """The names of all persons a page mentions, as they were at its moment."""
    wanted = set(persons)
    return {person: readable(name) for person, name in house().keys.names(wanted).items()} | _names_then(wanted)


def identity(person: PersonId) -> Opened:
    """Who someone is, more than the name; that it was read, by whom and where, is put down first."""
    read_now(ReadKind.IDENTITY, person)
    return _then([person]).get(person) or house().keys.identities([person])[person]


def texts(sealed: Iterable[Sealed]) -> dict[UUID, str]:
    """The words of all sealed texts a page shows, by their keys."""
    return {key: readable(text) for key, text in house().keys.open(list(sealed)).items()}


def names_and_texts(
    persons: Iterable[PersonId], sealed: Iterable[Sealed]
) -> tuple[dict[PersonId, str], dict[UUID, str]]:
    """The names and the words that a page shows, both in one query."""
    known, told = house().keys.names_and_texts(set(persons), list(sealed))
    shown = {who: readable(name) for who, name in known.items()} | _names_then(known)
    return shown, {key: readable(text) for key, text in told.items()}


def _names_then(persons: Iterable[PersonId]) -> dict[PersonId, str]:
    return {person: readable(name) for person, name in names_in(_then(persons)).items()}


def _then(persons: Iterable[PersonId]) -> dict[PersonId, Opened]:
    """Of those whose identity was amended after the moment of the page, what it was; at most three queries."""
    if moment.asked() is None:
        return {}
    with house().reading() as db:
        amended = amended_since(db, persons)
    facts = house().journal.at(amended.values())
    boxes: dict[PersonId, Sealed] = {person: facts[at].fact.identity for person, at in amended.items()}
    opened = house().keys.open(boxes.values())
    return {person: opened[box.key] for person, box in boxes.items()}


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
