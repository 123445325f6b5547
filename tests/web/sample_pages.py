"""One of every page, each as someone who has work there, in a Bloc where something has happened."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from domain.names import Grade, ItemTag, MeetingKind, Rating, Role, VisitKind
from projections.supervisions import SupervisionState
from tests.bloc import ZONE, Bloc
from tests.web import capacity_things
from tests.web.inspection.a_case import CELL, found, held_by, made, opened, planned, proposed, reported
from tests.web.inspection.a_supervision import supervised
from tests.web.solutions.a_regular_month import decided, issue_for_all, of_regularity, themed
from tests.web.solutions.a_regulation import drafted, in_force
from tests.web.undertaken import undertaken
from web import policy
from web.undertaken import UNDERTAKEN
from workflows.desk import Thing
from workflows.requests.deficiencies import contest_deficiency
from workflows.requests.emergency_accesses import TakeEmergencyAccess, end_emergency_access, take_emergency_access
from workflows.requests.meetings import HoldMeeting, ItemHeld, ScheduleMeeting, hold_meeting, schedule_meeting
from workflows.requests.minutes import FileMinutes, PassResolution, TaskGiven, file_minutes, pass_resolution
from workflows.requests.oversight import (
    AllotQuota,
    ApproveVisitProgramme,
    IssueGuidance,
    approve_visit_programme,
    issue_guidance,
)
from workflows.requests.programmes import ProposeProgramme, propose_programme
from workflows.requests.remediations import approve_plan
from workflows.requests.rule_changes import propose_adoption
from workflows.requests.rulesets import AdoptRuleSet
from workflows.requests.shapes import Because
from workflows.requests.verdicts_on_cases import VerifyResults, close_remediation, verify_results
from workflows.requests.visits import GiveFeedback, MakeVisit, PlanVisit, Seen, give_feedback, make_visit, plan_visit

NOT_SEEN = {
    *("papers.year", "papers.month", "papers.case"),  # to be taken away
    *("static", "home", "leadership.newest_year", "inspection.evidence", "secretaries.evidence"),
    *("health.alive", "health.ready", "health.metrics"),
    *("log.tlog_checkpoint", "log.tlog_tile"),
}
"""Files, programs' answers, and what only sends on to another page."""


class SamplePage(NamedTuple):
    """An address, and who opens it; nobody is a stranger."""

    login: str | None
    path: str


def sample_pages(bloc: Bloc) -> list[SamplePage]:
    """Make things happen, and say where they are seen."""
    proposal = next(iter(proposed(bloc).values())).proposal
    new, at_work, to_verify, closed = (opened(bloc, found(bloc, code)) for code in ("D01", "D02", "D03", "D04"))
    planned(bloc, at_work)
    bloc.ask(approve_plan, "inspector1", Thing(at_work))
    for case in (to_verify, closed):
        reported(bloc, case)
    bloc.ask(verify_results, "inspector2", Thing(closed), VerifyResults(sound=True))
    bloc.ask(close_remediation, "inspector1", Thing(closed), Because("Đạt yêu cầu."))
    bloc.ask(contest_deficiency, "secretary1", Thing(held_by(bloc, new)[0]), Because("Chưa đúng."))
    announced, concluded = (supervised(bloc, at) for at in (SupervisionState.ANNOUNCED, SupervisionState.CONCLUDED))
    cases, lone = [new, at_work, to_verify, closed], found(bloc, "D07")
    return [
        *(SamplePage(None, path) for path in ("/sign-in", "/api/docs")),
        *(SamplePage("secretary1", path) for path in _of_a_cell(bloc, cases)),
        *(SamplePage("inspector1", path) for path in _of_inspectors(proposal, lone, cases)),
        *(SamplePage("inspector1", path) for path in _of_supervisions(bloc, announced, concluded)),
        *(SamplePage("secretary1", f"/supervised/{one}") for one in (announced, concluded)),
        *(SamplePage("auditor", path) for path in ("/history", "/history?unit=FDI", "/history/60", "/integrity")),
        *(SamplePage("auditor", f"/history/{one.position}") for one in bloc.house.journal.history(closed)),
        SamplePage("auditor", "/history/known?unit=FDI"),
        *(SamplePage("auditor", path) for path in ("/reads", "/audit")),
        *(SamplePage("inspector1", path) for path in ("/months", f"/units/{CELL}/months/2026-10")),
        *(SamplePage("auditor", path) for path in ("/replay/map", "/replay/units/FDI", f"/replay/cases/{closed}")),
        *(SamplePage("leader", path) for path in ("/rules", "/catalogue", "/reports/2026", "/rules?ruleset=HD12-2018")),
        *(
            SamplePage("leader", path)
            for path in ("/solutions", "/solutions/4", "/solutions/4/measures", "/solutions/2/playbooks/new")
        ),
        *(SamplePage("leader", path) for path in ("/effects", "/effects?by=type", "/rules/what-if")),
        SamplePage("leader", rules_proposed(bloc)),
        *(SamplePage(login, path) for login, path in _of_superiors(bloc)),
        *(SamplePage("secretary1", path) for path in of_regulations(bloc)),
        *(SamplePage("secretary1", path) for path in _of_solutions(bloc)),
        SamplePage("leader", "/solutions/1/campaigns/new"),
        *(SamplePage("leader", path) for path in _of_a_programme(bloc)),
        SamplePage("inspector1", "/solutions/4/programmes/new"),
        *(SamplePage(login, path) for login, path in capacity_things.pages(bloc, UUID(int=1))),
        *_of_a_regular_month(bloc),
        *(SamplePage("admin", path) for path in _of_administrators(bloc)),
    ]


def _of_a_regular_month(bloc: Bloc) -> Iterator[SamplePage]:
    """A calendar waiting for its overseer, another returned; a self-inspection planned, another done."""
    waiting, over = of_regularity(bloc, "FDI", "secretary1"), of_regularity(bloc, "DB1.1", "secretary2")
    decided(bloc, over)
    issue_for_all(bloc)
    lists = ("calendars", "calendars/new", "self-checks", "self-checks/new", "themes", "resolution-tasks")
    yield from (SamplePage("secretary1", f"/solutions/4/{name}") for name in lists)
    yield SamplePage("leader", "/solutions/4/themes")
    yield SamplePage("overseer1", f"/solutions/4/calendars/{waiting['calendar']}")
    yield SamplePage("secretary2", f"/solutions/4/calendars/{over['calendar']}")
    yield SamplePage("secretary1", f"/solutions/4/self-inspections/{waiting['inspection']}")
    yield SamplePage("secretary2", f"/solutions/4/self-inspections/{over['inspection']}")
    yield SamplePage("secretary1", f"/meetings/{themed(bloc)}")


def of_regulations(bloc: Bloc) -> Iterator[str]:
    """A regulation in force with a broken clause, and another under negotiation."""
    one, other = in_force(bloc, "FDI"), drafted(bloc, "NSE")
    yield from ("/solutions/7/regulations", "/solutions/7/regulations/new", f"/solutions/7/regulations/{one}")
    bloc.give_role("secretary1", Role.SECRETARY, "NSE")
    yield f"/solutions/7/regulations/{other}"


def unseen(bloc: Bloc, pages: list[SamplePage]) -> set[str]:
    """Pages of the house of which none is among these."""
    assert bloc.app is not None
    routes = bloc.app.url_map.bind("localhost")
    seen = {routes.match(page.path.partition("?")[0])[0] for page in pages}
    own = {name for address, method, name, _ in policy.declared(bloc.app) if method == "GET" and _is_a_page(address)}
    return own - seen - NOT_SEEN


def _is_a_page(address: str) -> bool:
    return not address.startswith("/api/v1")


def _of_a_cell(bloc: Bloc, cases: list[UUID]) -> Iterator[str]:
    meeting = _minuted(bloc)
    waiting = _scheduled(bloc)
    yield from (
        "/notices",
        "/notices?all=1",
        "/notices/unread",
        "/tasks",
        "/help",
        "/account",
        "/search?q=hoa+sen",
        "/work",
        "/work?closed=1",
        "/minutes",
    )
    yield from ("/meetings?month=2026-10", "/meetings?month=2031-01", "/meetings/new")
    yield f"/meetings/{meeting}/score"
    yield from (f"/meetings/{meeting}", f"/meetings/{waiting}", f"/visits/{_visited(bloc)}")
    yield from (f"/work/{case}" for case in cases)


def _of_inspectors(proposal: UUID, lone: UUID, cases: list[UUID]) -> Iterator[str]:
    yield from ("/overview", "/overview?view=table", "/decisions", "/deficiencies", "/cases", "/units", "/units/KHOI")
    yield from (f"/units/{CELL}", f"/units/{CELL}/months/2026-10", f"/proposals/{proposal}", f"/deficiencies/{lone}")
    yield from ("/deficiencies/new", f"/deficiencies/new?unit={CELL}", f"/cases/new?deficiency={lone}")
    yield from ("/search?q=nothing+like+it", f"/cases/{cases[-1]}/reopen", f"/cases/{cases[-1]}/background")
    yield from (f"/cases/{case}" for case in cases)


def _of_superiors(bloc: Bloc) -> Iterator[tuple[str, str]]:
    khoi, first, last = bloc.unit("KHOI"), date(2026, 10, 1), date(2026, 12, 31)
    quota = AllotQuota(bloc.person("overseer1"), khoi, 4, first, last)
    programme = ApproveVisitProgramme(khoi, 2026, "01-CTr/ĐUK", date(2025, 12, 20), (quota,))
    guided = IssueGuidance(khoi, (bloc.unit(CELL),), "05-HD", date(2026, 11, 2), "Tự phê bình", "Nội dung")
    approved = made(bloc.ask(approve_visit_programme, "leader", programme))
    guidance = made(bloc.ask(issue_guidance, "leader", guided))
    ahead = PlanVisit(VisitKind.PLANNED, date(2026, 11, 18), bloc.person("overseer1"), bloc.unit(CELL))
    visit = made(bloc.ask(plan_visit, "overseer1", ahead))
    pages = ("/charge", "/visits/new", f"/visits/{visit}", f"/visits/{visit}/make", f"/visits/{visit}/change")
    yield from (("overseer1", path) for path in pages)
    yield from (("overseer1", path) for path in ("/visits/proposed", f"/visits/{_visited(bloc)}", "/guidance"))
    yield "secretary1", f"/guidance/{guidance}"
    yield from (("leader", path) for path in ("/visits", "/visits/proposed", "/visits/coverage", "/charge/gaps"))
    yield from (("leader", path) for path in ("/visits/programmes", f"/visits/programmes/{approved}", "/guidance"))


def _of_supervisions(bloc: Bloc, *held: UUID) -> Iterator[str]:
    yield from ("/supervisions", "/supervisions?which=closed", "/supervisions/new?unit=FDI")
    yield from (f"/supervisions/{one}" for one in (*held, supervised(bloc, SupervisionState.CONFERRED)))


def _of_solutions(bloc: Bloc) -> Iterator[str]:
    """What a cell undertakes: each list, a form of each kind, and one of each."""
    made = undertaken(bloc, bloc.unit(CELL))
    for one in UNDERTAKEN:
        yield f"/solutions/{one.solution}/{one.address}"
        yield f"/solutions/{one.solution}/{one.address}/new"
        yield f"/solutions/undertakings/{made[one.kind.value]}"
    yield from ("/solutions/1/campaigns", f"/solutions/1/campaigns/{made['campaign']}")


def _of_a_programme(bloc: Bloc) -> Iterator[str]:
    asked = ProposeProgramme(bloc.unit("KHOI"), 2026, targets={"held_on_time": 0.9}, aim="Giữ nền nếp")
    programme = made(bloc.ask(propose_programme, "inspector1", 4, asked))
    yield from (f"/solutions/4/programmes/{programme}{part}" for part in ("", "/aims", "/progress"))


def _of_administrators(bloc: Bloc) -> Iterator[str]:
    yield from ("/register", "/register/new", f"/register/units/{CELL}", "/register/import", "/users", "/working-days")
    yield from ("/users/secretary1", f"/people/{bloc.person('secretary1')}")
    yield from ("/emergency-access", f"/emergency-access/{access_taken(bloc)}")


def rules_proposed(bloc: Bloc) -> str:
    """The page of a change of the rules that waits for a second person."""
    draft = AdoptRuleSet("HD42-DU-THAO", "HD42-2025", date(2027, 1, 1), "Tờ trình 3-TTr", {"R-DUR": {"minutes": 75}})
    return f"/rules/changes/{made(bloc.ask(propose_adoption, 'inspector1', bloc.unit('KHOI'), draft))}"


def access_taken(bloc: Bloc) -> UUID:
    """An emergency access that is over, not reviewed yet."""
    access = made(bloc.ask(take_emergency_access, "admin", TakeEmergencyAccess(bloc.unit("KHOI"), "Sự cố lưu trữ.")))
    bloc.ask(end_emergency_access, "admin", Thing(access))
    return access


def _minuted(bloc: Bloc) -> UUID:
    """A meeting with minutes and a resolution."""
    start = datetime(2026, 11, 5, 14, tzinfo=ZONE)
    meeting = Thing(_scheduled(bloc, start))
    chair = bloc.person("secretary1")
    items = (ItemHeld(ItemTag.IDEOLOGY, 20), ItemHeld(ItemTag.CORE_TASK, 60))
    held = HoldMeeting(start, start.replace(hour=16), chair, 20, 18, 2, 0, 9, items=items)
    bloc.ask(hold_meeting, "secretary1", meeting, held)
    bloc.ask(
        file_minutes,
        "secretary1",
        meeting,
        FileMinutes(("Nội dung", "Kết luận"), True, True, True, start.replace(day=8)),
    )
    tasks = (TaskGiven("Phân công ca trực", chair, date(2026, 11, 30)),)
    bloc.ask(pass_resolution, "secretary1", meeting, PassResolution("11-NQ/CB", 18, 18, tasks))
    return meeting.id


def _scheduled(bloc: Bloc, start: datetime = datetime(2026, 12, 5, 14, tzinfo=ZONE)) -> UUID:
    asked = ScheduleMeeting(MeetingKind.REGULAR, start.date(), start, "Phòng họp", bloc.unit(CELL))
    return made(bloc.ask(schedule_meeting, "secretary1", asked))


def _visited(bloc: Bloc) -> UUID:
    planned_for = PlanVisit(VisitKind.PLANNED, date(2026, 11, 5), bloc.person("overseer1"), bloc.unit(CELL))
    visit = made(bloc.ask(plan_visit, "overseer1", planned_for))
    seen = (Seen("P2", True, "Chuẩn bị kỹ"), Seen("D05", False))
    bloc.ask(make_visit, "overseer1", Thing(visit), MakeVisit(seen, {Rating.LEADING: Grade.GOOD}))
    bloc.ask(give_feedback, "overseer1", Thing(visit), GiveFeedback("Cần để nhiều người nói hơn."))
    return visit
