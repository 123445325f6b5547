"""Reports as papers: of a year, of a month, of a case; as JSON, a page to print, a document, a workbook.

paper = period_paper(report, stamp)          # or case_paper(…)
content = PAPERS[Form.DOCX](paper)
"""

from collections.abc import Callable

from web.reports.documents import as_docx
from web.reports.pages import as_html
from web.reports.paper import Form, Paper, Stamp
from web.reports.workbooks import as_xlsx

PAPERS: dict[Form, Callable[[Paper], bytes]] = {Form.DOCX: as_docx, Form.XLSX: as_xlsx, Form.HTML: as_html}

__all__ = ["PAPERS", "Form", "Paper", "Stamp"]
