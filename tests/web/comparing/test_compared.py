"""Two moments of one page are compared: what appeared, is gone, or is otherwise, the old value struck out."""

from datetime import date

import pytest
from lxml.html import fromstring

from tests.bloc import Bloc
from tests.web.inspection.a_case import found, opened
from tests.web.sample_pages import sample_pages
from web.comparing.marked import marked
from workflows.desk import Thing
from workflows.requests.units import RenameUnit, rename_unit


@pytest.fixture
def renamed(bloc: Bloc) -> int:
    """The position before a unit got another name."""
    before = bloc.recorded()
    bloc.ask(rename_unit, "admin", Thing(bloc.unit("FDI")), RenameUnit("Chi bộ Hoa Sen", date(2026, 11, 20)))
    return before


NOTHING = "0 dòng mới · 0 dòng không còn · 0 dòng khác · 0 chỗ khác"


def main_of(answer):
    assert answer.status_code == 200
    return fromstring(answer.text).find(".//main")


def said(elements):
    return [" ".join(one.text_content().split()) for one in elements]


def test_what_is_otherwise_is_shown_with_the_old_value_struck_out(bloc, renamed):
    main = main_of(bloc.browser("inspector1").get(f"/units/FDI?against={renamed}"))
    heading = main.find(".//h1")
    assert said(heading.findall("ins")) == ["Chi bộ Hoa Sen"]
    assert said(heading.findall("del"))[0] != "Chi bộ Hoa Sen"
    assert "chỗ khác ngoài danh sách" in main.find(".//section[@data-compared]").text_content()


def test_lines_of_a_list_that_are_otherwise_are_counted_and_marked(bloc, renamed):
    main = main_of(bloc.browser("inspector1").get(f"/units?against={renamed}"))
    (row,) = main.xpath('.//*[contains(@class, "otherwise")]')
    assert said(row.iter("ins")) == ["Chi bộ Hoa Sen"]
    assert "1 dòng khác" in main.find(".//section[@data-compared]").text_content()
    assert main.xpath('.//*[contains(@class, "appeared") or contains(@class, "gone")]') == []


def test_lines_that_appeared_or_are_gone_are_told_both_ways(bloc):
    before = bloc.recorded()
    case = opened(bloc, found(bloc, "D01"))
    inspector = bloc.browser("inspector1")
    later = main_of(inspector.get(f"/cases?against={before}"))
    (row,) = later.xpath('.//*[contains(@class, "appeared")]')
    assert str(case) in row.xpath(".//a/@href")[0]
    earlier = main_of(inspector.get(f"/cases?as_at={before}&against={bloc.recorded()}"))
    (row,) = earlier.xpath('.//*[contains(@class, "gone")]')
    assert str(case) in row.xpath(".//a/@href")[0]
    assert "1 dòng không còn" in earlier.find(".//section[@data-compared]").text_content()


def test_a_thing_that_was_not_there_yet_is_compared_with_an_empty_page(bloc):
    before = bloc.recorded()
    case = opened(bloc, found(bloc, "D01"))
    inspector = bloc.browser("inspector1")
    assert main_of(inspector.get(f"/cases/{case}?against={before}")).find(".//h1/ins") is not None
    gone = main_of(inspector.get(f"/cases/{case}?as_at={before}&against={bloc.recorded()}"))
    assert gone.find(".//section[@data-compared]") is not None
    assert gone.find(".//h1/del") is not None
    assert gone.find(".//ins") is None
    assert inspector.get(f"/cases/00000000-0000-4000-8000-000000000000?against={before}").status_code == 404


def test_a_moment_compared_with_itself_shows_no_difference_on_any_page(bloc):
    pages = [page for page in sample_pages(bloc) if page.login]
    bloc.watch.now = bloc.house.now()
    here = bloc.recorded()
    for page in pages:
        joined = "&" if "?" in page.path else "?"
        answer = bloc.browser(page.login).get(f"{page.path}{joined}as_at={here}&against={here}")
        assert answer.status_code == 200, page.path
        told = fromstring(answer.text).find(".//section[@data-compared]")
        if told is not None:
            assert "0 dòng mới · 0 dòng không còn · 0 dòng khác · 0 chỗ khác" in " ".join(
                told.text_content().split()
            ), page
            own = (
                '[not(ancestor::section[@class="change"])]'  # what an entry of the history changed stays as it is told
            )
        assert fromstring(answer.text).xpath(f".//main//ins{own} | .//main//del{own}") == []


def test_links_lead_on_comparing_and_a_button_ends_it(bloc, renamed):
    main = main_of(bloc.browser("inspector1").get(f"/units?against={renamed}"))
    (row,) = main.xpath('.//*[contains(@class, "otherwise")]')
    assert f"against={renamed}" in row.xpath(".//a/@href")[0]
    assert main.xpath('.//a[contains(text(), "Thôi so")]/@href')[0].rstrip("?") == "/units"


@pytest.mark.parametrize("moment", ["soon", "2999-01-01", "0", "999999999"])
def test_a_moment_that_never_was_is_refused_by_name(bloc, moment):
    answer = bloc.browser("inspector1").get(f"/units?against={moment}")
    assert answer.status_code == 422


def test_what_a_caller_may_not_see_is_refused_at_both_moments(bloc, renamed):
    assert bloc.browser("secretary1").get(f"/units/DB2?against={renamed}").status_code == 403


def test_where_only_part_of_a_list_is_shown_the_page_says_that_only_this_was_compared():
    page = '<main><ul><li><a href="/a">a</a></li></ul><a rel="next" href="/x?cursor=1">on</a></main>'
    assert marked(page, page).counts.more
    last = page.replace("cursor=1", "sort=name")
    assert not marked(last, last).counts.more


def test_two_lists_of_one_page_are_compared_apart():
    def page(first, second):
        def lines(named):
            return "".join(f"<li><a href=/{n}>{n}</a></li>" for n in named)

        return f'<main><ul id="one">{lines(first)}</ul><ul id="two">{lines(second)}</ul></main>'

    found_ = marked(page("ab", "c"), page("b", "ca"))
    assert found_.counts[:3] == (1, 1, 0)
    assert said(found_.main.xpath('.//ul[@id="one"]/li')) == ["a", "b"]


def test_a_text_that_has_no_successor_is_struck_out_and_no_other_is_told_twice():
    def page(*texts):
        return f"<main>{''.join(f'<p>{text}</p>' for text in texts)}</main>"

    main = marked(page("a", "b", "c", "d"), page("a", "c", "e")).main
    assert said(main.findall("p")) == ["a", "b c", "d e"]
    assert said(marked(page("a", "b"), page("a")).main.findall("p")) == ["ab"]
    assert said(marked(page("b", "a", "c"), page("a")).main.iter("del")) == ["b", "c"]


def test_a_list_and_a_table_under_one_name_are_compared_each_with_its_own():
    table = '<table><tbody><tr><td><a href="/u">U</a></td><td>1</td></tr></tbody></table>'
    page = '<main><section aria-labelledby="m">{list}' + table + "</section></main>"
    shown = '<ul><li><a href="/u">U</a> a</li></ul>'
    found = marked(page.format(list=shown), page.format(list=""))
    assert (found.counts.gone, found.counts.otherwise, found.counts.appeared) == (1, 0, 0)
    assert found.main.find(".//tr").get("class") is None
