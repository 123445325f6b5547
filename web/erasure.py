"""A person's erasure, asked for under the law on personal data: shown first, then done, then put on record."""

from typing import NamedTuple

from domain.names import PersonId
from domain.record import Hand
from domain.sealed import sealed_in
from web.house import House
from workflows.desk import Thing
from workflows.requests.people import record_erasure, stream_of


class Concerned(NamedTuple):
    """A protected text about the person, with where it stands in the journal."""

    position: int | None
    text: str


def concerned(here: House, person: PersonId) -> list[Concerned]:
    """The texts that go with the person, to be read before they are destroyed. Three queries."""
    found = {text.key: text.position for text in here.keys.texts_concerning(person)}
    records = here.journal.at(position for position in found.values() if position is not None)
    boxes = [sealed for record in records.values() for sealed in sealed_in(record.fact) if sealed.key in found]
    opened = here.keys.open(boxes)
    return [Concerned(found[key], text) for key, text in opened.items() if isinstance(text, str)]


def erase(here: House, hand: Hand, person: PersonId, basis: str) -> int:
    """Close the person's accounts, destroy the keys, then record that it was done, with the roles that end.

    How many texts of the journal that were; a key made for a request that was refused goes too, uncounted. Interrupted,
    it is finished by doing it again.
    """
    thing = Thing(stream_of(person))
    for account in here.accounts.all():
        if account.person == person:
            here.accounts.disable(account.login)
    texts = sum(text.position is not None for text in here.keys.texts_concerning(person))
    here.keys.erase(person)
    record_erasure(here.desk, hand, thing, basis, texts)
    return texts
