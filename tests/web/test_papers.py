"""Reports are taken away as papers: what the JSON says stands in the document, the workbook and the page."""

import json
from io import BytesIO
from pathlib import Path

import docx
import pytest
from python_calamine import CalamineWorkbook

from domain.names import Month
from tests.bloc import Bloc
from tests.console import Console
from tests.web.api.asked import made
from tests.web.inspection.a_case import opened as case_opened
from tests.web.inspection.a_case import reported, short_meeting
from workflows.journal.read_log import ReadsSought

YEAR = 2026


@pytest.fixture
def nenep(bloc: Bloc, monkeypatch: pytest.MonkeyPatch) -> Console:
    return Console(monkeypatch).on(bloc.house.settings)


@pytest.fixture
def case(bloc: Bloc) -> str:
    short_meeting(bloc)
    case = case_opened(bloc)
    reported(bloc, case)
    return str(case)


def tables(content: bytes) -> list[list[list[str]]]:
    document = docx.Document(BytesIO(content))
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]


def sheets(content: bytes) -> dict[str, list[list[object]]]:
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def taken(nenep: Console, folder: Path, *asked: str) -> bytes:
    out = folder / "report"
    out.unlink(missing_ok=True)
    nenep("report", *asked, "--out", str(out))
    return out.read_bytes()


def told(nenep: Console, *asked: str) -> dict[str, object]:
    answer: dict[str, object] = json.loads(nenep("report", *asked).stdout)
    return answer


def test_a_year_has_the_same_figures_as_json_document_workbook_and_page(
    nenep: Console, case: str, tmp_path: Path
) -> None:
    report = told(nenep, "year", str(YEAR))
    organisations, _meetings, verdicts, *_ = tables(taken(nenep, tmp_path, "year", str(YEAR), "--format", "docx"))
    assert [int(row[1].replace(".", "")) for row in organisations] == list(report["organisations"].values())  # type: ignore[attr-defined]
    assert [row[0].split()[0] for row in verdicts[1:]] == list(report["verdicts"])  # type: ignore[call-overload]
    book = sheets(taken(nenep, tmp_path, "year", str(YEAR), "--format", "xlsx"))
    found = next(rows for name, rows in book.items() if "Hạn chế" in name)
    assert {row[0].split()[0]: row[1] for row in found[1:]} == {  # type: ignore[attr-defined]
        code: n["found"]
        for code, n in report["deficiencies"].items()  # type: ignore[attr-defined]
    }
    page = taken(nenep, tmp_path, "year", str(YEAR), "--format", "html").decode()
    assert f"<h1>Báo cáo năm {YEAR}</h1>" in page


def test_a_papers_history_is_named_by_its_root(nenep: Console, case: str, tmp_path: Path, bloc: Bloc) -> None:
    content = taken(nenep, tmp_path, "year", str(YEAR), "--format", "docx")
    kept = bloc.house.journal.checkpoint()
    assert kept
    lines = [paragraph.text for paragraph in docx.Document(BytesIO(content)).paragraphs]
    assert any(f"{kept.size}" in line and kept.origin in line for line in lines)


def test_twelve_months_make_the_year(nenep: Console, case: str) -> None:
    year = told(nenep, "year", str(YEAR))
    months = [told(nenep, "month", f"{YEAR}-{number:02d}") for number in range(1, 13)]
    assert [month["month"] for month in months] == [Month(f"{YEAR}-{number:02d}") for number in range(1, 13)]
    for figure in ("due", "held", "on_time", "thematic"):
        assert sum(month["meetings"][figure] for month in months) == year["meetings"][figure]  # type: ignore[index]
    for code, n in year["deficiencies"].items():  # type: ignore[attr-defined]
        assert sum(month["deficiencies"][code]["found"] for month in months) == n["found"]  # type: ignore[index]


def test_a_report_of_a_unit_counts_what_lies_below_it(nenep: Console, case: str) -> None:
    whole, part = told(nenep, "month", "2026-10"), told(nenep, "month", "2026-10", "--under", "DB1")
    assert part["organisations"]["meeting_cells"] == 4  # type: ignore[index]
    assert whole["organisations"]["meeting_cells"] == 12  # type: ignore[index]
    assert "--under" in nenep("report", "year", "2026", "--under", "NOBODY", status=2).output


def test_a_cases_file_holds_its_words_its_evidence_by_hash_and_its_road(
    nenep: Console, case: str, tmp_path: Path
) -> None:
    about, limitations, plan, evidence, road = tables(taken(nenep, tmp_path, "case", case, "--format", "docx"))
    assert "Chi bộ Công ty TNHH Dệt may Hoa Sen" in about[0][1]
    assert limitations[1][1] == "Ghi trong kết luận: D06"
    assert plan[1][1:2] == ["Họp đủ 90 phút"]
    assert evidence[1][-1] == "ab" * 32
    assert any("Hoàng Thị Lan" in row[1] for row in road)
    assert [row[2] for row in road[1:]] != []


def test_a_text_that_looks_like_a_formula_stays_a_text(bloc: Bloc, nenep: Console, tmp_path: Path) -> None:
    asked = {
        "unit": "FDI",
        "code": "D06",
        "source": {"kind": "document", "id": "1"},
        "quote": "=1+1",
        "severity": "minor",
    }
    found = made(bloc.api("inspector1").post("/deficiencies", asked))
    body = {"deficiencies": [found], "due": "2026-12-15", "basis": {"number": "1", "date": "2026-11-18"}}
    opened = made(bloc.api("inspector1").post("/remediations", body))
    book = sheets(taken(nenep, tmp_path, "case", opened, "--format", "xlsx"))
    assert "=1+1" in [cell for rows in book.values() for row in rows for cell in row]


def test_that_a_case_was_taken_at_the_console_is_put_down(
    bloc: Bloc, nenep: Console, case: str, tmp_path: Path
) -> None:
    taken(nenep, tmp_path, "case", case, "--format", "docx")
    assert [line.read.of for line in bloc.house.reads.lines(ReadsSought(), 5)] == [f"report case {case}"]


def test_a_case_that_is_not_there_is_said_to_be_not_there(nenep: Console) -> None:
    nobody = "00000000-0000-4000-8000-000000000000"
    assert nobody in nenep("report", "case", nobody, status=1).stderr


@pytest.mark.parametrize("form", ["docx", "xlsx", "html"])
def test_pages_offer_them_to_whoever_may_read(bloc: Bloc, case: str, form: str) -> None:
    inspector, other = bloc.browser("inspector1"), bloc.browser("secretary2")
    assert f"/cases/{case}/paper" in inspector.get(f"/cases/{case}").text
    for path in ("/reports/2026", "/reports/2026/10", f"/cases/{case}"):
        with inspector.get(f"{path}/paper?form={form}") as answer:
            assert (answer.status_code, len(answer.data) > 1_000) == (200, True)
    assert other.get(f"/cases/{case}/paper?form={form}").status_code == 404
    assert inspector.get(f"/reports/2026/13/paper?form={form}").status_code == 404
    assert inspector.get("/reports/2026/paper?form=exe").status_code == 404
