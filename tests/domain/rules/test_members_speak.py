"""R-SPEAK."""

import pytest

from tests.domain.rules.cell import BROKEN, KEPT, NOT_APPLICABLE, Cell

OCTOBER = "2026-10"


@pytest.mark.parametrize(
    ("speakers", "rung", "outcome"),
    [
        (11, "good", KEPT),
        (10, "fair", KEPT),
        (8, "fair", KEPT),
        (7, "average", KEPT),
        (6, "average", KEPT),
        (5, "below", BROKEN),
    ],
)
def test_the_share_of_those_present_who_spoke_stands_on_a_ladder_of_50_40_and_30_percent(speakers, rung, outcome):
    cell = Cell()
    cell.meets("2026-10-05").held(speakers=speakers)
    verdict = cell.verdict("R-SPEAK", OCTOBER)
    assert (verdict.observed["rung"], verdict.verdict) == (rung, outcome)


def test_one_speaker_of_fourteen_points_to_members_shy_of_speaking():
    cell = Cell()
    cell.meets("2026-10-05").held(present=14, speakers=1)
    verdict = cell.verdict("R-SPEAK", OCTOBER)
    assert (verdict.verdict, verdict.points_to, verdict.would_suffice) == (BROKEN, ("D05",), {"speakers": 5})


def test_where_nobody_was_present_nobody_could_speak():
    cell = Cell()
    cell.meets("2026-10-05").held(present=0)
    assert cell.verdict("R-SPEAK", OCTOBER).verdict is NOT_APPLICABLE
