"""Random people take random steps on meetings and cases: an illegal one is refused with a code and records nothing."""

import shutil
from contextlib import ExitStack
from datetime import datetime, time, timedelta
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as some
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from PIL import Image

from domain.events import remediation as told
from domain.record import Record
from tests.bloc import TODAY, ZONE, Api, Bloc, Watch, settings_in
from tests.web.api.asked import BASIS, FOUND, HELD, MEETING, MINUTES, plan
from web.app import create_app
from web.wiring import open_house

ANYONE = some.sampled_from(["secretary1", "inspector1", "inspector2", "overseer1", "auditor", "leader"])


def mostly(*logins: str) -> some.SearchStrategy[str]:
    """Those whose step it is, and now and then anyone."""
    return some.one_of(some.sampled_from(logins), some.sampled_from(logins), ANYONE)


SECRETARY, INSPECTOR = mostly("secretary1"), mostly("inspector1", "inspector2")
EITHER = mostly("secretary1", "inspector1", "inspector2")
REASON = {"reason": "Có lý do."}
REFUSALS = {403, 404, 409, 422}

REMEDYING = (told.PlanSubmitted, told.EvidenceFiled, told.StepDone, told.ResultReported, told.ExtensionRequested)
JUDGING = (told.DeficiencyVerified, told.ResultSentBack, told.RemediationClosed, told.ExtensionGranted)
BEFORE: dict[type, type] = {
    told.PlanApproved: told.PlanSubmitted,
    told.EvidenceFiled: told.PlanApproved,
    told.StepDone: told.EvidenceFiled,
    told.ResultReported: told.StepDone,
    told.DeficiencyVerified: told.ResultReported,
    told.ResultSentBack: told.ResultReported,
    told.RemediationClosed: told.DeficiencyVerified,
    told.EffectivenessConfirmed: told.RemediationClosed,
    told.RemediationReopened: told.RemediationClosed,
}


def a_picture() -> BytesIO:
    content = BytesIO()
    Image.new("RGB", (8, 8)).save(content, "PNG")
    content.seek(0)
    return content


def in_order(history: tuple[Record[Any], ...]) -> None:
    """Nobody skipped a step: each waited for the one before it."""
    seen: set[type] = set()
    for line in history:
        before = BEFORE.get(type(line.fact))
        assert before is None or before in seen, history
        seen.add(type(line.fact))


def apart(history: tuple[Record[Any], ...]) -> None:
    """Who found it did not remedy it; who remedied it neither verified nor closed it."""
    remedied = {person for line in history if isinstance(line.fact, REMEDYING) for person in line.people}
    judged = {person for line in history if isinstance(line.fact, JUDGING) for person in line.people}
    found = {
        person
        for line in history
        if isinstance(line.fact, told.RemediationOpened)
        for held in line.fact.limitations
        for person in held.found_by
    }
    assert not remedied & judged
    assert not remedied & found


class Steps(RuleBasedStateMachine):
    """The house of one run; what is legal is for the house to know, the machine only watches what it does."""

    template: Path
    meetings: Bundle[str] = Bundle("meetings")
    found: Bundle[str] = Bundle("found")
    cases: Bundle[tuple[str, str]] = Bundle("cases")

    def __init__(self) -> None:
        super().__init__()
        self.closing = ExitStack()
        folder = Path(self.closing.enter_context(TemporaryDirectory())) / "house"
        shutil.copytree(self.template, folder)
        watch = Watch(datetime.combine(TODAY, time(9), ZONE))
        house = open_house(settings_in(folder), watch)
        self.closing.callback(house.close)
        self.bloc = Bloc(house, watch, create_app(house))
        self.apis: dict[str, Api] = {}
        self.days = 0

    def teardown(self) -> None:
        journal = self.bloc.house.journal
        assert journal.verify().whole
        cases = {line.stream for line in journal.since(0, 10_000) if isinstance(line.fact, told.RemediationOpened)}
        for history in journal.histories(cases).values():
            in_order(history)
            apart(history)
        self.closing.close()

    def step(self, login: str, path: str, asked: Any = None, **how: Any) -> Any:
        """Take a step; legal or not, what was answered is what was recorded."""
        api = self.apis.setdefault(login, self.bloc.api(login))
        before = self.bloc.recorded()
        answer = api.post(path, asked, **how)
        recorded = self.bloc.recorded() - before
        if answer.status_code in {200, 201}:
            assert recorded >= 1, (path, answer.text)
            assert answer.headers["ETag"] == f'"{answer.json["version"]}"'
            assert int(answer.headers["Nenep-Position"]) == self.bloc.recorded()
        else:
            assert answer.status_code in REFUSALS, (path, answer.text)
            assert answer.json["code"], answer.text
            assert answer.json["detail"]
            assert recorded == 0, (path, answer.text)
        return answer

    @initialize(target=cases)
    def begin_with_a_case(self) -> tuple[str, str]:
        return self.open("inspector1", self.find("inspector1", "D06"))

    @rule(target=meetings, login=SECRETARY)
    def schedule(self, login: str) -> str:
        self.days += 1
        on = (TODAY - timedelta(days=60) + timedelta(days=self.days)).isoformat()
        asked = MEETING | {"on": on, "starts_at": f"{on}T14:00"}
        return str(self.step(login, "/meetings", asked).json.get("id", uuid4()))

    @rule(
        login=SECRETARY,
        meeting=meetings,
        step=some.sampled_from(
            [
                ("hold", HELD),
                ("minutes", MINUTES),
                ("cancel", REASON),
                ("notice", {"sent_at": "2026-09-01T08:00", "members": True, "superior": False}),
                ("results-posted", {"posted_at": "2026-11-19T08:00"}),
                ("self-score", {"points": {"time": 5}, "votes": 12}),
                ("class", {"class": "good", "points": 90}),
            ]
        ),
    )
    def go_on_with_a_meeting(self, login: str, meeting: str, step: tuple[str, dict[str, Any]]) -> None:
        name, asked = step
        told = self.bloc.api("auditor").get(f"/meetings/{meeting}").json
        if name == "hold" and "on" in told:
            asked = asked | {"started_at": f"{told['on']}T14:00", "ended_at": f"{told['on']}T15:30"}
        self.step(login, f"/meetings/{meeting}/{name}", asked)

    @rule(target=found, login=INSPECTOR, code=some.sampled_from(["D05", "D06", "D13"]))
    def find_one(self, login: str, code: str) -> str:
        return self.find(login, code)

    def find(self, login: str, code: str) -> str:
        return str(self.step(login, "/deficiencies", FOUND | {"code": code}).json.get("id", uuid4()))

    @rule(
        login=EITHER,
        deficiency=found,
        step=some.sampled_from(
            [
                ("acknowledge", None),
                ("contest", REASON),
                ("contest/decide", REASON | {"upheld": False}),
                ("withdraw", REASON),
                ("causes", {"causes": ["C1"]}),
            ]
        ),
    )
    def go_on_with_a_deficiency(self, login: str, deficiency: str, step: tuple[str, Any]) -> None:
        self.step(login, f"/deficiencies/{deficiency}/{step[0]}", step[1])

    @rule(target=cases, login=INSPECTOR, deficiency=found)
    def open_one(self, login: str, deficiency: str) -> tuple[str, str]:
        return self.open(login, deficiency)

    def open(self, login: str, deficiency: str) -> tuple[str, str]:
        asked = {"deficiencies": [deficiency], "due": "2026-12-10", "basis": BASIS}
        return str(self.step(login, "/remediations", asked).json.get("id", uuid4())), deficiency

    @rule(login=SECRETARY, case=cases)
    def plan_one(self, login: str, case: tuple[str, str]) -> None:
        self.submit_a_plan(login, case)

    def submit_a_plan(self, login: str, case: tuple[str, str]) -> None:
        self.step(login, f"/remediations/{case[0]}/plan", plan(case[1]))

    @rule(login=SECRETARY, case=cases)
    def send_some(self, login: str, case: tuple[str, str]) -> None:
        self.send_evidence(login, case)

    def send_evidence(self, login: str, case: tuple[str, str]) -> None:
        data = {"file": (a_picture(), "ảnh.png"), "classification": "none"}
        where = f"/remediations/{case[0]}/steps/1/evidence"
        self.step(login, where, data=data, content_type="multipart/form-data")

    @rule(
        login=EITHER,
        case=cases,
        step=some.sampled_from(
            [
                ("approve", None),
                ("return", REASON),
                ("steps/1/done", {}),
                ("steps/2/done", {}),
                ("report", {"results": [{"step": 1, "text": "xong"}]}),
                ("verify", {"sound": True}),
                ("verify", {"sound": False, **REASON}),
                ("close", REASON),
                ("extension", {"until": "2026-12-20", **REASON}),
                ("extension/decide", {"granted": True}),
                ("effectiveness", {"held": True, **REASON}),
                ("comment", {"text": "Theo dõi tiếp."}),
            ]
        ),
    )
    def go_on_with_a_case(self, login: str, case: tuple[str, str], step: tuple[str, Any]) -> None:
        self.step(login, f"/remediations/{case[0]}/{step[0]}", step[1])

    @rule(login=INSPECTOR, case=cases)
    def reopen(self, login: str, case: tuple[str, str]) -> None:
        self.step(login, f"/remediations/{case[0]}/reopen", REASON | {"deficiencies": [case[1]]})

    @rule(case=cases)
    def walk_a_case_to_its_end(self, case: tuple[str, str]) -> None:
        """What is legal step by step, so that the later refusals are met as well."""
        self.step("inspector1", f"/deficiencies/{case[1]}/causes", {"causes": ["C1"]})
        self.submit_a_plan("secretary1", case)
        self.step("inspector2", f"/remediations/{case[0]}/approve")
        self.send_evidence("secretary1", case)
        self.step("secretary1", f"/remediations/{case[0]}/steps/1/done", {})
        self.step("secretary1", f"/remediations/{case[0]}/report", {"results": [{"step": 1, "text": "xong"}]})
        self.step("inspector2", f"/remediations/{case[0]}/verify", {"sound": True})
        self.step("inspector1", f"/remediations/{case[0]}/close", REASON)

    @invariant()
    def every_fact_is_seen_at_once(self) -> None:
        assert self.bloc.app is not None
        assert self.bloc.app.test_client().get("/readyz").json["lag"] == 0


@pytest.fixture
def machine(bloc_as_founded: Path) -> type[Steps]:
    Steps.template = bloc_as_founded
    return Steps


def test_an_illegal_step_is_refused_with_a_code_and_records_nothing(machine: type[Steps]) -> None:
    rules = settings(
        max_examples=10,
        stateful_step_count=30,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(machine, settings=rules)
