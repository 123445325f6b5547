"""A paper as a page of its own, to be printed or sent."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from web.languages import current
from web.reports.paper import Paper
from web.wording import number

TEMPLATES = Path(__file__).parents[1] / "templates"


def as_html(paper: Paper) -> bytes:
    pages = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    pages.filters.update(number=number)
    return pages.get_template("reports/paper.html").render(paper=paper, language=current()).encode()
