"""The regularity map compared: a sign in every cell that is otherwise, what it was in words, and the same months."""

import json
from datetime import date

import pytest
from lxml.html import fromstring

from tests.web.inspection.a_case import proposed
from tests.web.solutions.a_plan import month_closed
from web.comparing.on_the_map import SIGNS, marked_on_the_map
from workflows.desk import Thing
from workflows.requests.units import RenameUnit, rename_unit


def drawn(*columns, rows=("T9", "T10", "T11")):
    walk = {"top": 46, "step": 16, "width": 10, "height": 15, "rows": list(rows)}
    told = [{"x": 44, "name": n, "href": h, "tones": t, "said": list(s)} for n, h, t, s in columns]
    made = fromstring('<main><div><svg><path/><rect class="cursor"/></svg></div></main>')
    made.find("div").set("data-heat", json.dumps(walk | {"columns": told}))
    return made


WAYS = {
    "worse": ("0", "2"),
    "better": ("4", "1"),
    "appeared": ("u", "0"),
    "gone": ("3", "n"),
    "otherwise": ("1", "1"),
}


@pytest.mark.parametrize("sign", WAYS)
def test_each_way_of_being_otherwise_has_a_sign_of_its_own(sign):
    was, now = WAYS[sign]
    before, after = drawn(("A", "/units/A?as_at=3", was, "x"), rows="m"), drawn(("A", "/units/A", now, "y"), rows="m")
    assert marked_on_the_map(before, after).signs == {sign: 1}
    assert [path.get("class") for path in after.iter("path")][1:] == [f"sign {sign}"]
    assert len(set(SIGNS.values())) == len(SIGNS)


def test_silence_is_worse_than_the_worst():
    before, after = drawn(("A", "/units/A", "4", "x"), rows="m"), drawn(("A", "/units/A", "s", "y"), rows="m")
    assert marked_on_the_map(before, after).signs == {"worse": 1}


def test_a_cell_that_is_as_it_was_bears_no_sign():
    column = ("A", "/units/A", "012", ["a", "b", "c"])
    found = marked_on_the_map(drawn(column), drawn(column))
    assert (found.signs, found.appeared, found.gone) == ({}, [], [])


def test_columns_that_stand_on_one_map_alone_are_named():
    before, after = drawn(("A", "/units/A", "0", "a"), rows="x"), drawn(("B", "/units/B", "0", "a"), rows="x")
    found = marked_on_the_map(before, after)
    assert (found.signs, found.appeared, found.gone) == ({}, ["B"], ["A"])


def test_maps_of_other_months_are_not_compared_cell_by_cell():
    assert marked_on_the_map(drawn(rows=("T9",)), drawn(rows=("T10",))) is None


def test_the_overview_shows_its_map_with_what_each_cell_was(bloc):
    proposed(bloc)  # a short meeting was held, October is closed
    before = bloc.recorded()
    month_closed(bloc, 2026, 11)
    page = fromstring(bloc.browser("inspector1").get(f"/overview?against={before}").text)
    heat = page.find(".//div[@data-heat]")
    assert heat.xpath('.//path[contains(@class, "sign")]')
    was = [said for one in json.loads(heat.get("data-heat"))["columns"] for said in one.get("was", ()) if said]
    assert was
    assert page.find(".//div[@data-map-compared]") is not None
    assert page.xpath('.//table[contains(@class, "maptable")]//tr[contains(@class, "otherwise")]//ins')


def test_both_moments_show_the_same_months(bloc):
    proposed(bloc)
    before = bloc.recorded()
    bloc.watch.on(date(2027, 2, 10))
    bloc.ask(rename_unit, "admin", Thing(bloc.unit("FDI")), RenameUnit("Chi bộ Hoa Sen", date(2027, 2, 1)))
    page = fromstring(bloc.browser("inspector1").get(f"/overview?against={before}").text)
    heads = page.xpath('.//table[contains(@class, "maptable")]/thead//th')
    assert [one.text_content() for one in heads][-1] == "02/2027"
    assert [mark for one in heads for mark in (*one.iter("del"), *one.iter("ins"))] == []
