"""A stranger's process mining discovers from the exported log how meetings and remediations go."""

import json
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from projections.listing import Part
from projections.meeting_calendar import Sought as Meetings
from projections.meeting_calendar import meetings_in
from projections.ranges import ROOT
from projections.remediation_inbox import Sought as Cases
from projections.remediation_inbox import cases_in
from tests.bloc import Bloc, Watch
from tests.web.sample_pages import sample_pages
from web.commands.export_ocel import written

PROGRAM = Path(__file__).with_name("discovered.py")


def mined(file: Path) -> dict[str, Any]:
    done = subprocess.run([sys.executable, PROGRAM, file], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout.rpartition("\n")[2])
    return told


def leads(flow: dict[str, Any], before: str, after: str) -> bool:
    """Whether a flow leads from one thing to the other; facts of one command happened at the same time, in no order."""
    seen, waiting = set[str](), [before]
    while waiting:
        here = waiting.pop()
        onward = {b for a, b, _ in flow["follows"] if a == here}
        waiting += onward - seen
        seen |= onward
    return after in seen


@pytest.fixture
def lived(bloc: Bloc, monkeypatch: pytest.MonkeyPatch) -> Bloc:
    """A Bloc whose clock goes on by a second whenever it is looked at: one thing happened after another."""

    def goes_on(watch: Watch) -> datetime:
        watch.now += timedelta(seconds=1)
        return watch.now

    monkeypatch.setattr(Watch, "__call__", goes_on)
    sample_pages(bloc)
    return bloc


@pytest.mark.parametrize("ending", ["json", "sqlite"])
def test_a_stranger_discovers_how_meetings_and_remediations_go(lived: Bloc, tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"log.{ending}"
    assert written(lived.house, file) == lived.recorded()
    told = mined(file)
    assert told["events"] == lived.recorded()
    with lived.house.reading() as db:
        meetings = meetings_in(db, [ROOT], Meetings(), Part(limit=1)).total
        cases = cases_in(db, [ROOT], Cases(), Part(limit=1)).total
    assert (told["objects"]["meeting"], told["objects"]["case"]) == (meetings, cases)
    assert "MeetingScheduled" in told["meeting"]["first"]
    assert any(leads(told["meeting"], "MeetingHeld", after) for after in ("MinutesFiled", "ResolutionPassed"))
    assert told["case"]["first"].keys() <= {"RemediationOpened", "DeficiencyTakenUp"}
    for before, after in (("DeficiencyTakenUp", "PlanSubmitted"), ("PlanSubmitted", "PlanApproved")):
        assert leads(told["case"], before, after)
    assert leads(told["case"], "DeficiencyVerified", "RemediationClosed")
    assert told["edges"] > 0


def test_the_log_names_nobody(lived: Bloc, tmp_path: Path) -> None:
    written(lived.house, tmp_path / "log.json")
    text = (tmp_path / "log.json").read_text(encoding="utf-8")
    for word in ("Nguyễn", "0912345678", "Hoàng Thị Lan", "Chi bộ"):
        assert word not in text


def test_a_file_is_named_by_what_it_is(nenep_ocel: Any, tmp_path: Path) -> None:
    assert nenep_ocel(str(tmp_path / "log.xes")).exit_code == 2
    (tmp_path / "log.json").write_text("mine")
    assert nenep_ocel(str(tmp_path / "log.json")).exit_code == 2
    assert (tmp_path / "log.json").read_text() == "mine"


@pytest.fixture
def nenep_ocel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    from click.testing import CliRunner

    from web.cli import main

    monkeypatch.chdir(tmp_path)
    CliRunner().invoke(main, ["init"])
    return lambda file: CliRunner().invoke(main, ["export", "ocel", file])
