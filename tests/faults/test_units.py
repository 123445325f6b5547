"""The units of `deploy/`, as systemd reads them: nothing in them is unknown to it."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.faults.deploying import FOLDER

ANALYZE = shutil.which("systemd-analyze")
UNITS = sorted(one.name for one in FOLDER.glob("*.service"))
PROGRAMS = ("/opt/nenep/.venv/bin/nenep", "/usr/bin/etcd", "/usr/bin/patroni")
pytestmark = pytest.mark.skipif(not ANALYZE, reason="LEFT OUT: systemd-analyze is not here (Debian's systemd)")


@pytest.mark.parametrize("name", UNITS)
def test_systemd_understands_every_line_of_a_unit(name: str, tmp_path: Path) -> None:
    assert said_of(name, (FOLDER / name).read_text(encoding="utf-8"), tmp_path) == (0, "")


def test_what_it_does_not_understand_would_be_said(tmp_path: Path) -> None:
    unit = (FOLDER / "nenep-web.service").read_text(encoding="utf-8").replace("ProtectHome", "ProtectHouse")
    assert "ProtectHouse" in said_of("nenep-web.service", unit, tmp_path)[1]


def said_of(name: str, unit: str, folder: Path) -> tuple[int, str]:
    """The programs that a unit calls stand in a folder here: they are installed on the machines it is for."""
    for program in PROGRAMS:
        here = folder / Path(program).name
        here.touch(mode=0o755)
        unit = unit.replace(program, str(here))
    (folder / name).write_text(unit, encoding="utf-8")
    told = subprocess.run(
        [str(ANALYZE), "verify", "--man=no", folder / name], capture_output=True, text=True, check=False
    )
    return told.returncode, told.stderr
