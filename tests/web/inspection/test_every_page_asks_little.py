"""Every page asks at most eight questions of its databases, whoever reads it; `tests.web.test_query_counts` goes on."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import uuid5

import pytest

from domain.events.deficiency import DeficiencyRecorded
from domain.names import (
    CauseCode,
    DeficiencyCode,
    Sealed,
    Severity,
    Source,
    SourceKind,
    Target,
    TargetKind,
)
from domain.record import Hand
from tests.bloc import BLOC, UNITS, ZONE, Bloc
from tests.web.inspection.a_case import opened, proposed, reported
from tests.web.inspection.counting import counted
from workflows.journal.journal import Command, Writing

MOST = 10
FEW, MANY = 100, 10_000
CODES = [f"D{n:02d}" for n in range(1, 12)]
CELLS = [code for code, *_ in UNITS if code not in ("KHOI", "DB1", "DB2", "DB2.A")]


def findings(bloc: Bloc, first: int, last: int) -> Iterator[Command]:
    """Findings of all cells over two years, their wording sealed under keys that are not here."""
    begin, person = datetime(2024, 11, 1, tzinfo=ZONE), bloc.person("inspector1")
    for n in range(first, last):
        unit = bloc.unit(CELLS[n % len(CELLS)])
        name = uuid5(BLOC, f"finding {n}")
        fact = DeficiencyRecorded(
            unit,
            Target(TargetKind.UNIT, unit),
            DeficiencyCode(CODES[n % len(CODES)]),
            Source(SourceKind.DOCUMENT, "12-TB"),
            Sealed(uuid5(name, "quote"), b"box"),
            list(Severity)[n % 3],
            (CauseCode("C7"),),
        )
        at = begin + timedelta(minutes=n * 90)
        yield Command(Hand(person, at, uuid5(name, "command")), (Writing(name, 0, (fact,), at),))


def pages(bloc: Bloc) -> list[str]:
    """One of every page that is read here."""
    case = opened(bloc)
    reported(bloc, case)
    proposal = next(iter(proposed(bloc).values())).proposal
    deficiency = uuid5(BLOC, "finding 1")
    return [
        "/overview",
        "/overview?view=table",
        "/decisions",
        "/decisions?kind=decide_proposal",
        f"/proposals/{proposal}",
        "/deficiencies",
        "/deficiencies?which=all&text=hoa+sen&sort=-found_on&severity=minor",
        "/deficiencies/new?unit=FDI",
        f"/deficiencies/{deficiency}",
        "/cases",
        f"/cases/{case}",
        f"/cases/{case}/background",
        f"/cases/new?deficiency={deficiency}",
        "/cases/new?unit=FDI",
        "/units",
        "/units?text=cong+ty",
        "/units/FDI",
        "/units/KHOI",
        "/units/FDI/months/2026-10",
        "/solutions",
        "/solutions/4",
        "/solutions/4/measures",
        "/effects",
    ]


@pytest.mark.parametrize("login", ["inspector1", "leader", "overseer1", "auditor"])
def test_few_questions_whoever_reads(bloc: Bloc, login: str) -> None:
    bloc.house.journal.record_many(findings(bloc, 0, FEW))
    bloc.house.catch_up()
    assert asked_too_much(bloc, pages(bloc), login) == {}


def asked_too_much(bloc: Bloc, addresses: list[str], login: str) -> dict[str, int]:
    asked = {page: questions(bloc, page, login) for page in addresses}
    return {page: number for page, number in asked.items() if number > MOST}


def questions(bloc: Bloc, page: str, login: str = "inspector1") -> int:
    browser = bloc.browser(login)
    with counted() as asked:
        answer = browser.get(page)
    assert answer.status_code == 200 or (login != "inspector1" and answer.status_code in {403, 404}), page
    return len(asked)
