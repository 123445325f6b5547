"""Every page of every room asks at most ten questions, with a hundred deficiencies as with ten thousand.

Everything is counted: who is signed in and in which roles, the gate, the frame, names and texts of the key store.
"""

from tests.bloc import Bloc
from tests.web.inspection.counting import counted
from tests.web.inspection.test_every_page_asks_little import FEW, MANY, MOST, findings
from tests.web.sample_pages import SamplePage, sample_pages, unseen


def test_every_page_asks_little_and_no_more_with_ten_thousand_deficiencies_than_with_a_hundred(bloc: Bloc) -> None:
    bloc.house.journal.record_many(findings(bloc, 0, FEW))
    bloc.house.catch_up()
    pages = sample_pages(bloc)
    assert unseen(bloc, pages) == set()
    few = {page: questions(bloc, page) for page in pages}
    assert {page: n for page, n in few.items() if n > MOST} == {}
    bloc.house.journal.record_many(findings(bloc, FEW, MANY))
    bloc.house.catch_up()
    many = {page: questions(bloc, page) for page in pages}
    assert {page: (n, few[page]) for page, n in many.items() if n != few[page]} == {}


def questions(bloc: Bloc, page: SamplePage) -> int:
    assert bloc.app is not None
    browser = bloc.browser(page.login) if page.login else bloc.app.test_client()
    with counted() as asked:
        answer = browser.get(page.path)
    assert answer.status_code == 200, page
    return len(asked)
