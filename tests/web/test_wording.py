"""Everything the house says, it says in Vietnamese and in English."""

import enum
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from importlib import import_module
from inspect import isclass
from pathlib import Path
from pkgutil import iter_modules
from typing import Any, get_args, get_type_hints
from zoneinfo import ZoneInfo

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

import domain.capacity_names
import domain.names
import projections
import workflows.requests
from domain.deadline import TermKind
from domain.events import CATALOGUE
from domain.events.unit import UnitRegistered
from domain.refusals import CodeTaken, DayRefusal, Refusal, StepsRemain, UnitEnded
from domain.rules import RULES
from domain.rules.rule import Judge, Outcome
from domain.rulesets import shipped
from domain.solution_names import ReviewPeriod
from domain.visiting.ranking import Why as Reasoned
from domain.visiting.terms import terms
from domain.why import WhyKind
from projections.changed import UNSAID, WHOSE
from projections.temporal import Temporal
from web import wording
from web.accounts.sessions import Kind
from web.audit.changing import read_columns
from web.languages import LANGUAGES, catalogue, gettext, ngettext, speaking
from workflows.journal import conflicts
from workflows.solutions import SEVEN_SOLUTIONS
from workflows.solutions.playbook import Better, Evidence

WEB = Path(__file__).parents[2] / "web"
JINJA = {"extensions": "", "silent": "false", "trimmed": "true"}
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "N_": None}


def classes_below(cls: type[Refusal]) -> Iterator[type[Refusal]]:
    for below in cls.__subclasses__():
        yield from classes_below(below)
        if below is not DayRefusal:
            yield below


def closed_sets() -> Iterator[type[enum.StrEnum]]:
    own = (found.name for found in iter_modules(domain.__path__) if found.name.endswith("names"))
    modules = [
        *(import_module(f"domain.{name}") for name in own),
        *(import_module(f"projections.{found.name}") for found in iter_modules(projections.__path__)),
    ]
    for module in modules:
        for cls in vars(module).values():
            if isclass(cls) and issubclass(cls, enum.StrEnum) and cls.__module__ == module.__name__:
                yield cls


def request_fields() -> Iterator[str]:
    for found in iter_modules(workflows.requests.__path__):
        module = import_module(f"workflows.requests.{found.name}")
        for cls in vars(module).values():
            if is_dataclass(cls) and cls.__module__ == module.__name__ and found.name != "shapes":
                yield from (field.name.rstrip("_") for field in fields(cls))


def fact_fields(shape: Any, seen: set[Any]) -> Iterator[str]:
    """The names of a fact's fields, and of those of its parts."""
    if is_dataclass(shape) and shape not in seen and shape not in (domain.names.Sealed, domain.names.Body):
        seen.add(shape)
        for name, hint in get_type_hints(shape).items():
            yield name.rstrip("_")
            yield from fact_fields(hint, seen)
    for part in get_args(shape):
        yield from fact_fields(part, seen)


def codes() -> Iterator[str]:
    yield from (f"refusal.{refusal.__name__}" for refusal in classes_below(Refusal))
    yield from (f"conflict.{conflict.__name__}" for conflict in conflicts.Conflict.__subclasses__())
    yield from (f"fact.{fact.__name__}" for fact in CATALOGUE.values())
    yield from (f"field_name.{name}" for fact in CATALOGUE.values() for name in fact_fields(fact, set()))
    yield from (f"rule.{rule.code}" for rule in RULES)
    yield from (f"deficiency.D{n:02d}" for n in range(1, 22))
    yield from (f"strength.P{n}" for n in range(1, 9))
    yield from (f"cause.C{n}" for n in range(1, 10))
    for number, actions in enumerate((4, 4, 4, 6, 4, 3, 5), start=1):
        yield f"solution.S{number}"
        yield from (f"solution.S{number}.{action}" for action in range(1, actions + 1))
    for one in SEVEN_SOLUTIONS:
        yield from (f"playbook_step.{step.code}" for step in one.steps)
        yield from (f"measure.{measure.code}" for measure in one.measures)
    for closed_set in (*closed_sets(), Outcome, Judge, Evidence, Better, ReviewPeriod, WhyKind, TermKind):
        yield from (f"{wording.kind_of(closed_set)}.{member.value}" for member in closed_set)
    yield from (f"session.{kind.value}" for kind in Kind)
    yield from (f"field_name.{name}" for name in request_fields())
    yield from (
        f"status{part}.{code}" for part in ("", "_detail") for code in (400, 401, 403, 404, 405, 409, 413, 422, 500)
    )


def registers() -> Iterator[Temporal[Any]]:
    """The tables of which the page of an entry tells what it changed."""
    tables = (table for view in projections.VIEWS for table in view.tables)
    yield from (table for table in tables if isinstance(table, Temporal) and table.name not in UNSAID)


def words_that_rules_use() -> Iterator[str]:
    """Every name of a measure and every reason that stands in the code of a rule."""
    for path in (WEB.parent / "domain/rules").glob("*.py"):
        text = path.read_text()
        yield from (f"said.{word}" for word in re.findall(r'(?:unknown|not_applicable)\("(\w+)"', text))
        yield from (f"said.{what}" for what in re.findall(r'missing\(sight, "(\w+)"', text))
        yield from (f"said.awaiting_{what}" for what in re.findall(r'missing\(sight, "(\w+)"', text))
        if path.stem != "rule":
            yield from (f"measure.{name}" for name in re.findall(r'"(\w+)":', text))
    yield from words_that_explain()


def words_that_explain() -> Iterator[str]:
    """What stands in explanations beside the rules' own, and the values that rule sets give, with their sources."""
    for ruleset in shipped().values():
        yield from (f"measure.{name}" for values in ruleset.parameters.values() for name in values)
        yield from (f"parameter_source.{source}" for of in ruleset.sources.values() for source in of.values())
    for name in ("why", "deadline"):
        text = (WEB.parent / f"domain/{name}.py").read_text()
        yield from (f"measure.{found}" for found in re.findall(r'[{ ]"(\w+)":', text))
    yield from (
        f"measure.least_{grade}" for ruleset in shipped().values() if ruleset.sheet for grade in ruleset.sheet.classes
    )
    yield from (f"measure.{name}" for one in Reasoned for name in (one.value, f"points_{one.value}"))
    yield from (f"measure.each_{name}" for name in (*terms().weights, *terms().visitors))
    yield from (f"measure.most_{name}" for name in terms().most)
    yield from (
        "why_basis.refusal",
        *(f"why_{kind}.{rank}_rank" for kind in ("basis", "rank") for rank in ("visit", "support")),
    )
    yield from (f"measure.{found}" for found in re.findall(r'"(\w+)": ', (WEB / "explaining.py").read_text()))


def sentences() -> set[str]:
    """Every sentence in templates and in this floor's Python."""
    found = extract_from_dir(
        WEB,
        method_map=[("commands/**", "ignore"), ("**.py", "python"), ("**.html", "jinja2.ext.babel_extract")],
        options_map={"**.html": JINJA},
        keywords=KEYWORDS,
    )
    several = (message for _, _, message, _, _ in found)
    return {one for message in several for one in ((message,) if isinstance(message, str) else message)}


def worded(language: str) -> dict[str, set[object]]:
    """What a language's files hold, and how each of them says it."""
    held: dict[str, set[object]] = {}
    for file in (WEB / "translations" / language).glob("*.po"):
        with file.open("rb") as source:
            for message in read_po(source, locale=language):
                ids = message.id if isinstance(message.id, tuple | list) else [message.id]
                for one in filter(None, ids):
                    assert all(message.string) if isinstance(message.string, tuple | list) else message.string, one
                    held.setdefault(one, set()).add(message.string)
    return held


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_is_worded_in_both_languages(language):
    assert sorted({*codes(), *words_that_rules_use()} - worded(language).keys()) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_register_and_each_of_its_columns_is_worded(language):
    words, unworded = worded(language), []
    for table in registers():
        names = read_columns(table).keys() - set(WHOSE)
        keys = [(f"column.{table.name}.{name}", f"column.{name}", f"field_name.{name}") for name in names]
        unworded += [ways for ways in ((f"shown.{table.name}",), *keys) if not words.keys() & set(ways)]
    assert unworded == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_fault_of_a_field_is_worded(language):
    raised = {code for path in WEB.rglob("*.py") for code in re.findall(r'\bfault\(\s*"(\w+)"', path.read_text())}
    assert sorted({f"field.{code}" for code in raised} - worded(language).keys()) == []


def test_every_sentence_of_the_pages_has_its_english():
    assert sorted(sentences() - worded("en").keys()) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_rooms_word_a_thing_alike(language):
    assert {key: said for key, said in worded(language).items() if len(said) > 1} == {}


def test_the_two_languages_word_the_same_codes():
    coded = {key for key in worded("en") if re.match(r"[a-z_]+\.[\w.-]+$", key)}
    assert coded == worded("vi").keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_keeps_its_blanks_in_every_language(language):
    blank = re.compile(r"%\((\w+)\)s|\{(\w+)\}")
    for key in worded(language):
        own, other = (sorted(map(max, blank.findall(catalogue(tongue).gettext(key)))) for tongue in LANGUAGES)
        assert own == other, key


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("refusal", [UnitEnded(date(2026, 1, 31)), CodeTaken("38.168"), StepsRemain((2, 3))], ids=repr)
def test_a_refusal_says_what_stands_in_the_way(language, refusal):
    with speaking(language):
        said = wording.refused(refusal)
    assert "%" not in said
    assert any(value in said for value in ("31/01/2026", "38.168", "2, 3"))


def test_values_are_said_as_people_read_them():
    at = datetime(2026, 11, 23, 8, 15, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
    with speaking("vi"):
        assert [wording.spoken(value) for value in (at, date(2026, 2, 1), 92.5, True)] == [
            "23/11/2026 08:15",
            "01/02/2026",
            "92,5",
            "có",
        ]
        assert wording.spoken(domain.names.UnitType.AGENCY) == "Cơ quan"
        assert wording.month("2026-10") == "10/2026"
        assert wording.field_name("items.0.minutes") == "Mục chương trình 1 Số phút"
        assert wording.measured({"minutes": 50, "held_on": "2026-10-05", "reason": "not_held", "approved": False}) == [
            ("Thời lượng (phút)", "50"),
            ("Ngày họp", "05/10/2026"),
            ("Lý do", "chưa họp"),
            ("Được cấp trên đồng ý", "không"),
        ]
    with speaking("en"):
        assert wording.spoken(92.5) == "92.5"


def test_an_unworded_code_is_said_as_it_stands():
    assert wording.word("rule", "R-NONE") == "R-NONE"
    assert gettext("Không có câu này") == "Không có câu này"
    assert ngettext("%(num)s việc", "%(num)s việc", 3) == "3 việc"


def test_facts_are_worded_without_their_version():
    assert "fact.UnitRegistered" in worded("vi")
    assert UnitRegistered.__name__ in {topic.split(".")[0] for topic in CATALOGUE}


def test_every_kind_of_code_that_pages_say_has_words() -> None:
    said = re.compile(r"""\bword\(\s*["'](\w+)["']""")
    sources = [path for kind in ("*.py", "*.html") for path in WEB.rglob(kind)]
    kinds = {kind for path in sources for kind in said.findall(path.read_text("utf-8"))}
    worded = {message.partition(".")[0] for message in catalogue("vi")._catalog if isinstance(message, str)}
    assert sorted(kinds - worded) == []
