"""What the key store takes from the journal by itself: who persons are, and the words by which texts are found."""

from collections.abc import Iterable
from typing import Any

from domain.events.person import IdentityAmended, PersonEntered
from domain.record import Record
from domain.sealed import sealed_in
from workflows.journal.journal import Journal
from workflows.journal.keys import Identity, KeyStore, name_in
from workflows.journal.search import Text

BATCH = 1_000


def catch_up(keys: KeyStore, journal: Journal) -> int:
    """Read on in the journal from where the key store stands, to its end; that end. Two at once do it only once.

    Where nothing was found the mark stays for a while: most commands then cost the key store a read and no write.
    """
    behind = keys.followed()
    end = behind
    while records := journal.since(end, BATCH):
        end = records[-1].position
        identities, texts = list(_identities(records)), _texts(keys, records)
        if identities or texts or end - behind >= BATCH:
            moved = keys.follow((behind, end), identities, texts)
            behind = end = end if moved else keys.followed()  # another process was first: on from where it came
    return end


def _identities(records: Iterable[Record[Any]]) -> Iterable[Identity]:
    for record in records:
        if isinstance(record.fact, PersonEntered | IdentityAmended):
            yield Identity(record.fact.person, record.fact.identity.box, record.position)


def _texts(keys: KeyStore, records: Iterable[Record[Any]]) -> list[Text]:
    places = [(record, sealed) for record in records for sealed in sealed_in(record.fact)]
    opened = keys.open(sealed for _, sealed in places)
    return [
        Text(sealed.key, type(record.fact).__name__, record.stream, record.position, _words(record, text))
        for record, sealed in places
        if isinstance(text := opened[sealed.key], str)
    ]


def _words(record: Record[Any], text: str) -> str:
    """Of an identity only the name is searched, never a phone number."""
    return name_in(text) if isinstance(record.fact, PersonEntered | IdentityAmended) else text
