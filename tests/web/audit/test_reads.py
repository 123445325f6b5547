"""Who looked at personal data, a case or an export is put down, and cannot be changed unnoticed; auditors read it."""

import threading
import time
from datetime import timedelta

import pytest
import sqlalchemy as sa

from domain.events.log import ReadsCounted
from tests.web.inspection.a_case import found, opened
from tests.web.pages import Pages
from web.reads.counting import check_reads, count_reads
from workflows.journal.conflicts import ReadsUnrecorded
from workflows.journal.read_log import ReadLog, ReadsSought, migrate_reads
from workflows.journal.read_log_tables import _OLD, _READ_1, HEAD, READ, VERSION
from workflows.journal.reads import Read, ReadKind, Way


@pytest.fixture
def auditor(bloc):
    return Pages(bloc.browser("auditor"))


def told(bloc, **sought):
    bloc.house.reads.flush()
    return [line.read for line in bloc.house.reads.lines(ReadsSought(**sought))]


def in_the_database(bloc, statement):
    engine = sa.create_engine(bloc.house.settings.read_log_url)
    with engine.begin() as db:
        found_ = db.execute(statement)
        rows = found_.all() if found_.returns_rows else []
    engine.dispose()
    return rows


# What is put down


def test_a_case_is_put_down_by_page_and_by_program_with_reader_and_way(bloc):
    case = opened(bloc, found(bloc, "D01"))
    bloc.browser("inspector1").get(f"/cases/{case}")
    bloc.api("inspector2").get(f"/remediations/{case}")
    ways = {(read.reader, read.way) for read in told(bloc, of=str(case), kind=ReadKind.CASE)}
    assert ways == {(bloc.person("inspector1"), Way.PAGE), (bloc.person("inspector2"), Way.API)}


def test_what_was_refused_is_not_put_down_as_read(bloc):
    case = opened(bloc, found(bloc, "D01"))
    assert bloc.browser("secretary2").get(f"/cases/{case}").status_code in (403, 404)
    assert told(bloc, of=str(case)) == []


def test_a_bundle_from_the_page_is_put_down_as_taken_out(bloc, auditor):
    auditor.post("/integrity/bundle", {})
    (read,) = told(bloc, kind=ReadKind.EXPORT)
    assert (read.reader, read.of) == (bloc.person("auditor"), "audit bundle")


def test_cases_are_put_down_within_a_second_without_anyone_asking(bloc):
    case = opened(bloc, found(bloc, "D01"))
    bloc.browser("inspector1").get(f"/cases/{case}")
    ends = time.monotonic() + 10
    while not (lines := bloc.house.reads.lines(ReadsSought())) and time.monotonic() < ends:
        time.sleep(0.05)
    assert [line.read.of for line in lines] == [str(case)]


# When it cannot be put down


def test_personal_data_is_not_shown_while_reads_cannot_be_put_down(bloc):
    lan, inspector = bloc.person("secretary1"), bloc.api("inspector1")
    in_the_database(bloc, sa.text("ALTER TABLE reads_head RENAME TO gone"))
    answer = inspector.get(f"/people/{lan}")
    assert (answer.status_code, answer.json["code"]) == (503, "ReadsUnrecorded")
    assert "0912345678" not in answer.text
    in_the_database(bloc, sa.text("ALTER TABLE gone RENAME TO reads_head"))
    assert inspector.get(f"/people/{lan}").json["phone"] == "0912345678"


def test_nor_are_cases_once_a_batch_could_not_be_put_down_and_nothing_of_it_is_lost(bloc):
    case = opened(bloc, found(bloc, "D01"))
    inspector = bloc.browser("inspector1")
    in_the_database(bloc, sa.text("ALTER TABLE reads_head RENAME TO gone"))
    assert inspector.get(f"/cases/{case}").status_code == 200
    with pytest.raises(ReadsUnrecorded):
        bloc.house.reads.flush()
    refused = inspector.get(f"/cases/{case}")
    assert refused.status_code == 503
    assert "Hiện chưa ghi được lần xem này" in refused.text
    in_the_database(bloc, sa.text("ALTER TABLE gone RENAME TO reads_head"))
    assert inspector.get(f"/cases/{case}").status_code == 200
    assert len(told(bloc, of=str(case))) == 2


# The chain, and its head in the journal


def test_each_hour_the_head_enters_the_journal_once_and_only_where_somebody_read(bloc, auditor):
    assert not count_reads(bloc.house)
    auditor.get("/reads")
    assert count_reads(bloc.house)
    auditor.get("/reads")
    assert not count_reads(bloc.house)
    bloc.watch.now += timedelta(hours=1)
    assert count_reads(bloc.house)
    bloc.watch.now += timedelta(days=1)
    assert not count_reads(bloc.house)
    fact = bloc.house.journal.last().fact
    assert fact == ReadsCounted(2, bloc.house.reads.head().hash.hex())


def looked(bloc, auditor):
    """Five lines, and a head over them in the journal."""
    for _ in range(5):
        auditor.get("/reads")
    assert count_reads(bloc.house)
    assert check_reads(bloc.house) == (5, 1, None)


TAMPERED = {
    "a reader changed": (sa.update(READ).where(READ.c.number == 3).values(reader="p-other"), 3),
    "a line taken out": (sa.delete(READ).where(READ.c.number == 2), 2),
    "a place changed": (sa.update(READ).where(READ.c.number == 5).values(place="/"), 5),
    "the tail cut": (sa.delete(READ).where(READ.c.number > 3), 4),
}


@pytest.mark.parametrize("how", TAMPERED)
def test_whatever_is_changed_in_it_is_found_with_its_line(bloc, auditor, how):
    looked(bloc, auditor)
    statement, line = TAMPERED[how]
    in_the_database(bloc, statement)
    assert check_reads(bloc.house).wrong_from == line
    assert f"sai từ dòng {line}" in auditor.post("/reads", {}).text


def test_a_chain_that_was_made_anew_is_found_by_the_head_in_the_journal(bloc, auditor):
    looked(bloc, auditor)
    in_the_database(bloc, sa.delete(READ))
    in_the_database(bloc, sa.update(HEAD).values(number=0, hash=bytes(32)))
    bloc.house.reads.note([Read(1, "p-other", "x", "/x")] * 6)
    assert bloc.house.reads.wrong_from(bloc.house.reads.head(), {}) is None
    assert check_reads(bloc.house).wrong_from == 5


# Auditors


def test_what_an_auditor_typed_is_not_put_down_unless_it_names_somebody_known(bloc, auditor):
    auditor.get("/reads?of=Nguyễn+Thị+Lan")
    assert [read.of for read in told(bloc)] == ["?"]
    auditor.get("/reads?of=secretary1")
    assert told(bloc)[0].of == bloc.person("secretary1")


def test_auditors_read_it_and_that_they_read_is_in_it(bloc, auditor):
    case = opened(bloc, found(bloc, "D01"))
    bloc.browser("inspector1").get(f"/cases/{case}")
    bloc.house.reads.flush()
    page = auditor.get(f"/reads?of={case}&reader=inspector1&kind=case").text
    assert f"/cases/{case}" in page
    assert told(bloc)[0].kind is ReadKind.READS
    assert "nguyên vẹn" in auditor.post("/reads", {}).text


@pytest.mark.parametrize("query", ["kind=x", "before=0", "before=²", "before=" + "9" * 40, "of=%00", "reader=nobody"])
def test_nonsense_in_the_address_is_no_fault_of_the_server(auditor, query):
    assert auditor.get(f"/reads?{query}").status_code == 200


@pytest.mark.parametrize("login", ["secretary1", "admin", "overseer1"])
def test_it_is_for_those_who_read_history(bloc, login):
    assert bloc.browser(login).get("/reads").status_code == 403


# The database


def test_what_an_older_release_put_down_is_kept_and_chained(tmp_path):
    url = f"sqlite:///{tmp_path}/reads.db"
    engine = sa.create_engine(url)
    with engine.begin() as db:
        _OLD.create_all(db)
        db.execute(sa.insert(VERSION).values(version=1))
        db.execute(sa.insert(_READ_1), [{"at": n, "reader": "p-a", "person": "p-b", "place": "mail"} for n in range(3)])
    engine.dispose()
    assert migrate_reads(url) == 2
    log = ReadLog(url)
    assert log.lines(ReadsSought(of="p-b"))[0].read == Read(2, "p-a", "p-b", "mail", way=Way.MAIL)
    assert log.wrong_from(log.head(), {}) is None
    log.close()


def test_what_waits_is_put_down_before_the_log_is_closed(tmp_path):
    url = f"sqlite:///{tmp_path}/reads.db"
    migrate_reads(url)
    log = ReadLog(url)
    log.soon(Read(1, "p-a", "x", "/x"))
    log.close()
    log = ReadLog(url)
    assert [line.number for line in log.lines(ReadsSought())] == [1]
    log.close()


def test_several_processes_share_one_chain(databases):
    url = databases.fresh()
    migrate_reads(url)
    logs = [ReadLog(url) for _ in range(4)]

    def look(log):
        for n in range(10):
            log.note([Read(n, "p-a", "x", "/x")])

    threads = [threading.Thread(target=look, args=(log,)) for log in logs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    head = logs[0].head()
    assert (head.number, logs[0].wrong_from(head, {})) == (40, None)
    logs[1].note([Read(99, "p-a", "x", "/x")])
    assert logs[0].wrong_from(head, {40: head.hash}) is None
    for log in logs:
        log.close()
