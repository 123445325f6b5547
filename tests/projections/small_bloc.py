"""A Bloc of four units for the tests of views: the Bloc, a party body with one cell, and a grassroots cell."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid5

from domain.events import deficiency, meeting, remediation, unit
from domain.names import (
    Basis,
    Body,
    BodyKind,
    CauseCode,
    DeficiencyCode,
    DeficiencyId,
    MeetingKind,
    PersonId,
    RemediationId,
    Sealed,
    Severity,
    SolutionCode,
    Source,
    SourceKind,
    Target,
    TargetKind,
    UnitId,
    UnitKind,
    UnitType,
)
from tests.projections.lines import Watched, an_id

KHOI, DB1, CELL, FDI = (UnitId(an_id(n)) for n in (1, 2, 3, 4))
FOUNDED = date(2019, 7, 1)
SEALED = Sealed(an_id(99), b"sealed")
INSPECTORS = Body(KHOI, BodyKind.INSPECTION_COMMITTEE)


def at(day: str, hour: int = 1) -> datetime:
    return datetime.fromisoformat(day).replace(hour=hour, tzinfo=UTC)


def a_bloc(*views: Any, **more: Any) -> Watched:
    """The four units, registered."""
    watched = Watched(*views, **more)
    register(watched)
    return watched


def register(watched: Watched) -> None:
    registered = unit.UnitRegistered
    body, agency, foreign = UnitKind.GRASSROOTS_PARTY_BODY, UnitType.AGENCY, UnitType.FOREIGN_OWNED_ENTERPRISE
    watched.tell(KHOI, registered("KHOI", "Đảng bộ Khối", UnitKind.BLOC, founded_on=FOUNDED))
    watched.tell(DB1, registered("DB1", "Đảng bộ Sở Tư pháp", body, agency, KHOI, founded_on=FOUNDED, members=40))
    watched.tell(CELL, registered("DB1.1", "Chi bộ 10", UnitKind.CELL, None, DB1, founded_on=FOUNDED, members=12))
    watched.tell(FDI, registered("FDI", "Chi bộ 2", UnitKind.CELL, foreign, KHOI, founded_on=FOUNDED, members=20))


def a_meeting(cell: UnitId = FDI, day: str = "2026-10-05", kind: MeetingKind = MeetingKind.REGULAR) -> Any:
    return meeting.MeetingScheduled(cell, kind, date.fromisoformat(day), at(day), "Hội trường")


def held(day: str = "2026-10-05", present: int = 20, speakers: int = 12) -> meeting.MeetingHeld:
    return meeting.MeetingHeld(at(day), at(day, 3), PersonId("p1"), 20, present, 20 - present, 0, speakers)


def a_deficiency(code: str = "D06", cell: UnitId = FDI, **more: Any) -> deficiency.DeficiencyRecorded:
    target = more.pop("target", Target(TargetKind.UNIT, cell))
    source = more.pop("source", Source(SourceKind.DOCUMENT, "12-TB/UBKT"))
    return deficiency.DeficiencyRecorded(
        cell, target, DeficiencyCode(code), source, SEALED, Severity.MODERATE, (CauseCode("C1"),), **more
    )


def a_case(*found: Any, due: date = date(2026, 12, 1), cell: UnitId = FDI) -> remediation.RemediationOpened:
    code, causes = DeficiencyCode("D06"), (CauseCode("C1"),)
    limitations = tuple(
        remediation.Limitation(DeficiencyId(one), cell, code, (PersonId("inspector1"),), False, causes) for one in found
    )
    return remediation.RemediationOpened(cell, limitations, due, Basis("12-TB", date(2026, 11, 6), INSPECTORS))


def a_step(found: Any, due: date = date(2026, 11, 25), solution: str = "S4.1") -> remediation.PlanStep:
    return remediation.PlanStep(DeficiencyId(found), SolutionCode(solution), SEALED, due, SEALED, PersonId("owner"))


def a_plan(*found: Any) -> remediation.PlanSubmitted:
    return remediation.PlanSubmitted(tuple(a_step(one) for one in found))


def open_case(watched: Watched, name: str = "case") -> tuple[RemediationId, DeficiencyId]:
    """A deficiency found and taken up by a case."""
    found, case = DeficiencyId(uuid5(KHOI, f"{name} d")), RemediationId(uuid5(KHOI, name))
    watched.tell(found, a_deficiency(), by="inspector1", on=at("2026-11-06"))
    watched.tell(case, a_case(found), by="inspector1", on=at("2026-11-07"))
    watched.tell(found, deficiency.DeficiencyTakenUp(case), by="inspector1", on=at("2026-11-07"))
    return case, found
