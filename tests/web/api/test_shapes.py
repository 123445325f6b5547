"""What comes in is read strictly, looked up, and faulted by field."""

from datetime import date, datetime
from typing import Any

import pytest
from flask import Flask
from marshmallow import ValidationError
from werkzeug.datastructures import MultiDict

from domain.names import Body, BodyKind, Office, Rating, Source, SourceKind, Target, TargetKind
from tests.bloc import FOUNDED, ZONE, Bloc
from web.references import Codes, Resolver
from web.shapes import load, load_form, schema_of
from workflows.requests import minutes
from workflows.requests.deficiencies import RecordDeficiency
from workflows.requests.meetings import HoldMeeting, RecordNotice, ScheduleMeeting
from workflows.requests.minutes import FileMinutes, ScoreOneself
from workflows.requests.people import EnterPerson
from workflows.requests.remediations import OpenRemediation, ReportResults, SubmitPlan
from workflows.requests.rulesets import AdoptRuleSet
from workflows.requests.units import AgreeSetDay, FillOffice, RegisterUnit
from workflows.requests.verdicts_on_cases import VerifyResults
from workflows.requests.visits import MakeVisit, PlanVisit

CODES = Codes(*map(frozenset, ({"D02", "D06"}, {"C1", "C7"}, {"S4.1"}, {"R-DUR"})))
HELD = {
    "started_at": "2026-10-05T14:00",
    "ended_at": "2026-10-05T15:30",
    "chair": "secretary1",
    "obliged": 20,
    "present": 14,
    "excused": 4,
    "unexcused": 2,
    "speakers": 3,
}
SCHEDULED = {
    "cell": "FDI",
    "kind": "regular",
    "on": "2026-10-05",
    "starts_at": "2026-10-05T14:00",
    "place": "Hội trường",
}


@pytest.fixture
def names(bloc: Bloc):
    def person_of(login):
        account = bloc.house.accounts.named(login)
        return account.person if account else None

    assert isinstance(bloc.app, Flask)
    with bloc.app.test_request_context():
        yield Resolver(bloc.house.journal, person_of, CODES)


def faults(load_it: Any, *args: Any) -> Any:
    with pytest.raises(ValidationError) as wrong:
        load_it(*args)
    return wrong.value.messages


def test_a_unit_is_named_by_its_code_or_its_id(bloc, names):
    assert load(ScheduleMeeting, SCHEDULED, names).cell == bloc.unit("FDI")
    assert load(ScheduleMeeting, SCHEDULED | {"cell": str(bloc.unit("FDI"))}, names).cell == bloc.unit("FDI")
    assert "cell" in faults(load, ScheduleMeeting, SCHEDULED | {"cell": "NONE"}, names)


def test_a_person_is_named_by_pseudonym_or_login(bloc, names):
    for name in ("secretary1", bloc.person("secretary1")):
        assert load(HoldMeeting, HELD | {"chair": name}, names).chair == bloc.person("secretary1")
    assert "chair" in faults(load, HoldMeeting, HELD | {"chair": "p-nobody"}, names)


def test_a_roll_call_is_looked_up_in_one_query(bloc, names, monkeypatch):
    asked = []
    holders = names.journal.holders
    monkeypatch.setattr(names.journal, "holders", lambda claims: asked.append(1) or holders(claims))
    people = [bloc.person(login) for login in ("secretary1", "secretary2", "overseer1")]
    roll = [{"member": person, "status": "present"} for person in people]
    counts = {"obliged": 3, "present": 3, "excused": 0, "unexcused": 0}
    assert len(load(HoldMeeting, HELD | counts | {"chair": people[0], "roll": roll}, names).roll) == 3
    assert len(asked) == 1


def test_a_moment_without_a_zone_is_the_houses_own(names):
    here = load(ScheduleMeeting, SCHEDULED, names).starts_at
    abroad = load(ScheduleMeeting, SCHEDULED | {"starts_at": "2026-10-05T07:00:00Z"}, names).starts_at
    assert here == abroad == datetime(2026, 10, 5, 14, tzinfo=ZONE)


def test_an_hour_alone_is_one_of_the_day_named_beside_it(names):
    assert load(ScheduleMeeting, SCHEDULED | {"starts_at": "14:00"}, names).starts_at.hour == 14
    for sent in ({"starts_at": "25:00"}, {"starts_at": "14:00", "on": "2026-02-30"}, {"starts_at": "14:00", "on": 5}):
        assert "starts_at" in faults(load, ScheduleMeeting, SCHEDULED | sent, names)


def test_a_body_is_a_unit_and_its_kind(bloc, names):
    committee = {**SCHEDULED, "body": "DB1/committee"}
    del committee["cell"]
    wanted = Body(bloc.unit("DB1"), BodyKind.COMMITTEE)
    assert load(ScheduleMeeting, committee, names).body == wanted
    assert load(ScheduleMeeting, committee | {"body": {"unit": "DB1", "kind": "committee"}}, names).body == wanted
    for wrong in ("DB1", "DB1/choir", {"unit": "DB1"}, "NONE/committee", 7):
        assert "body" in faults(load, ScheduleMeeting, committee | {"body": wrong}, names)


def test_a_target_is_a_unit_a_body_or_an_office(bloc, names):
    found = {"code": "D02", "source": {"kind": "document", "id": "05-TB"}, "quote": "chưa đúng", "severity": "minor"}
    khoi = bloc.unit("KHOI")
    office = ("office", "KHOI/committee/overseer")
    for kind, named, wanted in (
        ("unit", "KHOI", Target(TargetKind.UNIT, khoi)),
        ("body", "KHOI/committee", Target(TargetKind.BODY, khoi, BodyKind.COMMITTEE)),
        (*office, Target(TargetKind.OFFICE, khoi, BodyKind.COMMITTEE, Office.OVERSEER)),
    ):
        assert load(RecordDeficiency, found | {"target": {"kind": kind, "id": named}}, names).target == wanted
    for kind, named in (("unit", "KHOI/committee"), ("office", "KHOI"), ("choir", "KHOI"), ("body", "KHOI/choir")):
        assert "target" in faults(load, RecordDeficiency, found | {"target": {"kind": kind, "id": named}}, names)
    assert load(RecordDeficiency, found | {"unit": "FDI"}, names).source == Source(SourceKind.DOCUMENT, "05-TB")


def test_a_source_that_is_no_document_is_there(names):
    found = {"unit": "FDI", "code": "D02", "quote": "chưa đúng", "severity": "minor"}
    for source in ({"kind": "visit", "id": "x"}, {"kind": "meeting"}, {"kind": "dream", "id": "1"}, "visit", {}):
        assert "source" in faults(load, RecordDeficiency, found | {"source": source}, names)
    assert load(RecordDeficiency, found | {"source": {"kind": "self"}}, names).source.kind is SourceKind.SELF


def test_codes_are_those_of_the_catalogue(names):
    found = {"unit": "FDI", "code": "D99", "source": {"kind": "document", "id": "1"}, "quote": "x", "severity": "minor"}
    assert faults(load, RecordDeficiency, found | {"causes": ["C1", "C99"]}, names).keys() == {"code", "causes"}
    rules = {"ruleset": "LOCAL", "based_on": "HD12-2018", "in_force_from": "2026-01-01", "basis": "QĐ 1"}
    assert load(AdoptRuleSet, rules | {"parameters": {"R-DUR": {"minutes": 60}}}, names).parameters
    assert "parameters" in faults(load, AdoptRuleSet, rules | {"parameters": {"R-FREE": {"minutes": 60}}}, names)


def test_things_named_in_a_request_are_there(names):
    nowhere = "00000000-0000-4000-8000-000000000000"
    wrong = {"deficiencies": [nowhere], "due": "2026-12-01", "basis": {"number": "1", "date": "2026-11-01"}}
    assert faults(load, OpenRemediation, wrong, names).keys() == {"deficiencies"}


def test_words_that_python_keeps_for_itself_are_named_plainly_outside(names):
    seat = load(
        FillOffice, {"office": "secretary", "body": "committee", "person": "leader", "from": "2026-01-01"}, names
    )
    assert seat.from_ == date(2026, 1, 1)
    assert {part.data_key for part in schema_of(minutes.DecideClass)().fields.values()} == {
        "class",
        "points",
        "reason",
    }


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("on", "2026-02-30"),
        ("on", "05/10/2026"),
        ("on", "1929-12-31"),
        ("on", "2101-01-01"),
        ("on", 20261005),
        ("starts_at", "2026-10-05"),
        ("starts_at", "2026-10-05T25:00"),
        ("starts_at", "2026-10-06T14:00"),
        ("place", "\x00"),
        ("place", "phòng\x00họp"),
        ("place", "phòng \ud800"),
        ("place", "hai\ndòng"),
        ("place", "x" * 301),
        ("place", "x" * 100_000),
        ("place", " "),
        ("place", None),
        ("place", ["phòng họp"]),
        ("kind", "weekly"),
        ("kind", 1),
        ("kind", {}),
        ("mode", None),
        ("makes_up", "12"),
        ("cell", "DB1"),
        ("cell", ["FDI"]),
        ("cell", ""),
        ("cell", "FDI\x00"),
        ("cell", "FDI\ud800"),
        ("unheard_of", 1),
    ],
)
def test_a_meeting_badly_written_is_faulted_in_its_field(names, field, wrong):
    assert faults(load, ScheduleMeeting, SCHEDULED | {field: wrong}, names).keys() == {field}


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"present": 21}, "present"),
        ({"present": -1}, "present"),
        ({"present": 10**400}, "present"),
        ({"present": "14"}, "present"),
        ({"present": True}, "present"),
        ({"present": 14.5}, "present"),
        ({"present": float("nan")}, "present"),
        ({"speakers": 15}, "speakers"),
        ({"new_speakers": 4}, "new_speakers"),
        ({"ended_at": "2026-10-05T14:00"}, "ended_at"),
        ({"ended_at": "2026-10-07T14:00"}, "ended_at"),
        ({"items": [{"tag": "criticism", "minutes": 91}]}, "items"),
        ({"items": [{"tag": "gossip", "minutes": 9}]}, "items"),
        ({"items": {}}, "items"),
        ({"items": [5]}, "items"),
        ({"roll": [{"member": "secretary1", "status": "present"}]}, "roll"),
        ({"roll": [{"member": "secretary1", "status": "present", "reason": "sick"}]}, "roll"),
    ],
)
def test_a_meeting_held_must_add_up(names, changed, field):
    assert faults(load, HoldMeeting, HELD | changed, names).keys() == {field}


def test_faults_of_a_list_are_counted_by_line(names):
    plan = {"steps": [{"deficiency": "x", "solution": "S9.9", "remedy": "", "due": "2026-02-30", "product": 1}]}
    assert faults(load, SubmitPlan, plan, names)["steps"][0].keys() == {
        *("deficiency", "solution", "remedy", "due", "product", "owner")
    }


def test_names_and_values_of_a_sheet_are_faulted_by_name(names):
    wrong = faults(load, ScoreOneself, {"points": {"time": 101, "conduct": 20}, "votes": 12}, names)
    assert wrong["points"].keys() == {"time"}


def test_told_is_whether_or_how_many(names):
    notice = {"sent_at": "2026-10-01T08:00", "superior": True}
    assert load(RecordNotice, notice | {"members": False}, names).members is False
    assert load(RecordNotice, notice | {"members": 17}, names).members == 17
    assert "members" in faults(load, RecordNotice, notice | {"members": "17"}, names)


def test_decomposed_vietnamese_is_composed(names):
    assert load(EnterPerson, {"name": "Nguye\u0302\u0303n Va\u0306n An"}, names).name == "Nguyễn Văn An"


def test_either_of_two_and_never_both(names):
    for shape, sent in (
        (PlanVisit, {"kind": "planned", "on": "2026-10-05", "visitor": "overseer1"}),
        (VerifyResults, {}),
    ):
        assert faults(load, shape, sent, names)
    both = SCHEDULED | {"body": "DB1/committee"}
    assert "cell" in faults(load, ScheduleMeeting, both, names)


def test_what_is_no_object_is_refused(names):
    for sent in (None, [], "text", 5):
        assert faults(load, EnterPerson, sent, names)


def test_a_unit_code_can_stand_in_an_address(names):
    unit = {"name": "Chi bộ", "kind": "cell", "parent": "DB1"}
    assert load(RegisterUnit, unit | {"code": "38.168.053"}, names).code == "38.168.053"
    for wrong in ("a/b", "a b", "", "?", "..", 5):
        assert faults(load, RegisterUnit, unit | {"code": wrong}, names).keys() == {"code"}


# From a browser


def test_a_page_sends_lines_of_a_list_by_number(names):
    form = MultiDict(
        {
            "results-0-step": "1",
            "results-0-text": "xong",
            "results-2-step": "2",
            "results-2-text": "đã làm",
            "_version": "3",
        }
    )
    asked = load_form(ReportResults, form, names)
    assert [(line.step, line.text) for line in asked.results] == [(1, "xong"), (2, "đã làm")]


def test_faults_are_filed_under_the_pages_own_numbers(names):
    form = MultiDict({"results-0-step": "1", "results-0-text": "xong", "results-2-step": "two", "results-2-text": "x"})
    assert faults(load_form, ReportResults, form, names) == {"results": {2: {"step": faults_of_a_number(names)}}}


def faults_of_a_number(names: Resolver) -> Any:
    return faults(load_form, AgreeSetDay, MultiDict({"day": "x", "window": "1", "from": "2026-01-01"}), names)["day"]


def test_lines_left_empty_are_left_out(names):
    form = MultiDict({"kind": "planned", "results-0-step": "1", "results-0-text": "xong", "results-1-text": " "})
    del form["kind"]
    assert len(load_form(ReportResults, form, names).results) == 1


def test_a_page_types_numbers_days_and_truths(names):
    form = MultiDict([("points-time", "4,5"), ("votes", "12")])
    assert load_form(ScoreOneself, form, names).points == {"time": 4.5}
    day = load_form(AgreeSetDay, MultiDict({"day": "5", "window": "2", "from": "01/07/2019"}), names)
    assert day.from_ == FOUNDED
    seen = load_form(
        MakeVisit,
        MultiDict({"observations-0-code": "D05", "observations-0-positive": "false", "ratings-leading": "fair"}),
        names,
    )
    assert seen.observations[0].positive is False
    assert seen.ratings == {Rating.LEADING: "fair"}


def test_a_box_ticked_beside_its_hidden_no_is_yes(names):
    form = MultiDict([("sections", "Diễn biến"), ("filed_at", "2026-10-06T08:00")])
    for box in ("read_back", "adopted", "signed"):
        form.add(box, "false")
    form.add("signed", "true")
    filed = load_form(FileMinutes, form, names)
    assert (filed.read_back, filed.signed, filed.sections) == (False, True, ("Diễn biến",))


def test_several_choices_of_one_name_are_a_list(names):
    form = MultiDict({"unit": "FDI", "code": "D02", "source-kind": "document", "source-id": "1", "quote": "x"})
    form["severity"] = "minor"
    form.setlist("causes", ["C1", "C7"])
    assert load_form(RecordDeficiency, form, names).causes == ("C1", "C7")
