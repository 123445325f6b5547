"""A command sent again is known again, whichever process it reaches."""

import os
import subprocess
import sys

ASKED = "from workflows.desk import fingerprint; print(fingerprint('x', frozenset({'p-a', 'p-b', 'p-c'})).hex())"


def test_what_two_people_asked_for_has_one_mark_in_every_process() -> None:
    marks = {_mark(seed) for seed in ("1", "2", "3", "4")}
    assert len(marks) == 1


def _mark(seed: str) -> str:
    asked = [sys.executable, "-c", ASKED]
    return subprocess.run(
        asked, env=os.environ | {"PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True
    ).stdout
