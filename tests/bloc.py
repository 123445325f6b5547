"""A small Bloc of twelve cells with a person for every role, to be used by any test.

    def test_something(bloc):
        inspector = bloc.api("inspector1")           # a program's client, signed in
        secretary = bloc.browser("secretary1")       # a browser's, with its session cookie
        bloc.watch.on(date(2026, 11, 6))             # the house's clock; it stands still otherwise
        bloc.unit("FDI"), bloc.person("secretary1"), bloc.ask(request_function, …)

The Bloc is made once a session, through the requests themselves, and copied for each test. `secretary1` leads `FDI`, a
cell of shift workers in a foreign-owned enterprise, `secretary2` the cell `DB1.1`; `overseer1` oversees `FDI`, `DB1`.
"""

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4, uuid5
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from domain.names import Attribute, BodyKind, Office, PersonId, Role, UnitId, UnitKind, UnitType
from domain.record import Hand
from web.accounts.sessions import Device, Kind
from web.app import create_app
from web.house import House
from web.security import SESSION_COOKIE
from web.settings import Settings
from web.wiring import migrate, open_house
from workflows.desk import Thing
from workflows.journal.journal import Receipt
from workflows.requests.people import EnterPerson, GrantRole, admit_user, enter_person, grant_role, pseudonym, stream_of
from workflows.requests.units import AgreeSetDay, FillOffice, RegisterUnit, agree_set_day, fill_office, register_unit

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
PASSWORD = "nenep-demo"
FOUNDED = date(2019, 7, 1)
TODAY = date(2026, 11, 20)
BLOC = UUID("b10cb10c-0000-4000-8000-000000000000")

PARTY_BODY, SECTION, CELL = UnitKind.GRASSROOTS_PARTY_BODY, UnitKind.SECTIONAL_PARTY_BODY, UnitKind.CELL
UNITS: tuple[tuple[str, str, UnitKind, UnitType | None, str | None, int], ...] = (
    ("KHOI", "Đảng bộ Khối Cơ quan và Doanh nghiệp tỉnh", UnitKind.BLOC, None, None, 0),
    ("DB1", "Đảng bộ Sở Tư pháp", PARTY_BODY, UnitType.AGENCY, "KHOI", 61),
    ("DB1.1", "Chi bộ Văn phòng Sở", CELL, None, "DB1", 17),
    ("DB1.2", "Chi bộ Thanh tra", CELL, None, "DB1", 12),
    ("DB1.3", "Chi bộ Hành chính tư pháp", CELL, None, "DB1", 15),
    ("DB1.4", "Chi bộ Bổ trợ tư pháp", CELL, None, "DB1", 17),
    ("DB2", "Đảng bộ Công ty Điện lực", PARTY_BODY, UnitType.STATE_ENTERPRISE, "KHOI", 70),
    ("DB2.A", "Đảng bộ bộ phận Xí nghiệp Cơ điện", SECTION, None, "DB2", 30),
    ("DB2.A1", "Chi bộ Phân xưởng 1", CELL, None, "DB2.A", 14),
    ("DB2.A2", "Chi bộ Phân xưởng 2", CELL, None, "DB2.A", 16),
    ("DB2.1", "Chi bộ Kỹ thuật", CELL, None, "DB2", 22),
    ("DB2.2", "Chi bộ Kinh doanh", CELL, None, "DB2", 18),
    ("FDI", "Chi bộ Công ty TNHH Dệt may Hoa Sen", CELL, UnitType.FOREIGN_OWNED_ENTERPRISE, "KHOI", 20),
    ("NSE", "Chi bộ Công ty cổ phần Xây lắp", CELL, UnitType.NON_STATE_ENTERPRISE, "KHOI", 9),
    ("PSU", "Chi bộ Trung tâm Lưu trữ", CELL, UnitType.PUBLIC_SERVICE_UNIT, "KHOI", 11),
    ("COOP", "Chi bộ Liên minh Hợp tác xã", CELL, UnitType.COOPERATIVE_UNION, "KHOI", 8),
)
MARKED = {"FDI": (Attribute.SHIFT_WORK,), "NSE": (Attribute.NO_COMMITTEE,), "DB2.1": (Attribute.SCATTERED,)}
PEOPLE: dict[str, tuple[str, Role, tuple[str, ...]]] = {
    "admin": ("Trần Thu Hà", Role.ADMINISTRATOR, ("KHOI",)),
    "leader": ("Nguyễn Văn Bình", Role.LEADER, ("KHOI",)),
    "inspector1": ("Lê Thị Mai", Role.INSPECTOR, ("KHOI",)),
    "inspector2": ("Phạm Quốc Hùng", Role.INSPECTOR, ("KHOI",)),
    "overseer1": ("Vũ Minh Khánh", Role.OVERSEER, ("FDI", "DB1")),
    "secretary1": ("Hoàng Thị Lan", Role.SECRETARY, ("FDI",)),
    "secretary2": ("Đỗ Đức Thịnh", Role.SECRETARY, ("DB1.1",)),
    "auditor": ("Bùi Thanh Sơn", Role.AUDITOR, ("KHOI",)),
}
SEATS: tuple[tuple[str, str, Office, BodyKind], ...] = (
    ("leader", "KHOI", Office.STANDING_BOARD_MEMBER, BodyKind.STANDING_BOARD),
    ("inspector1", "KHOI", Office.INSPECTION_COMMITTEE_MEMBER, BodyKind.INSPECTION_COMMITTEE),
    ("inspector2", "KHOI", Office.INSPECTION_COMMITTEE_MEMBER, BodyKind.INSPECTION_COMMITTEE),
    ("overseer1", "FDI", Office.OVERSEER, BodyKind.COMMITTEE),
    ("overseer1", "DB1", Office.OVERSEER, BodyKind.COMMITTEE),
    ("secretary1", "FDI", Office.SECRETARY, BodyKind.COMMITTEE),
    ("secretary2", "DB1.1", Office.SECRETARY, BodyKind.COMMITTEE),
)


@dataclass
class Watch:
    """The house's clock in a test: it shows what it was set to."""

    now: datetime

    def __call__(self) -> datetime:
        return self.now

    def on(self, day: date, hour: time = time(9)) -> None:
        self.now = datetime.combine(day, hour, ZONE)


@dataclass
class Api:
    """A program's client: bearer token, a fresh command id for every write."""

    client: FlaskClient
    token: str
    headers: dict[str, str] = field(default_factory=dict)

    def get(self, path: str, /, headers: dict[str, str] | None = None, **query: Any) -> TestResponse:
        return self.client.get(f"/api/v1{path}", query_string=query, headers=self._headers(headers))

    def post(self, path: str, json: Any = None, /, headers: dict[str, str] | None = None, **how: Any) -> TestResponse:
        body = how or {"json": {} if json is None else json}
        command = {"Idempotency-Key": str(uuid4())}
        return self.client.post(f"/api/v1{path}", headers=self._headers(command | (headers or {})), **body)

    def _headers(self, more: dict[str, str] | None) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}", "Accept-Language": "vi", **self.headers, **(more or {})}


class Bloc:
    """A house with the Bloc in it."""

    def __init__(self, house: House, watch: Watch, app: Flask | None = None) -> None:
        self.house, self.watch, self.app = house, watch, app

    def unit(self, code: str) -> UnitId:
        return UnitId(uuid5(_command("unit", code), "unit"))

    def person(self, login: str) -> PersonId:
        return pseudonym(_command("person", login))

    def hand(self, login: str) -> Hand:
        return Hand(self.person(login), self.house.now(), uuid4())

    def ask(self, request: Callable[..., Receipt], by: str, *asked: Any) -> Receipt:
        """Someone asks for something, past the web."""
        return request(self.house.desk, self.hand(by), *asked)

    def give_role(self, login: str, role: Role, code: str) -> None:
        """Someone holds another role from here on."""
        self.ask(grant_role, "admin", Thing(stream_of(self.person(login))), GrantRole(role, self.unit(code)))

    def api(self, login: str, **headers: str) -> Api:
        assert self.app is not None
        return Api(self.app.test_client(), self._session(login, Kind.TOKEN), headers)

    def browser(self, login: str) -> FlaskClient:
        assert self.app is not None
        client = self.app.test_client()
        client.set_cookie(SESSION_COOKIE, self._session(login, Kind.PAGE))
        return client

    def recorded(self) -> int:
        """How many facts there are."""
        return self.house.journal.head()

    def _session(self, login: str, kind: Kind) -> str:
        return self.house.accounts.sessions.open(login, kind, Device("tests", "127.0.0.1"), self.house.now())


def settings_in(folder: Path) -> Settings:
    """Everything in one folder."""
    return Settings(
        database_url=f"sqlite:///{folder}/nenep.db",
        secret_key="a secret of the tests alone",
        keys_url=f"sqlite:///{folder}/keys.db",
        read_log_url=f"sqlite:///{folder}/reads.db",
        master_key_file=folder / "master.key",
        log_key_file=folder / "log.key",
        files=str(folder / "files"),
    )


def found(settings: Settings) -> None:
    """Make the Bloc: its units, its people, their seats and roles."""
    migrate(settings)
    watch = Watch(datetime.combine(TODAY, time(9), ZONE))
    here = Bloc(open_house(settings, watch), watch)
    for unit in UNITS:
        _register(here, *unit)
    for login, (name, role, units) in PEOPLE.items():
        _admit(here, login, name)
        for code in units:
            _do(here, grant_role, Thing(stream_of(here.person(login))), GrantRole(role, here.unit(code)))
    for login, code, office, body in SEATS:
        seat = FillOffice(office, body, here.person(login), FOUNDED)
        _do(here, fill_office, Thing(here.unit(code)), seat)
    here.house.close()


def _register(
    here: Bloc, code: str, name: str, kind: UnitKind, type_: UnitType | None, parent: str | None, n: int
) -> None:
    over = here.unit(parent) if parent else None
    asked = RegisterUnit(code, name, kind, type_, over, MARKED.get(code, ()), FOUNDED, n)  # type: ignore[arg-type]
    register_unit(here.house.desk, _hand(here, _command("unit", code)), asked)
    if kind is CELL:
        _do(here, agree_set_day, Thing(here.unit(code)), AgreeSetDay(5, 2, FOUNDED))


def _admit(here: Bloc, login: str, name: str) -> None:
    enter_person(here.house.desk, _hand(here, _command("person", login)), EnterPerson(name, "0912345678"))
    _do(here, admit_user, Thing(stream_of(here.person(login))))
    here.house.accounts.admit(login, here.person(login), PASSWORD)


def _do(here: Bloc, request: Callable[..., Receipt], *asked: Any) -> None:
    request(here.house.desk, _hand(here, uuid4()), *asked)


def _hand(here: Bloc, command: UUID) -> Hand:
    return Hand(here.person("admin"), here.house.now(), command)


def _command(kind: str, name: str) -> UUID:
    return uuid5(BLOC, f"{kind} {name}")


@pytest.fixture(scope="session")
def bloc_as_founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bloc")
    found(settings_in(folder))
    return folder


@pytest.fixture
def bloc(bloc_as_founded: Path, tmp_path: Path) -> Iterator[Bloc]:
    folder = tmp_path / "house"
    shutil.copytree(bloc_as_founded, folder)
    with opened(settings_in(folder)) as here:
        yield here


@contextmanager
def opened(settings: Settings) -> Iterator[Bloc]:
    """The Bloc that was founded under these settings, with its application."""
    watch = Watch(datetime.combine(TODAY, time(9), ZONE))
    house = open_house(settings, watch)
    app = create_app(house)
    app.testing = True
    yield Bloc(house, watch, app)
    house.close()


def told(answer: TestResponse) -> Any:
    """The answer's JSON, for an assertion that shows it."""
    return json.loads(answer.text) if answer.text else None
