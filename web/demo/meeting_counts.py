"""The figures of a held meeting: who came and spoke, counted; how its time was spent; the points it gives itself."""

from random import Random
from typing import NamedTuple

from domain.names import Grade, ItemTag, MeetingKind
from domain.rulesets import national
from domain.scores import ScoreSheet
from web.demo.habits import Lapse
from web.demo.planned_meetings import PlannedMeeting
from workflows.requests.meetings import ItemHeld

AGENDA = {
    ItemTag.IDEOLOGY: 14,
    ItemTag.HO_CHI_MINH_STUDY: 12,
    ItemTag.CRITICISM: 12,
    ItemTag.CORE_TASK: 26,
    ItemTag.RESOLUTION_REVIEW: 10,
    ItemTag.PROFESSIONAL: 14,
    ItemTag.PARTY_BUILDING: 12,
}
THEME, TOO_MUCH, HARDLY_ANY = 40, 130, 5
ENOUGH = 16
"""Minutes for ideology and criticism together."""
QUIET, LIVELY = (0.1, 0.27), (0.52, 0.8)
LOST, LOST_BY_LAPSES, TAKEN_OFF = 0.04, 0.13, 6


class Counts(NamedTuple):
    """Members at a meeting, by number only."""

    obliged: int
    present: int
    excused: int
    unexcused: int
    speakers: int
    new_speakers: int


def counted(plan: PlannedMeeting, chance: Random) -> Counts:
    """Who came and who spoke; now and then a member is exempt."""
    obliged = plan.cell.members - chance.choice((0, 0, 0, 1))
    absent = -(-obliged // 5) if plan.slips(Lapse.ABSENT) else chance.randint(0, obliged // 10)
    unexcused = chance.randint(0, absent) if plan.slips(Lapse.ABSENT) else 0
    present = obliged - absent
    quiet = plan.slips(Lapse.QUIET)
    spoke = int(present * chance.uniform(*(QUIET if quiet else LIVELY))) + (not quiet)
    speakers = min(max(1, spoke), present)
    return Counts(obliged, present, absent - unexcused, unexcused, speakers, chance.randint(0, speakers // 3))


def agenda(plan: PlannedMeeting) -> tuple[ItemHeld, ...]:
    """The items with their minutes: all of the time between start and end but a few of them."""
    weights = dict(AGENDA)
    if plan.thematic:
        weights[ItemTag.THEME] = THEME
    if plan.slips(Lapse.WITHOUT_IDEOLOGY):
        weights |= {ItemTag.IDEOLOGY: HARDLY_ANY, ItemTag.CRITICISM: 0}
    if plan.slips(Lapse.WITHOUT_STUDY):
        weights[ItemTag.HO_CHI_MINH_STUDY] = 0
    if plan.slips(Lapse.PROFESSIONAL):
        weights[ItemTag.PROFESSIONAL] = TOO_MUCH
    timed = int((plan.ends - plan.starts).total_seconds()) // 60 - 5
    each = {tag: timed * weight // sum(weights.values()) for tag, weight in weights.items()}
    if not plan.slips(Lapse.WITHOUT_IDEOLOGY):
        each[ItemTag.IDEOLOGY] = max(each[ItemTag.IDEOLOGY], ENOUGH - each[ItemTag.CRITICISM])
    return tuple(ItemHeld(tag, minutes) for tag, minutes in each.items() if minutes)


def own_points(plan: PlannedMeeting, chance: Random) -> dict[str, float]:
    """What the cell gives itself, by group of the sheet in force: rather more than it is worth."""
    lost = LOST_BY_LAPSES if plan.lapses else LOST
    return {group: round(most * (1 - chance.uniform(0, lost)), 1) for group, most in _sheet(plan).groups.items()}


def decided(plan: PlannedMeeting, points: dict[str, float]) -> tuple[Grade, float]:
    """The class above, and its points: where something slipped, no Tốt."""
    given = round(sum(points.values()) - (TAKEN_OFF if plan.lapses else 0), 1)
    sheet = _sheet(plan)
    grade = sheet.class_of(given)
    return (Grade.FAIR if plan.lapses and grade is Grade.GOOD else grade), given


def _sheet(plan: PlannedMeeting) -> ScoreSheet:
    sheet = national(plan.starts.date()).sheet
    assert sheet is not None  # the rule sets since 2018 have one
    return sheet


def takes_a_resolution(plan: PlannedMeeting) -> bool:
    """A thematic meeting beside the regular one takes none, and is not scored."""
    return plan.kind is not MeetingKind.THEMATIC
