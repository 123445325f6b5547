"""Rules, catalogue and the year's report."""

from typing import NamedTuple, TypeVar

from flask import Flask, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from domain import catalogue
from domain.names import RuleCode, UnitType
from domain.rules import RULES
from domain.rulesets import national
from domain.rulesets.ruleset import RuleSet
from projections.listing import Part
from projections.reading import Reading
from projections.rule_changes import RuleChangeState, changes_in
from projections.year_figures import year_figures
from projections.year_sums import Year
from web import policy
from web.acts import Act
from web.api.rulesets import book_of
from web.fields import FIRST_YEAR, LAST_YEAR
from web.house import house
from web.leadership import effects, rule_changes, what_if  # noqa: F401  # their routes hang themselves on the blueprint
from web.leadership.room import rooms
from web.shell import N_, Door, open_doors

T = TypeVar("T")
READING = N_("Thanh tra, đối chiếu")
SHOWN = 20


def init_app(app: Flask) -> None:
    app.register_blueprint(rooms)
    app.jinja_env.filters.update(ruleset_way=ruleset_way)
    open_doors(
        app,
        Door("leadership.rules", N_("Bộ quy tắc"), "scale", Act.READ_COMPLIANCE, 62, READING),
        Door("leadership.newest_year", N_("Báo cáo"), "chart-column", Act.READ_REPORT, 63, READING),
        Door("leadership.what_works", N_("Hiệu quả"), "trending-up", Act.READ_REPORT, 63, READING),
        Door("leadership.codes", N_("Danh mục"), "book-open", Act.READ_COMPLIANCE, 64, READING),
    )


def ruleset_way(one: RuleSet, shown: RuleSet) -> tuple[str, str, bool]:
    """A rule set among those to look at."""
    return one.id, url_for("leadership.rules", ruleset=one.id), one.id == shown.id


class Values(NamedTuple):
    """A rule in a rule set: its values, and where each comes from."""

    rule: str
    values: dict[str, float]
    sources: dict[str, str]


@rooms.get("/rules")
@policy.needs(Act.READ_COMPLIANCE, of=policy.anywhere)
def rules() -> str:
    today = house().now().date()
    with house().reading() as db:
        book = book_of(db)
        waiting = changes_in(db, policy.reach(Act.READ_COMPLIANCE), RuleChangeState.PROPOSED, Part(limit=SHOWN))
    told = book.rules.rulesets(today)
    asked = request.args.get("ruleset", national(today).id)
    shown = next((one for one in told if one.id == asked), None) or abort(404)
    return render_template(
        "leadership/rules.html",
        told=told,
        shown=shown,
        lines=[_values(shown, rule.code) for rule in RULES if rule.code in shown.parameters],
        local=shown.based_on is not None,
        waiting=waiting,
        types=list(UnitType),
        today=today,
    )


def _values(ruleset: RuleSet, code: RuleCode) -> Values:
    return Values(code, ruleset.parameters[code], ruleset.sources.get(code, {}))


@rooms.get("/catalogue")
@policy.needs(Act.READ_COMPLIANCE, of=policy.anywhere)
def codes() -> str:
    lists = {"deficiencies": catalogue.deficiencies(), "causes": catalogue.causes(), "solutions": catalogue.solutions()}
    return render_template("leadership/codes.html", **lists)


@rooms.get("/reports")
@policy.needs(Act.READ_REPORT, of=policy.anywhere)
def newest_year() -> AnyResponse:
    return redirect(url_for("leadership.year", year=house().now().year))


@rooms.get("/reports/<int:year>")
@policy.needs(Act.READ_REPORT, of=policy.anywhere)
def year(year: int) -> str:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        abort(404)
    with house().reading() as db:
        figures = _figures(db, year)
    return render_template("leadership/year.html", year=year, figures=figures, now=house().now())


def _figures(db: Reading, year: int) -> object:
    return year_figures(db, Year(year, policy.reach(Act.READ_REPORT), house().now().date()))
