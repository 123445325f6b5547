"""When power goes, no acknowledged fact is lost: tried on every kind of disk that it may leave behind."""

from contextlib import closing
from pathlib import Path
from random import Random
from typing import NamedTuple
from uuid import UUID, uuid5

import pytest

from tests.faults.crashing import Acknowledged, Disk, RecordedStore, Tape, connected, is_sound
from tests.workflows.journal.hands import CELL, RENAMED, hand, meeting
from workflows.journal.journal import Journal, Writing
from workflows.journal.migration import migrate

COMMANDS, IMAGES, CONTROL = 60, 420, 140
NAMES = UUID(int=26)


class Found(NamedTuple):
    """What stands on a disk after a crash, against what had been answered for."""

    facts: int
    acknowledged: int
    whole: bool

    @property
    def lost(self) -> bool:
        return self.facts < self.acknowledged


def recorded(folder: Path, synchronous: str) -> tuple[Tape, dict[str, bytes]]:
    """Commands of one fact and of several, with names; the log is copied back every dozen pages."""
    file, tape = folder / "nenep.db", Tape()
    migrate(f"sqlite:///{file}")
    before = {file.name: file.read_bytes()}
    other = f"sqlite:///{folder / 'nobody-writes-here.db'}"
    migrate(other)
    with (
        closing(Journal(other)) as journal,
        closing(connected(file, tape, synchronous=synchronous, checkpoint_pages=12)) as connection,
    ):
        journal._appending.store = RecordedStore(other, connection)
        facts = 0
        for number in range(COMMANDS):
            stream, by = uuid5(NAMES, str(number)), hand(command=uuid5(NAMES, f"command {number}"))
            told = ((CELL, RENAMED), (meeting(number % 28),), (meeting(),))[number % 3]
            journal.record(by, Writing(stream, 0, told), claims=[f"name {number}"] if number % 6 == 0 else [])
            facts += len(told)
            tape.operations.append(Acknowledged(facts))
    return tape, before


def crashed(folder: Path, synchronous: str, images: int) -> list[Found]:
    """Power goes after many an operation, each time with another luck."""
    tape, before = recorded(folder, synchronous)
    chance = Random(f"{synchronous} {images}")
    moments = sorted(chance.choices(range(1, len(tape.operations)), k=images))
    disk, gone, found = Disk(before), 0, []
    for number, moment in enumerate(moments):
        for operation in tape.operations[gone:moment]:
            disk.goes_on(operation)
        gone = moment
        image = folder / f"image-{number}"
        image.mkdir()
        for name, content in disk.after_a_crash(chance).items():
            (image / name).write_bytes(content)
        found.append(looked_at(image / "nenep.db", disk.acknowledged))
    return found


def looked_at(file: Path, acknowledged: int) -> Found:
    """As the program finds it when it starts again."""
    sound = is_sound(file)
    with closing(Journal(f"sqlite:///{file}")) as journal:
        verified = journal.verify()
        return Found(journal.head(), acknowledged, sound and verified.whole and verified.length == journal.head())


@pytest.fixture(scope="module")
def at_full(tmp_path_factory: pytest.TempPathFactory) -> list[Found]:
    return crashed(tmp_path_factory.mktemp("full"), "FULL", IMAGES)


def test_no_acknowledged_fact_is_lost(at_full: list[Found]) -> None:
    assert len(at_full) >= 400
    assert [one for one in at_full if one.lost] == []


def test_what_is_left_is_sound_and_its_chain_is_whole(at_full: list[Found]) -> None:
    assert [one for one in at_full if not one.whole] == []


def test_some_disks_were_left_in_the_middle_of_things(at_full: list[Found]) -> None:
    """Else nothing was tried: power went before, between and after acknowledgements, on facts not yet answered for."""
    assert any(one.facts > one.acknowledged for one in at_full)
    assert len({one.facts for one in at_full}) > COMMANDS / 2


def test_without_flushing_each_commit_some_are_lost_so_the_trial_can_fail(tmp_path: Path) -> None:
    assert any(one.lost for one in crashed(tmp_path, "NORMAL", CONTROL))
