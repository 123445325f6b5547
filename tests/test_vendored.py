"""What the pages borrow is what the lock says, and no icon is drawn that is not there or not used."""

import hashlib
import json
import re
from pathlib import Path

WEB = Path(__file__).parent.parent / "web"
STATIC = WEB / "static"


def drawn() -> set[str]:
    return set(re.findall(r'<symbol id="([^"]+)"', (STATIC / "icons.svg").read_text(encoding="utf-8")))


def test_every_borrowed_file_is_the_one_in_the_lock():
    lock = json.loads((STATIC / "vendor.lock").read_text(encoding="utf-8"))
    for entry in lock:
        assert hashlib.sha256((STATIC / entry["file"]).read_bytes()).hexdigest() == entry["sha256"], entry["file"]
        assert entry["name"], entry["version"]
    borrowed = {"fonts", "htmx", "icons"}
    files = {str(path.relative_to(STATIC)) for path in STATIC.rglob("*") if path.is_file()}
    here = {file for file in files if Path(file).name.split(".")[0] in borrowed or file.startswith("fonts/")} - {
        "icons.txt"
    }
    assert here == {entry["file"] for entry in lock}


def test_every_icon_a_template_names_is_drawn():
    named = {
        name
        for path in WEB.rglob("*.html")
        for name in re.findall(r"\bicon\(\"([a-z0-9-]+)\"", path.read_text(encoding="utf-8"))
    }
    assert named - drawn() == set()


def test_the_sprite_is_what_its_list_says():
    assert drawn() == set((STATIC / "icons.txt").read_text(encoding="utf-8").split())


def test_the_scripts_stay_small():
    scripts = ("app.js", "drafts.js", "map.js")
    assert all(len((STATIC / name).read_text(encoding="utf-8").splitlines()) <= 150 for name in scripts)
