"""The document describes the whole API: nothing else is answered, and nothing answers with a server error."""

import random
import shutil
from collections.abc import Iterator
from datetime import datetime, time
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.bloc import PEOPLE, TODAY, ZONE, Bloc, Watch, settings_in
from tests.web.api.asked import FOUND, MEETING, made, opened
from tests.web.capacity_things import things
from web.app import create_app
from web.wiring import open_house

CHECKS = (not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance)
EXAMPLES = 12


PROGRAMME = {"unit": "KHOI", "year": 2026, "number": "01-CTr/ĐUK", "dated": "2025-12-20"}
GUIDANCE = {"unit": "KHOI", "addressees": ["FDI"], "number": "02-HD", "dated": "2026-03-01", "title": "Nền nếp"}


@pytest.fixture(scope="module")
def lived_in(bloc_as_founded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bloc]:
    """A Bloc in which something has happened already; random requests may do to it what they like."""
    folder = tmp_path_factory.mktemp("lived-in") / "house"
    shutil.copytree(bloc_as_founded, folder)
    watch = Watch(datetime.combine(TODAY, time(9), ZONE))
    house = open_house(settings_in(folder), watch)
    yield Bloc(house, watch, create_app(house))
    house.close()


@pytest.fixture(scope="module")
def known(lived_in: Bloc) -> dict[str, list[str]]:
    """What stands there, by the name that addresses give it."""
    people = ("secretary1", "inspector1", "overseer1", "leader")
    secretary, inspector, overseer, leader = (lived_in.api(login) for login in people)
    found = [made(inspector.post("/deficiencies", FOUND)) for _ in range(2)]
    visit = {"cell": "FDI", "kind": "planned", "on": "2026-10-05", "visitor": "overseer1"}
    supervision = {"subjects": ["FDI"], "subject_matter": "sinh hoạt", "period": "2026", "team": ["inspector1"]}
    return {
        "meeting": [made(secretary.post("/meetings", MEETING))],
        "deficiency": found,
        "case": [opened(inspector, found[0])],
        "visit": [made(overseer.post("/visits", visit))],
        "visit_programme": [made(leader.post("/solutions/3/visit-programmes", PROGRAMME))],
        "guidance": [made(leader.post("/solutions/3/guidance", GUIDANCE))],
        "supervision": [made(inspector.post("/supervisions", supervision))],
        "code": ["FDI", "DB1", "KHOI"],
        **{name: [str(thing)] for name, thing in things(lived_in, "FDI", UUID(int=1)).items()},
        "person": [lived_in.person("secretary1"), lived_in.person("admin")],
        "ruleset": ["HD12-2018"],
        "position": ["1", "60"],
        "step": ["1"],
    }


def test_every_route_of_the_api_is_described(bloc):
    document = bloc.app.test_client().get("/api/v1/openapi.json").json
    routes = {
        (rule.rule.replace("<uuid:", "{").replace("<int:", "{").replace("<", "{").replace(">", "}"), method.lower())
        for rule in bloc.app.url_map.iter_rules()
        for method in rule.methods - {"HEAD", "OPTIONS"}
        if rule.rule.startswith("/api/v1/") and rule.rule != "/api/v1/openapi.json"
    }
    described = {
        (path, method) for path, told in document["paths"].items() for method in told if method in {"get", "post"}
    }
    assert described == routes


def test_every_operation_has_a_summary_and_its_problems(bloc):
    document = bloc.app.test_client().get("/api/v1/openapi.json").json
    assert document["openapi"] == "3.1.0"
    for path, told in document["paths"].items():
        for operation in (told[method] for method in ("get", "post") if method in told):
            assert operation["summary"], path
            assert {"401", "503"} <= operation["responses"].keys(), path


def test_the_document_is_a_page_too_and_the_page_is_ours_alone(bloc):
    page = bloc.app.test_client().get("/api/docs")
    assert page.status_code == 200
    assert "/api/v1/meetings" in page.text
    assert "http" not in page.text.replace("http://localhost", "").split("<main")[1]


def test_random_requests_find_no_server_error_and_no_undocumented_answer(lived_in, known):
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", lived_in.app)
    tokens = {login: lived_in.api(login).token for login in PEOPLE}
    for operation in schema.get_all_operations():
        _try(operation.ok(), known, tokens)


LIKELY = {
    "solution_2_offices": "leader",
    "solution_2_courses": "leader",
    "solution_2_duties": "secretary1",
    "solution_6": "overseer1",
    "units": "admin",
    "people": "admin",
    "meetings": "secretary1",
    "visits": "overseer1",
    "rulesets": "leader",
    "oversight": "leader",
}
NAMES = {
    **dict.fromkeys(("cell", "unit", "into", "parent", "scope", "subjects", "addressees"), "code"),
    **dict.fromkeys(("chair", "owner", "visitor", "person", "member", "team", "approved_by"), "person"),
    **dict.fromkeys(("deficiency", "deficiencies"), "deficiency"),
}


def _made_likelier(sent: Any, known: dict[str, list[str]], one: random.Random) -> Any:
    """The same body, naming units, people and things that are there."""
    if isinstance(sent, list):
        return [_made_likelier(part, known, one) for part in sent]
    if not isinstance(sent, dict):
        return sent
    return {name: _named(name, part, known, one) for name, part in sent.items()}


def _named(name: str, sent: Any, known: dict[str, list[str]], one: random.Random) -> Any:
    if (
        name not in NAMES
        or isinstance(sent, dict)
        or (isinstance(sent, list) and any(isinstance(p, dict) for p in sent))
    ):
        return _made_likelier(sent, known, one)
    named = one.choice(known[NAMES[name]])
    return [named for _ in sent] if isinstance(sent, list) else named


def _try(operation: Any, known: dict[str, list[str]], tokens: dict[str, str]) -> None:
    likely = LIKELY.get(operation.tags[0], "inspector1")
    logins = some.one_of(some.just(likely), some.sampled_from(sorted(tokens)))

    @settings(max_examples=EXAMPLES, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy(), login=logins, seed=some.integers(0, 9))
    def attempt(case: Any, login: str, seed: int) -> None:
        for name in case.path_parameters or {}:
            if seed and name in known:
                case.path_parameters[name] = random.Random(seed).choice(known[name])
        if seed > 2:
            case.body = _made_likelier(case.body, known, random.Random(seed))
        case.call_and_validate(checks=CHECKS, headers={"Authorization": f"Bearer {tokens[login]}"})

    attempt()
