"""Views a person saved: an address with its filters, under a name."""

from dataclasses import dataclass
from uuid import uuid4

from sqlalchemy import Engine, delete, insert, select

from domain.names import PersonId
from web.accounts.tables import saved_views


@dataclass(frozen=True)
class SavedView:
    """What the side rail links to."""

    id: str
    name: str
    url: str


@dataclass(frozen=True)
class SavedViews:
    """Each person keeps their own; saving under a name again replaces it."""

    engine: Engine

    def of(self, person: PersonId) -> list[SavedView]:
        mine = select(saved_views.c.id, saved_views.c.name, saved_views.c.url).where(saved_views.c.person == person)
        with self.engine.connect() as db:
            return [SavedView(*row) for row in db.execute(mine.order_by(saved_views.c.name))]

    def save(self, person: PersonId, name: str, url: str) -> None:
        """Keep a view; only addresses of this house are kept, so a saved view cannot lead elsewhere."""
        if not url.startswith("/") or url.startswith("//"):
            raise ValueError(url)
        with self.engine.begin() as db:
            db.execute(delete(saved_views).where(saved_views.c.person == person, saved_views.c.name == name))
            db.execute(insert(saved_views).values(id=str(uuid4()), person=person, name=name, url=url))

    def drop(self, person: PersonId, view: str) -> None:
        with self.engine.begin() as db:
            db.execute(delete(saved_views).where(saved_views.c.person == person, saved_views.c.id == view))
