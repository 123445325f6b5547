"""On a server the web's role does all that serving and working need, and the server lets it alter no fact."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from projections import VIEWS
from projections.rebuild import Rebuild
from tests.bloc import PASSWORD, ZONE, found, opened, settings_in
from tests.console import Console, environment
from tests.databases import Server
from tests.web.api.asked import MEETING, made
from tests.web.api.test_the_story import tell
from tests.web.rounds.test_worker import DAYS, kinds, schedule, until, working
from web.audit import views_compared
from web.reads.counting import check_reads
from web.settings import Settings
from web.wiring import grant_web_role, migrate
from workflows.journal.conflicts import RoleMayAlterFacts
from workflows.journal.key_tables import REWRITTEN
from workflows.journal.log_key import make_log_key
from workflows.journal.master_key import make_master_key
from workflows.journal.reads import Read, ReadKind, Way

pytestmark = pytest.mark.postgresql
ROLE = "nenep_web"
URLS = ("database_url", "keys_url", "read_log_url")


@pytest.fixture
def owned(postgresql: Server, tmp_path: Path) -> Settings:
    """The settings of the owner, in three databases of the server."""
    made_anew = {url: postgresql.fresh() for url in URLS}
    settings = replace(settings_in(tmp_path), **made_anew)
    make_master_key(settings.master_key_file)
    make_log_key(settings.log_key_file)
    return settings


@pytest.fixture
def role(postgresql: Server, owned: Settings) -> Iterator[str]:
    """A role that may sign in and nothing else."""
    postgresql.ask(f"CREATE ROLE {ROLE} LOGIN")
    yield ROLE
    for url in URLS:
        postgresql.ask(f"DROP OWNED BY {ROLE}", database_of(getattr(owned, url)))
    postgresql.ask(f"DROP ROLE {ROLE}")


@pytest.fixture
def nenep(monkeypatch: pytest.MonkeyPatch) -> Console:
    return Console(monkeypatch)


@pytest.fixture
def served(owned: Settings, role: str, nenep: Console) -> Settings:
    """The settings of the web: the Bloc was founded by the owner, and the web's role was granted what it needs."""
    found(owned)
    nenep.on(owned)("init", "--web-role", role)
    return as_role(owned, role)


@pytest.fixture
def granted(owned: Settings, role: str, nenep: Console) -> Settings:
    """The same of empty databases."""
    nenep.on(owned)("init", "--web-role", role)
    return as_role(owned, role)


def as_role(settings: Settings, role: str) -> Settings:
    return replace(settings, **{url: getattr(settings, url).replace("//postgres:@", f"//{role}:@") for url in URLS})


def database_of(url: str) -> str:
    return url.partition("?")[0].rpartition("/")[2]


def refusal(url: str, *statements: str) -> str:
    """What the server says to the last of these statements."""
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
        for statement in statements[:-1]:
            connection.execute(statement)
        with pytest.raises(psycopg.Error) as refused:
            connection.execute(statements[-1])
    return str(refused.value).splitlines()[0]


ON_FACTS = {
    "UPDATE {} SET {} = {}": "permission denied for table {}",
    "DELETE FROM {}": "permission denied for table {}",
    "TRUNCATE {}": "permission denied for table {}",
    "DROP TABLE {}": "must be owner of table {}",
    "ALTER TABLE {} ADD COLUMN more text": "must be owner of table {}",
    "ALTER TABLE {} DISABLE TRIGGER ALL": "must be owner of table {}",
    "CREATE TRIGGER mine BEFORE INSERT ON {} EXECUTE FUNCTION suppress_redundant_updates_trigger()": (
        "permission denied for table {}"
    ),
}


@pytest.mark.parametrize(
    ("room", "table", "column"), [("database_url", "journal", "actor"), ("read_log_url", "reads_line", "reader")]
)
def test_the_server_refuses_to_alter_what_was_recorded(granted: Settings, room: str, table: str, column: str) -> None:
    url = getattr(granted, room)
    said = {one: refusal(url, one.format(table, column, column)) for one in ON_FACTS}
    assert said == {one: told.format(table) for one, told in ON_FACTS.items()}


def test_the_server_refuses_ways_round_as_well(granted: Settings) -> None:
    url = granted.database_url
    assert refusal(url, "SET session_replication_role = replica").startswith("permission denied to set parameter")
    assert refusal(url, "SET ROLE postgres").startswith("permission denied to set role")
    assert refusal(url, "DROP SCHEMA public CASCADE").startswith("must be owner of schema")
    assert refusal(url, "CREATE TABLE public.mine (n int)").startswith("permission denied for schema")
    function = "FUNCTION public.journal_append_only() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'"
    assert refusal(url, f"CREATE OR REPLACE {function}").startswith("permission denied for schema")
    assert refusal(url, "DELETE FROM tree_checkpoint").startswith("permission denied")
    assert refusal(url, "DELETE FROM journal_claim").startswith("permission denied")
    assert refusal(url, "DELETE FROM journal_head").startswith("permission denied")
    assert refusal(granted.keys_url, "DELETE FROM keys_key").startswith("permission denied")
    assert refusal(granted.keys_url, "SELECT keys_rewrite('pg_authid')").startswith("not written anew")


def test_every_table_was_thought_of(granted: Settings, postgresql: Server) -> None:
    unread = """
        SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
        AND NOT has_table_privilege(%s, oid, 'SELECT')
    """
    for url in URLS:
        with psycopg.connect(postgresql.address(database_of(getattr(granted, url)))) as connection:
            assert connection.execute(unread, [ROLE]).fetchall() == []


def test_the_whole_story_is_told_as_that_role(served: Settings) -> None:
    with opened(served) as bloc:
        tell(bloc)
        assert Rebuild(bloc.house.views.engine, bloc.house.journal, VIEWS).verify() == []
        assert bloc.house.journal.verify().whole


def test_signing_in_reading_pages_and_the_read_log_work_as_that_role(served: Settings) -> None:
    with opened(served) as bloc:
        assert bloc.app
        client = bloc.app.test_client()
        token = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/sign-in").text)
        assert token
        form = {"login": "inspector1", "csrf_token": token[1]}
        wrong = client.post("/sign-in", data=form | {"password": "x" * 12})
        right = client.post("/sign-in", data=form | {"password": PASSWORD})
        assert (wrong.status_code, right.status_code) == (422, 303)
        for path in ("/", "/meetings", "/deficiencies", "/account", "/search?q=hoa"):
            assert client.get(path, follow_redirects=True).status_code == 200
        bloc.house.reads.note([Read(0, bloc.person("inspector1"), "p", "/", ReadKind.IDENTITY, Way.PAGE)])
        bloc.house.reads.flush()
        assert check_reads(bloc.house).wrong_from is None


def test_a_person_is_erased_and_the_key_stores_tables_are_written_anew_as_that_role(
    served: Settings, nenep: Console, postgresql: Server
) -> None:
    before = file_nodes(postgresql, served.keys_url)
    nenep.on(served)("erase", "secretary1", "--basis", "Đơn số 4", "--yes")
    after = file_nodes(postgresql, served.keys_url)
    assert before.keys() == after.keys()
    assert [table for table in before if before[table] == after[table]] == []


def file_nodes(postgresql: Server, url: str) -> dict[str, int]:
    """Which file holds each table of the key store that erasing takes something from."""
    files = "SELECT relname, relfilenode FROM pg_class WHERE relname = ANY (%s)"
    with psycopg.connect(postgresql.address(database_of(url))) as connection:
        return dict(connection.execute(files, [list(REWRITTEN)]).fetchall())


def test_the_log_is_signed_as_that_role(served: Settings) -> None:
    with opened(served) as bloc:
        first = bloc.house.sealer.seal()
        made(bloc.api("secretary1").post("/meetings", MEETING))
        assert bloc.house.sealer.seal().size > first.size
        bloc.house.journal.tree.keep(first)


def test_a_worker_keeps_the_views_up_and_makes_the_round_as_that_role(served: Settings) -> None:
    with opened(served) as bloc:
        bloc.watch.now = datetime.now(ZONE)
        bloc.house.journal.and_then = lambda: None  # type: ignore[attr-defined]  # all is left to the worker
        with working(served):
            schedule(bloc, "FDI", DAYS[0])
            assert until(lambda: "DailyRoundMade" in kinds(bloc))
            assert until(lambda: all(view.lag == 0 for view in bloc.house.views.status()))
        assert [view for view in bloc.house.views.status() if view.parked] == []


def test_auditors_compare_the_views_as_that_role(served: Settings) -> None:
    with opened(served) as bloc:
        thread = views_compared.compare(bloc.house)
        assert thread
        thread.join(60)
        last = views_compared.read_compared(bloc.house.leases.said(views_compared.LEASE))
        assert last
        assert (last.broke, last.differ) == (None, ())


def test_a_rebuild_by_the_owner_leaves_the_views_open_to_that_role(
    owned: Settings, served: Settings, nenep: Console
) -> None:
    with opened(served) as bloc:
        nenep.on(owned)("views", "rebuild")
        made(bloc.api("secretary1").post("/meetings", MEETING))
        assert [view for view in bloc.house.views.status() if view.parked or view.lag] == []
    assert "chủ sở hữu" in nenep.on(served)("views", "rebuild", status=1).stderr


def test_granting_again_changes_nothing_and_takes_back_what_is_too_much(
    owned: Settings, granted: Settings, nenep: Console, postgresql: Server
) -> None:
    name = database_of(owned.database_url)
    before = rights_in(postgresql, name)
    nenep.on(owned)("init", "--web-role", ROLE)
    assert rights_in(postgresql, name) == before
    postgresql.ask(f"GRANT ALL ON ALL TABLES IN SCHEMA public TO {ROLE}", name)
    nenep("init", "--web-role", ROLE)
    assert rights_in(postgresql, name) == before


def rights_in(postgresql: Server, name: str) -> list[tuple[str, str]]:
    rights = """
        SELECT relname, relacl::text FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
        UNION ALL SELECT attrelid::regclass || '.' || attname, attacl::text FROM pg_attribute WHERE attacl IS NOT NULL
        AND attrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace) ORDER BY 1
    """
    with psycopg.connect(postgresql.address(name)) as connection:
        return connection.execute(rights).fetchall()


def test_a_role_that_is_not_there_is_named(owned: Settings, nenep: Console) -> None:
    nobody = f"nobody_{uuid4().hex}"
    assert nobody in nenep.on(owned)("init", "--web-role", nobody, status=1).stderr


ABLE = {
    "a superuser": "ALTER ROLE {role} SUPERUSER",
    "a maker of roles": "ALTER ROLE {role} CREATEROLE",
    "the owner of the facts": "ALTER TABLE journal OWNER TO {role}",
    "the owner of their schema": "ALTER SCHEMA public OWNER TO {role}",
    "the owner of their database": "ALTER DATABASE {name} OWNER TO {role}",
    "one who may become the owner": "ALTER ROLE {role} NOINHERIT; GRANT postgres TO {role}",
    "everybody": "GRANT UPDATE ON journal TO PUBLIC",
    "everybody, of one column": "GRANT UPDATE (actor) ON journal TO PUBLIC",
    "one of those who write everywhere": "GRANT pg_write_all_data TO {role}",
    "one who writes the server's files": "GRANT pg_write_server_files TO {role}",
}
UNDONE = (
    "ALTER TABLE journal OWNER TO postgres; ALTER SCHEMA public OWNER TO postgres; "
    "ALTER DATABASE {name} OWNER TO postgres; ALTER ROLE {role} NOSUPERUSER NOCREATEROLE INHERIT; "
    "REVOKE postgres, pg_write_all_data, pg_write_server_files FROM {role}; REVOKE UPDATE ON journal FROM PUBLIC"
)


def test_a_role_that_could_still_alter_facts_is_refused_and_granted_nothing(
    owned: Settings, role: str, nenep: Console, postgresql: Server
) -> None:
    name = database_of(owned.database_url)
    migrate(owned)
    for able, statement in ABLE.items():
        postgresql.ask(statement.format(role=role, name=name), name)
        before = rights_in(postgresql, name)
        with pytest.raises(RoleMayAlterFacts):
            grant_web_role(owned, role)
        assert rights_in(postgresql, name) == before, able
        postgresql.ask(UNDONE.format(role=role, name=name), name)
    grant_web_role(owned, role)
    postgresql.ask(f"ALTER ROLE {role} SUPERUSER")
    said = nenep.on(owned)("init", "--web-role", role, status=1).stderr
    assert "có thể sửa những gì đã ghi (bảng journal)" in said


def test_tables_made_since_are_not_served_until_init_is_run_again(
    owned: Settings, granted: Settings, nenep: Console, postgresql: Server
) -> None:
    def listing() -> tuple[int, str]:
        command = [sys.executable, "-m", "web.cli", "user", "list"]
        done = subprocess.run(command, env=os.environ | environment(granted), capture_output=True, text=True)
        return done.returncode, done.stderr

    postgresql.ask(f"REVOKE ALL ON tasks FROM {ROLE}", database_of(owned.database_url))
    status, said = listing()
    assert (status, "nenep init --web-role" in said) == (1, True)
    nenep.on(owned)("init", "--web-role", ROLE)
    assert listing() == (0, "")


def test_on_sqlite_there_are_no_roles(nenep: Console, tmp_path: Path) -> None:
    assert "PostgreSQL" in nenep.on(settings_in(tmp_path))("init", "--web-role", ROLE, status=2).stderr
