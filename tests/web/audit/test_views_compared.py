"""Auditors have the views compared with a fresh rebuild from the page, and are told what came out."""

import pytest
import sqlalchemy as sa

from projections.unit_tree import units
from tests.web.pages import Pages
from web.audit import views_compared


@pytest.fixture
def auditor(bloc):
    return Pages(bloc.browser("auditor"))


def compared(bloc):
    thread = views_compared.compare(bloc.house)
    assert thread is not None
    thread.join(60)


def last(bloc):
    return views_compared.read_compared(bloc.house.leases.said(views_compared.LEASE))


def test_views_that_agree_are_said_to(bloc, auditor):
    assert "Chưa lần nào đối chiếu" in auditor.get("/integrity").text
    compared(bloc)
    assert "mọi khung nhìn khớp từng dòng" in auditor.get("/integrity").text


def test_a_row_that_somebody_changed_is_found_and_its_view_named(bloc, auditor):
    with bloc.house.views.engine.begin() as db:
        db.execute(sa.update(units.table).where(units.c.code == "FDI").values(name="Khác"))
    compared(bloc)
    page = auditor.get("/integrity").text
    assert "không khớp bản dựng lại: unit_tree" in page


def test_the_button_begins_it_and_only_one_is_under_way(bloc, auditor):
    assert bloc.house.leases.take(views_compared.LEASE, "somebody", 60)
    assert "Đang có người đối chiếu" in follow(auditor)
    bloc.house.leases.give_back(views_compared.LEASE, "somebody")
    assert "Đang đối chiếu các khung nhìn" in follow(auditor)
    for thread in views_compared.threading.enumerate():
        if thread.name == views_compared.LEASE:
            thread.join(60)
    assert last(bloc).ended


def follow(auditor):
    answer = auditor.post("/integrity/views", {})
    assert answer.status_code in (302, 303)
    return auditor.get("/integrity").text


def test_what_breaks_it_is_said(bloc, auditor):
    with bloc.house.views.engine.begin() as db:
        db.execute(sa.text(f"ALTER TABLE {units.table.name} RENAME TO gone"))
    try:
        compared(bloc)
        assert last(bloc).broke
    finally:
        with bloc.house.views.engine.begin() as db:
            db.execute(sa.text(f"ALTER TABLE gone RENAME TO {units.table.name}"))
    assert "bị gián đoạn" in auditor.get("/integrity").text


def test_only_auditors_and_those_who_read_history_may_ask(bloc):
    assert Pages(bloc.browser("secretary1")).post("/integrity/views", {}).status_code == 403
