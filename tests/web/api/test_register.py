"""Units and people over the API."""

from tests.web.api.asked import faulted, made, refused
from workflows.journal.read_log import ReadsSought

CELL = {"code": "DB1.5", "name": "Chi bộ Trợ giúp pháp lý", "kind": "cell", "parent": "DB1", "founded_on": "2026-01-05"}


def test_a_unit_is_registered_renamed_moved_and_dissolved(bloc):
    admin = bloc.api("admin")
    entered = admin.post("/units", CELL | {"members": 7, "attributes": ["newly_founded"]})
    assert entered.headers["Location"] == "/api/v1/units/DB1.5"
    made(entered)
    renamed = admin.post("/units/DB1.5/rename", {"name": "Chi bộ Trung tâm", "on": "2026-02-01"})
    assert (renamed.json["name"], renamed.headers["ETag"]) == ("Chi bộ Trung tâm", '"2"')
    assert admin.post("/units/DB1.5/move", {"parent": "DB2", "on": "2026-03-01"}).json["path"] == "/KHOI/DB2/DB1.5/"
    assert admin.post("/units/DB1.5/members", {"members": 9, "on": "2026-03-01"}).json["members"] == 9
    marked = admin.post("/units/DB1.5/attributes", {"attributes": ["scattered"], "on": "2026-03-01"})
    assert marked.json["attributes"] == ["scattered"]
    set_day = admin.post("/units/DB1.5/set-day", {"day": 3, "window": 1, "from": "2026-03-01"})
    assert (set_day.json["set_day"], set_day.json["set_window"]) == (3, 1)
    assert admin.post("/units/DB1.5/dissolve", {"on": "2026-04-01"}).json["ended_on"] == "2026-04-01"
    assert "DB1.5" not in [one["code"] for one in admin.get("/units", limit=200).json["items"]]


def test_units_merge_and_split(bloc):
    admin = bloc.api("admin")
    assert admin.post("/units/DB1.1/merge", {"into": "DB1.2", "on": "2026-06-01"}).json["ended_on"] == "2026-06-01"
    split = admin.post("/units/DB2.1/split", {"into": ["DB2.2"], "on": "2026-06-01"})
    assert split.json["ended_on"] == "2026-06-01"


def test_a_code_is_borne_once(bloc):
    answer = bloc.api("admin").post("/units", CELL | {"code": "FDI"})
    assert answer.status_code == 409


def test_a_cell_has_nothing_below_it_and_nothing_stands_under_itself(bloc):
    admin = bloc.api("admin")
    refused(admin.post("/units", CELL | {"parent": "FDI"}), "ParentCannotHold")
    refused(admin.post("/units/DB2/dissolve", {"on": "2026-06-01"}), "UnitHasUnitsBelow")


def test_an_office_is_filled_for_a_term(bloc):
    admin = bloc.api("admin")
    seat = {"office": "deputy_secretary", "body": "committee", "person": "leader", "from": "2026-01-01"}
    filled = admin.post("/units/DB1/offices", seat | {"until": "2026-12-31"})
    assert filled.json["offices"][0]["person"] == bloc.person("leader")
    refused(admin.post("/units/DB1/offices", seat), "OfficeHeldTwice")
    faulted(admin.post("/units/DB1/offices", seat | {"until": "2025-12-31"}), "until")


def test_an_office_is_not_filled_before_the_unit_was_founded(bloc):
    seat = {"office": "secretary", "body": "committee", "person": "leader", "from": "2018-01-01"}
    faulted(bloc.api("admin").post("/units/DB1/offices", seat), "from")


def test_units_are_listed_by_kind_type_and_place(bloc):
    inspector = bloc.api("inspector1")

    def codes(**sought):
        return {one["code"] for one in inspector.get("/units", limit=200, **sought).json["items"]}

    assert len(codes()) == 16
    assert codes(kind="cell", under="DB1") == {"DB1.1", "DB1.2", "DB1.3", "DB1.4"}
    assert codes(type="foreign_owned_enterprise") == {"FDI"}
    assert codes(text="det may") == {"FDI"}
    assert {one["code"] for one in bloc.api("secretary1").get("/units").json["items"]} == {"FDI"}


def test_only_administrators_keep_the_register(bloc):
    for login in ("secretary1", "inspector1", "leader", "auditor", "overseer1"):
        assert bloc.api(login).post("/units", CELL).status_code == 403
        assert bloc.api(login).post("/people", {"name": "Ai đó"}).status_code == 403


def test_a_person_is_known_by_a_pseudonym_that_tells_nothing(bloc):
    admin = bloc.api("admin")
    entered = admin.post("/people", {"name": "Nguyễn Thị Thùy Dương", "phone": "0909", "email": "hoa@example.vn"})
    person = made(entered)
    assert person.startswith("p-")
    assert entered.headers["Location"] == f"/api/v1/people/{person}"
    assert "Dương" not in "".join(str(record.fact) for record in bloc.house.journal.since(0, 1000))
    assert admin.get(f"/people/{person}").json["name"] == "Nguyễn Thị Thùy Dương"


def test_identities_are_read_as_permitted(bloc):
    lan = bloc.person("secretary1")
    assert bloc.api("secretary1").get(f"/people/{lan}").json["phone"] == "0912345678"
    assert bloc.api("inspector1").get(f"/people/{lan}").json["roles"] == [{"role": "secretary", "unit": "FDI"}]
    assert bloc.api("secretary2").get(f"/people/{lan}").status_code == 404
    assert bloc.api("inspector1").get("/people/p-nobody").status_code == 404


def test_who_read_whose_identity_is_put_down(bloc):
    lan = bloc.person("secretary1")
    bloc.api("inspector1").get(f"/people/{lan}")
    assert bloc.api("secretary2").get(f"/people/{lan}").status_code == 404
    told = [line.read[1:4] for line in bloc.house.reads.lines(ReadsSought(of=lan))]
    assert told == [(bloc.person("inspector1"), lan, f"/api/v1/people/{lan}")]


def test_an_erased_person_shows_as_erased(bloc):
    lan = bloc.person("secretary1")
    bloc.house.keys.erase(lan)
    assert bloc.api("inspector1").get(f"/people/{lan}").json["name"] == "[đã xóa theo yêu cầu]"


def test_everyone_knows_who_they_are(bloc):
    me = bloc.api("overseer1").get("/me").json
    assert (me["person"], me["login"]) == (bloc.person("overseer1"), "overseer1")
    assert {(role["role"], role["unit"]) for role in me["roles"]} == {("overseer", "FDI"), ("overseer", "DB1")}
