"""A desk over a real journal and key store, and a Bloc of one enterprise cell to try requests on."""

from datetime import UTC, date, datetime
from uuid import UUID, uuid4

from domain.names import BodyKind, Office, PersonId, UnitId, UnitKind, UnitType
from domain.record import Hand
from workflows.desk import Desk, Thing
from workflows.journal.journal import Journal
from workflows.journal.keys import migrate_keys, open_keys
from workflows.journal.migration import migrate
from workflows.requests.people import EnterPerson, enter_person, pseudonym
from workflows.requests.units import FillOffice, RegisterUnit, fill_office, register_unit

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)


def open_desk(folder) -> Desk:
    journal, keys = f"sqlite:///{folder}/journal.db", f"sqlite:///{folder}/keys.db"
    migrate(journal)
    migrate_keys(keys)
    return Desk(Journal(journal), open_keys(keys, folder / "master.key", make=True))


def hand(who="p-admin", command: UUID | None = None, at=NOW) -> Hand:
    return Hand(PersonId(who), at, command or uuid4())


def made(receipt) -> UUID:
    """The thing that a request made."""
    return next(iter(receipt.versions))


class SmallBloc:
    """A Bloc, its inspection committee, and one foreign-owned cell with its secretary."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.bloc = self.unit("38", UnitKind.BLOC)
        self.cell = self.unit("38.1", UnitKind.CELL, self.bloc)
        self.secretary, self.inspector, self.second, self.leader = (
            self.person(name) for name in ("Lê Thị Bình", "Trần Văn Cẩn", "Phạm Thị Dịu", "Hoàng Văn Giáp")
        )
        self.seat(self.cell, Office.SECRETARY, BodyKind.COMMITTEE, self.secretary)
        for inspector in (self.inspector, self.second):
            self.seat(self.bloc, Office.INSPECTION_COMMITTEE_MEMBER, BodyKind.INSPECTION_COMMITTEE, inspector)

    def unit(self, code, kind, parent=None) -> UnitId:
        asked = RegisterUnit(code, f"Tổ chức {code}", kind, UnitType.FOREIGN_OWNED_ENTERPRISE, parent, (), None, 16)
        return UnitId(made(register_unit(self.desk, hand(), asked)))

    def person(self, name) -> PersonId:
        own = hand()
        enter_person(self.desk, own, EnterPerson(name))
        return pseudonym(own.command)

    def seat(self, unit, office, body, person) -> None:
        asked = FillOffice(office, body, person, date(2026, 1, 1))
        fill_office(self.desk, hand(), Thing(unit), asked)
