"""What is said of persons lies sealed in the journal: neither names nor typed words stand there in plain."""

import sqlite3

from tests.bloc import PEOPLE, Bloc
from tests.web.api.test_the_story import Story

TYPED = (
    *("Đồng chí bí thư thông báo", "Sinh hoạt chỉ 50 phút", "Nội dung không được thông báo trước", "ít người kịp nói"),
    *("Chưa rõ sản phẩm", "Thống nhất với chủ doanh nghiệp", "Thông báo trước ba ngày", "Biên bản có giờ", "đã làm"),
    *("ảnh họp", "thông báo.pdf", "Đã họp 95 phút", "Chờ buổi họp bù", "Chưa có danh sách", "Đạt yêu cầu"),
    "0912345678",
)


def test_no_name_number_or_typed_word_stands_plain_in_the_main_database(bloc: Bloc) -> None:
    story = Story(bloc)
    story.the_month_goes_badly()
    story.the_rules_propose_and_an_inspector_decides()
    story.a_case_is_opened_and_planned()
    story.the_work_is_done_and_reported()
    story.it_is_verified_by_another_and_closed()
    plain = dumped(bloc.house.settings.database_url.removeprefix("sqlite:///"))
    assert "Nhà ăn công ty" in plain  # a place is no secret: the dump reads what is plain
    assert [word for word in (*TYPED, *(name for name, _, _ in PEOPLE.values())) if word in plain] == []


def dumped(file: str) -> str:
    """Every value of every table, texts and bytes, read as text."""
    database = sqlite3.connect(file)
    tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    values = [value for table in tables for row in database.execute(f'SELECT * FROM "{table}"') for value in row]
    database.close()
    read = (one.decode("utf-8", "replace") if isinstance(one, bytes) else str(one) for one in values)
    return "\n".join(read)
