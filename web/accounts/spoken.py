"""Which language a person chose: pages remember it by the device, messages by the person."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Engine, delete, insert, select

from domain.names import PersonId
from web.accounts.tables import languages


@dataclass(frozen=True)
class Languages:
    """The newest choice of each person."""

    engine: Engine

    def choose(self, person: PersonId, language: str) -> None:
        with self.engine.begin() as db:
            db.execute(delete(languages).where(languages.c.person == person))
            db.execute(insert(languages).values(person=person, language=language))

    def of(self, people: Collection[PersonId]) -> dict[PersonId, str]:
        """The languages of those who chose one."""
        query = select(languages.c.person, languages.c.language).where(languages.c.person.in_(people))
        with self.engine.connect() as db:
            return {PersonId(person): language for person, language in db.execute(query)}
