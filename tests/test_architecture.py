"""The building is inspected like everything else."""

import ast
import re
import shutil
import statistics
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest

import projections
from domain.events import CATALOGUE
from domain.rules import RULES
from projections import VIEWS
from projections.view import View

ROOT = Path(__file__).parent.parent
FLOORS = ("domain", "workflows", "projections", "web")
FORBIDDEN_ENDINGS = ("Manager", "Service", "Helper", "Util", "Utils", "Base", "Data", "Info")
FORBIDDEN_FILES = {"utils", "util", "common", "core", "helpers", "misc"}
IRREGULAR = "Held|Sent|Made|Met|Found|Given|Done|Withdrawn|Split|Upheld|Beforehand|TakenUp|SentBack|Kept|Broken"


def sources() -> Iterator[Path]:
    for floor in FLOORS:
        yield from sorted((ROOT / floor).rglob("*.py"))


def functions() -> Iterator[tuple[str, ast.FunctionDef]]:
    for path in sources():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                yield f"{path.relative_to(ROOT)}:{node.lineno} {node.name}", node


def length(node: ast.FunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def is_a_table(node: ast.FunctionDef) -> bool:
    """Most of it is one statement of data, or a `match` of short cases: that may be longer."""
    return any(length_of(part) > length(node) / 2 and not branches(part) for part in node.body)


def length_of(part: ast.stmt) -> int:
    return (part.end_lineno or part.lineno) - part.lineno + 1


def branches(part: ast.stmt) -> bool:
    return any(isinstance(inside, ast.If | ast.For | ast.While | ast.Try) for inside in ast.walk(part))


# Fences

BROKEN_FENCES = {
    "floors": ("domain/calendar.py", "import workflows.desk"),
    "ground": ("domain/calendar.py", "import msgspec"),
    "store": ("workflows/desk.py", "import eventsourcing.application"),
    "sql": ("workflows/desk.py", "import sqlalchemy"),
    "flask": ("projections/view.py", "import werkzeug"),
    "borders": ("workflows/desk.py", "import marshmallow"),
    "wiring": ("web/answers.py", "import workflows.journal.recorder"),
}


def lint_imports(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).with_name("lint-imports")
    command = [str(program), "--no-cache", *options]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, env={"PYTHONPATH": str(folder)})


@pytest.fixture(scope="module")
def copied_house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("house")
    for floor in FLOORS:
        shutil.copytree(
            ROOT / floor, folder / floor, ignore=shutil.ignore_patterns("__pycache__", "static", "templates")
        )
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def test_the_fences_hold():
    inspected = lint_imports(ROOT)
    assert inspected.returncode == 0, inspected.stdout


@pytest.mark.parametrize("fence", BROKEN_FENCES)
def test_a_broken_fence_is_seen(fence, copied_house):
    file, line = BROKEN_FENCES[fence]
    path = copied_house / file
    whole = path.read_text(encoding="utf-8")
    path.write_text(f"{whole}\n{line}\n", encoding="utf-8")
    inspected = lint_imports(copied_house, "--contract", fence)
    path.write_text(whole, encoding="utf-8")
    assert inspected.returncode == 1, inspected.stdout
    assert "1 broken" in inspected.stdout, inspected.stdout


def test_every_fence_was_broken_once():
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    assert {contract["id"] for contract in contracts} == BROKEN_FENCES.keys()


# Sizes and names


def test_no_function_is_longer_than_25_lines():
    assert [name for name, node in functions() if length(node) > 25 and not is_a_table(node)] == []


def test_functions_are_short_as_a_rule():
    sizes = sorted(length(node) for _, node in functions())
    assert statistics.median(sizes) <= 6
    assert sizes[int(len(sizes) * 0.95)] <= 15


def test_no_function_takes_more_than_four_arguments():
    """Beside what it works on, which stands first, and the moment asked about, which stands last."""

    def taken(node: ast.FunctionDef) -> list[str]:
        named = node.args.posonlyargs + node.args.args + node.args.kwonlyargs
        return [one.arg for one in named if one.arg not in ("self", "cls", "desk", "db", "sheet", "at")]

    given_by_the_library = {"select_events", "select_notifications", "record"}
    assert [name for name, node in functions() if len(taken(node)) > 4 and node.name not in given_by_the_library] == []


def test_no_file_is_longer_than_250_lines():
    """The refusals and the names that nobody bears are tables; what auditors run stands alone in one file."""
    long = [path for path in sources() if len(path.read_text(encoding="utf-8").splitlines()) > 250]
    assert [str(path) for path in long if path.name not in ("refusals.py", "invented.py", "verify.py")] == []


def test_nothing_is_named_for_being_in_general():
    classes = {
        node.name
        for path in sources()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef)
    }
    assert [name for name in sorted(classes) if name.endswith(FORBIDDEN_ENDINGS)] == []
    assert [str(path) for path in sources() if path.stem in FORBIDDEN_FILES] == []


def test_every_module_says_what_it_is_for():
    silent = [str(path) for path in sources() if ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) is None]
    assert silent == []


def test_nothing_is_left_to_do_later():
    marks = re.compile(r"#.*\b(TODO|FIXME|XXX)\b")
    assert [str(path) for path in sources() if marks.search(path.read_text(encoding="utf-8"))] == []


def test_every_ignored_type_says_why():
    bare = re.compile(r"# type: ignore(\[[\w, -]+\])?\s*$")
    lines = ((path, line) for path in sources() for line in path.read_text(encoding="utf-8").splitlines())
    assert [f"{path.name}: {line.strip()}" for path, line in lines if bare.search(line)] == []


# Facts, rules, views, documents


def test_every_fact_is_named_in_the_past_tense():
    past = re.compile(rf"[A-Z]\w*(ed|{IRREGULAR})(\.v\d+)?$")
    strangers = [topic for topic in CATALOGUE if not past.match(topic)]
    assert strangers == []


def test_no_fact_is_named_for_the_field_that_changed():
    empty = re.compile(r"(Updated|Changed|Set|Modified|Edited)\.v\d+$")
    assert [topic for topic in CATALOGUE if empty.search(topic)] == []


def test_every_rule_file_is_registered():
    files = {path.stem for path in (ROOT / "domain/rules").glob("*.py")} - {"__init__", "rule"}
    assert len(RULES) == len(files)


def test_every_view_of_the_folder_is_kept_up():
    modules = [import_module(f"projections.{found.name}") for found in iter_modules(projections.__path__)]
    views = {module.view.name for module in modules if isinstance(getattr(module, "view", None), View)}
    assert {view.name for view in VIEWS} == views


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
def test_no_view_overlooks_a_fact_of_its_stories(view):
    assert view.unnoticed == frozenset()


def test_no_sentence_of_a_person_stands_below_the_web():
    """Vietnamese words in a row stand in docstrings and comments alone; a heading of a register may be named."""
    vietnamese = re.compile(
        r"\w*[àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ]\w* \w+ \w+ \w+", re.IGNORECASE
    )
    found = []
    for path in sources():
        if path.relative_to(ROOT).parts[0] != "web":
            tree = ast.parse(path.read_text(encoding="utf-8"))
            docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
            found += [
                f"{path}: {node.value}"
                for node in ast.walk(tree)
                if is_said(node, docstrings) and vietnamese.search(node.value)
            ]
    assert found == []


def is_said(node: ast.AST, docstrings: set[int]) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings


def test_the_list_of_events_is_fresh():
    sys.path.insert(0, str(ROOT / "docs"))
    written = import_module("events").markdown()
    sys.path.remove(str(ROOT / "docs"))
    assert (ROOT / "docs/EVENTS.md").read_text(encoding="utf-8") == written, "run: python docs/events.py"
