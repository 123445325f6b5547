"""Every route is tried as every role, on a unit of one's own and on a foreign one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID, uuid5

import pytest

from domain.accord_names import ClauseKind, Counterpart, DialogueOutcome
from domain.events.month import DeficiencyProposed
from domain.names import (
    CauseCode,
    DeficiencyCode,
    DeficiencyId,
    MeetingKind,
    Month,
    RuleCode,
    RuleSetId,
    Severity,
    Source,
    SourceKind,
    UnitId,
    VisitKind,
)
from tests.bloc import PEOPLE, ZONE, Api, Bloc
from tests.web import capacity_things
from tests.web.pages import Pages
from tests.web.solutions.a_regular_month import of_regularity
from tests.web.undertaken import undertaken
from web import policy
from web.acts import Held, Place, may, may_somewhere
from web.policy import Act
from workflows.desk import Thing
from workflows.journal.journal import Receipt, Writing
from workflows.requests.accords import (
    ClauseDrafted,
    DraftRegulation,
    HoldDialogue,
    draft_regulation,
    hold_dialogue,
)
from workflows.requests.deficiencies import RecordDeficiency, record_deficiency
from workflows.requests.meetings import ScheduleMeeting, schedule_meeting
from workflows.requests.oversight import ApproveVisitProgramme, approve_visit_programme
from workflows.requests.people import GrantRole, stream_of, withdraw_role
from workflows.requests.programmes import ProposeProgramme, propose_programme
from workflows.requests.remediations import BasisNamed, OpenRemediation, open_remediation
from workflows.requests.supervisions import ProposeSupervision, propose_supervision
from workflows.requests.visits import PlanVisit, plan_visit

OWN, FOREIGN, TOP = "FDI", "DB2.1", "KHOI"
PATHS = {
    OWN: "/KHOI/FDI/",
    FOREIGN: "/KHOI/DB2/DB2.1/",
    TOP: "/KHOI/",
    "DB1": "/KHOI/DB1/",
    "DB1.1": "/KHOI/DB1/DB1.1/",
}
SET = date(2026, 11, 5)
NOT_THERE_ANYWAY = {"sha256"}
"""Names in an address that stand for nothing in this test: who is let in finds nothing."""


@dataclass
class Sample:
    """Things of one cell, by the name that routes give them."""

    values: dict[str, str]
    path: str


@dataclass
class Way:
    """One route as one person tries it."""

    address: str
    method: str
    said: policy.Declared

    def __str__(self) -> str:
        return f"{self.method} {self.address}"


def made(receipt: Receipt) -> UUID:
    return next(iter(receipt.versions))


def sample(bloc: Bloc, code: str) -> Sample:
    """One of everything in a cell, recorded past the web."""
    unit, overseer = bloc.unit(code), bloc.person("overseer1")
    set_for = datetime.combine(SET, time(14), ZONE)
    meeting = made(
        bloc.ask(schedule_meeting, "admin", ScheduleMeeting(MeetingKind.REGULAR, SET, set_for, "Phòng họp", unit))
    )
    visit = made(bloc.ask(plan_visit, "admin", PlanVisit(VisitKind.PLANNED, SET, overseer, unit)))
    supervision = made(
        bloc.ask(
            propose_supervision, "admin", ProposeSupervision((unit,), "Sinh hoạt", "2026", (bloc.person("inspector1"),))
        )
    )
    found, loose = (made(bloc.ask(record_deficiency, "inspector1", finding(unit))) for _ in range(2))
    basis = BasisNamed("05-TB/UBKT", SET, None)
    case = made(
        bloc.ask(open_remediation, "inspector1", OpenRemediation((DeficiencyId(found),), date(2026, 12, 10), basis))
    )
    visits = made(bloc.ask(approve_visit_programme, "leader", ApproveVisitProgramme(unit, 2026, "01-CTr", SET)))
    programme = made(bloc.ask(propose_programme, "admin", 4, ProposeProgramme(unit, 2026)))
    values = {"meeting": meeting, "visit": visit, "supervision": supervision, "deficiency": loose, "case": case}
    values |= {"number": 4, "programme": programme}
    values |= capacity_things.things(bloc, code, meeting)
    values |= {"visit_programme": visits}
    values |= of_solutions(bloc, code)
    values |= undertaken(bloc, unit)
    return Sample(
        {name: str(value) for name, value in values.items()} | {"proposal": proposed(bloc, unit), "code": code},
        PATHS[code],
    )


def of_solutions(bloc: Bloc, code: str) -> dict[str, UUID | int]:
    """What the solutions' workflows have of a cell."""
    unit = bloc.unit(code)
    clauses = (ClauseDrafted(ClauseKind.ROOM, "Phòng họp tầng 2"),)
    talked = HoldDialogue(unit, SET, Counterpart.OWNER, DialogueOutcome.AGREED)
    return {
        "dialogue": made(bloc.ask(hold_dialogue, "admin", talked)),
        "regulation": made(bloc.ask(draft_regulation, "admin", DraftRegulation(unit, clauses))),
        "clause": 1,
        **of_regularity(bloc, code),
    }


def finding(unit: UnitId) -> RecordDeficiency:
    source = Source(SourceKind.DOCUMENT, "05-TB/UBKT")
    return RecordDeficiency(DeficiencyCode("D06"), source, "Họp ngắn", Severity.MINOR, unit, causes=(CauseCode("C7"),))


def proposed(bloc: Bloc, cell: UnitId) -> str:
    stream = uuid5(cell, "proposal")
    fact = DeficiencyProposed(
        cell, Month("2026-10"), DeficiencyCode("D06"), (RuleCode("R-DUR"),), RuleSetId("HD42-2025"), (1,)
    )
    bloc.house.journal.record(bloc.hand("admin"), Writing(stream, 0, (fact,)))
    return str(stream)


def ways(bloc: Bloc) -> Iterator[Way]:
    """Every route that needs an act; those whose place is in their body or their answer are tried without one."""
    for address, method, _, said in policy.declared(bloc.app):
        assert said is not None
        if said.act is not None:
            yield Way(address, method, said)


def filled(way: Way, things: Sample) -> str | None:
    """The address with this sample's things in it; None where it names something that is of no cell."""
    known = {**things.values, "month": "2026-10", "step": "1", "sha256": "0" * 64}

    def value(match: re.Match[str]) -> str:
        kind, name = match.groups()
        return known[name] if not kind or not kind.startswith("any") else kind.split("'")[1]

    try:
        return re.sub(r"<(?:([^<>]+):)?(\w+)>", value, way.address)
    except KeyError:
        return None


def held(login: str) -> tuple[Held, ...]:
    _, role, codes = PEOPLE[login]
    return tuple(Held(role, PATHS[code]) for code in codes)


@pytest.fixture
def with_things(bloc: Bloc) -> tuple[Bloc, list[Sample]]:
    return bloc, [sample(bloc, code) for code in (OWN, FOREIGN)]


def tried(bloc: Bloc, login: str) -> Any:
    """How this person sends a request: a program to the API, a browser with its form's token to pages."""
    api, pages = bloc.api(login), Pages(bloc.browser(login))

    def send(method: str, address: str) -> int:
        client: Api | Pages = api if address.startswith("/api/v1") else pages
        path = address.removeprefix("/api/v1")
        answer = client.get(path) if method == "GET" else client.post(path, {})
        return answer.status_code

    return send


@pytest.mark.parametrize("login", PEOPLE)
def test_everyone_is_let_in_where_their_role_allows_and_nowhere_else(with_things, login):
    bloc, samples = with_things
    bloc.app.config["PROPAGATE_EXCEPTIONS"] = False
    send, roles, wrong = tried(bloc, login), held(login), []
    for way in ways(bloc):
        for things in samples:
            if (address := filled(way, things)) is None:
                continue
            allowed = expected(way, roles, things)
            status = send(way.method, address)
            let_in = status not in {401, 403, 404} or (
                allowed and any(name in way.address for name in NOT_THERE_ANYWAY)
            )
            if status >= 500 or let_in != allowed:
                wrong.append(f"{way} {things.path} {way.said.act}: {status}")
    assert wrong == []


def expected(way: Way, roles: tuple[Held, ...], things: Sample) -> bool:
    """What the table says. A supervision stands with the body that supervises."""
    assert way.said.act is not None
    if way.said.of is policy.anywhere:
        return may_somewhere(roles, way.said.act)
    place = Place(PATHS[TOP]) if way.said.of and way.said.of.__name__ == "of_supervision" else Place(things.path)
    return may(roles, way.said.act, place)


@pytest.mark.parametrize("login", PEOPLE)
def test_lists_show_what_one_may_read_and_not_a_line_more(with_things, login):
    bloc, samples = with_things
    api, roles = bloc.api(login), held(login)
    lists = {
        "/meetings": ("meeting", Act.READ_MEETING),
        "/visits": ("visit", Act.READ_VISIT),
        "/proposals": ("proposal", Act.READ_PROPOSAL),
        "/deficiencies": ("deficiency", Act.READ_CASE),
        "/remediations": ("case", Act.READ_CASE),
        "/solutions/2/reviews": ("review", Act.READ_COMPLIANCE),
        "/solutions/2/courses": ("course", Act.READ_COMPLIANCE),
        "/solutions/2/duty-rules": ("rules", Act.READ_MEETING),
        "/solutions/2/member-tasks": ("member_task", Act.READ_MEETING),
        "/solutions/2/absences": ("absence", Act.READ_MEETING),
        "/solutions/6/supports": ("support", Act.READ_COMPLIANCE),
    }
    for path, (thing, act) in lists.items():
        answer = api.get(path, limit=200)
        shown = {line["id"] for line in answer.json["items"]} if answer.status_code == 200 else set()
        for things in samples:
            assert (things.values[thing] in shown) == may(roles, act, Place(things.path)), (path, things.path)


def test_nobody_is_let_in_without_signing_in(bloc):
    client = bloc.app.test_client()
    for way in ways(bloc):
        address = filled(
            way, Sample({name: str(UUID(int=0)) for name in ("meeting", "visit", "case")} | {"code": OWN}, "")
        )
        if address and way.method == "GET":
            answer = client.get(address)
            assert answer.status_code == (401 if address.startswith("/api/") else 303), address


def test_a_person_whose_role_is_withdrawn_is_let_in_no_longer(bloc):
    api = bloc.api("secretary1")
    assert api.get(f"/units/{OWN}").status_code == 200
    role = GrantRole(PEOPLE["secretary1"][1], bloc.unit(OWN))
    bloc.ask(withdraw_role, "admin", Thing(stream_of(bloc.person("secretary1"))), role)
    assert api.get(f"/units/{OWN}").status_code == 403
