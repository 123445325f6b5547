"""The read log for programs: as the page shows it, and its own reading is put down too."""

from tests.bloc import Bloc
from tests.web.api.test_the_story import done
from tests.web.inspection.a_case import opened as case_opened


def looked(bloc: Bloc) -> str:
    case = str(case_opened(bloc))
    for login in ("inspector1", "secretary1"):
        assert bloc.api(login).get(f"/remediations/{case}").status_code == 200
    bloc.house.reads.flush()
    return case


def test_a_program_reads_who_looked_at_a_case(bloc: Bloc) -> None:
    case = looked(bloc)
    items = done(bloc.api("auditor").get("/reads", case=case, kind="case"))["items"]
    assert [one["reader"] for one in items] == [bloc.person("secretary1"), bloc.person("inspector1")]
    assert {(one["kind"], one["way"], one["of"]) for one in items} == {("case", "api", case)}


def test_reading_the_log_is_itself_put_down(bloc: Bloc) -> None:
    case = looked(bloc)
    done(bloc.api("auditor").get("/reads", case=case))
    newest = done(bloc.api("auditor").get("/reads", kind="reads"))["items"]
    assert [(one["reader"], one["of"]) for one in newest] == [
        (bloc.person("auditor"), ""),
        (bloc.person("auditor"), case),
    ]


def test_it_goes_on_by_cursor_and_narrows_by_reader_and_time(bloc: Bloc) -> None:
    looked(bloc)
    auditor = bloc.api("auditor")
    first = done(auditor.get("/reads", kind="case", limit=1))
    rest = done(auditor.get("/reads", kind="case", limit=1, cursor=first["next"]))
    assert rest["next"] is None
    assert first["items"][0]["number"] > rest["items"][0]["number"]
    assert [one["reader"] for one in done(auditor.get("/reads", kind="case", reader="secretary1"))["items"]] == [
        bloc.person("secretary1")
    ]
    assert done(auditor.get("/reads", kind="case", to="2026-11-19T00:00:00Z"))["items"] == []
    assert auditor.get("/reads", cursor="x").status_code == 422


def test_only_auditors_leaders_and_inspectors_read_it(bloc: Bloc) -> None:
    assert {login: bloc.api(login).get("/reads").status_code for login in ("secretary1", "overseer1", "admin")} == {
        "secretary1": 403,
        "overseer1": 403,
        "admin": 403,
    }
