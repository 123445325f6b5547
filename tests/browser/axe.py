"""axe-core, fetched once by npm into a folder that is not kept: what people who cannot see or point well need."""

import os
import shutil
import subprocess
import tarfile
from pathlib import Path
from typing import Any

import pytest

VERSION = "4.14.1"
KEPT = Path(__file__).parents[2] / ".venv" / f"axe-core-{VERSION}.js"
GRAVE = {"serious", "critical"}
WHOLE = "async () => (await axe.run(document, {resultTypes: ['violations']})).violations"
COLOURS = "async () => (await axe.run(document, {runOnly: ['color-contrast'], resultTypes: ['violations']})).violations"


def script() -> str:
    """The script; fetched where it is not here yet. Without npm its tests are left out loudly, on CI they fail."""
    if not KEPT.exists():
        if not shutil.which("npm"):
            _leave_out("npm is not installed: NOTHING WAS CHECKED FOR ACCESSIBILITY")
        _fetch()
    return KEPT.read_text(encoding="utf-8")


def grave(violations: list[dict[str, Any]]) -> list[str]:
    """What is serious or critical: the rule, and where."""
    return [
        f"{found['id']}: {node['target'][0]} {node['html'][:120]}"
        for found in violations
        if found["impact"] in GRAVE
        for node in found["nodes"][:3]
    ]


def _fetch() -> None:
    folder = KEPT.parent / "axe-core"
    folder.mkdir(parents=True, exist_ok=True)
    pack = ["npm", "pack", "--silent", f"axe-core@{VERSION}"]
    fetched = subprocess.run(pack, cwd=folder, capture_output=True, text=True, timeout=120)
    if fetched.returncode != 0:
        _leave_out(f"axe-core could not be fetched: {fetched.stderr[-200:]}")
    with tarfile.open(folder / fetched.stdout.strip().splitlines()[-1]) as archive:
        inside = archive.extractfile("package/axe.min.js")
        assert inside is not None
        KEPT.write_bytes(inside.read())
    shutil.rmtree(folder)


def _leave_out(why: str) -> None:
    if os.environ.get("CI") == "true":
        pytest.fail(why)
    pytest.skip(why)
