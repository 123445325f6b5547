"""How a cell's months go: what slips, where and how often, and how it gets better when it was put right."""

from collections.abc import Iterable
from enum import StrEnum

from domain.calendar import months_of_quarter
from domain.names import Attribute, DeficiencyCode, Month, UnitType
from web.demo.dice import dice
from web.demo.shape import PlannedUnit
from web.demo.span import LAST

SET_DAYS = (3, 3, 4, 5, 5, 5, 6, 7, 8, 10, 12)


def set_day(seed: int, cell: PlannedUnit) -> int:
    """The day of the month the cell meets on."""
    return dice(seed, "set day", cell.code).choice(SET_DAYS)


class Lapse(StrEnum):
    """What may go wrong with a cell's month."""

    SILENT = "silent"
    MISSED = "missed"
    OFF_ITS_DAY = "off_its_day"
    SHORT = "short"
    UNPREPARED = "unprepared"
    UNANNOUNCED = "unannounced"
    ABSENT = "absent"
    QUIET = "quiet"
    WITHOUT_IDEOLOGY = "without_ideology"
    WITHOUT_STUDY = "without_study"
    PROFESSIONAL = "professional"
    WITHOUT_THEME = "without_theme"
    SKETCHY_MINUTES = "sketchy_minutes"
    NO_RESOLUTION = "no_resolution"
    UNPOSTED = "unposted"


TROUBLED = {
    UnitType.AGENCY: 0.035,
    UnitType.PUBLIC_SERVICE_UNIT: 0.05,
    UnitType.STATE_ENTERPRISE: 0.11,
    UnitType.NON_STATE_ENTERPRISE: 0.2,
    UnitType.FOREIGN_OWNED_ENTERPRISE: 0.27,
    UnitType.COOPERATIVE_UNION: 0.05,
}
"""The share of months in which something slips, on average over the cells of a type."""
WEAK_CELLS, WEAK, SOUND = 0.25, 2.8, 0.4
"""So many cells have most of the trouble."""
MOST = 0.8
FOR_THE_SECRETARY = 0.04
"""So many secretaries, without a phone, have someone enter for them."""
WORSE = {Attribute.SCATTERED: 1.6, Attribute.NEWLY_FOUNDED: 1.5, Attribute.SHIFT_WORK: 1.15}
FIRST_YEAR, NEWEST_MONTHS = 1.3, 0.95
AFTER_REMEDY = 0.35
"""What is left of a lapse once it was remedied; training and order rub off on the others."""
RUBS_OFF = 0.92
FADED = 0.5
"""What is left of a remedy after years without any record."""
_EVERYWHERE = {
    Lapse.SHORT: 2.0,
    Lapse.QUIET: 2.5,
    Lapse.UNPREPARED: 1.5,
    Lapse.UNANNOUNCED: 1.5,
    Lapse.SKETCHY_MINUTES: 1.5,
    Lapse.NO_RESOLUTION: 1.2,
    Lapse.WITHOUT_IDEOLOGY: 1.0,
    Lapse.WITHOUT_STUDY: 0.8,
    Lapse.PROFESSIONAL: 1.0,
    Lapse.WITHOUT_THEME: 3.0,
    Lapse.ABSENT: 0.8,
    Lapse.OFF_ITS_DAY: 0.7,
    Lapse.MISSED: 0.25,
    Lapse.SILENT: 0.15,
    Lapse.UNPOSTED: 0.4,
}
TENDENCY: dict[UnitType, dict[Lapse, float]] = {
    UnitType.AGENCY: _EVERYWHERE | {Lapse.PROFESSIONAL: 3.0, Lapse.QUIET: 3.5},
    UnitType.PUBLIC_SERVICE_UNIT: _EVERYWHERE | {Lapse.PROFESSIONAL: 4.0},
    UnitType.STATE_ENTERPRISE: _EVERYWHERE | {Lapse.PROFESSIONAL: 2.0, Lapse.NO_RESOLUTION: 2.0},
    UnitType.NON_STATE_ENTERPRISE: _EVERYWHERE
    | {Lapse.UNANNOUNCED: 3.0, Lapse.UNPREPARED: 3.0, Lapse.SKETCHY_MINUTES: 2.5},
    UnitType.FOREIGN_OWNED_ENTERPRISE: _EVERYWHERE
    | {
        Lapse.OFF_ITS_DAY: 4.0,
        Lapse.MISSED: 1.5,
        Lapse.SILENT: 0.8,
        Lapse.SHORT: 4.0,
        Lapse.QUIET: 4.0,
        Lapse.ABSENT: 2.0,
    },
    UnitType.COOPERATIVE_UNION: _EVERYWHERE,
}
OF_SCATTERED = {Lapse.OFF_ITS_DAY: 5.0, Lapse.MISSED: 1.5, Lapse.ABSENT: 3.0}
REMEDIED_BY: dict[str, tuple[Lapse, ...]] = {
    "D01": (Lapse.WITHOUT_IDEOLOGY, Lapse.PROFESSIONAL),
    "D02": (Lapse.MISSED, Lapse.SILENT, Lapse.OFF_ITS_DAY),
    "D03": (Lapse.QUIET, Lapse.SHORT),
    "D04": (Lapse.QUIET, Lapse.UNPREPARED),
    "D05": (Lapse.QUIET,),
    "D06": (Lapse.SHORT,),
    "D07": (Lapse.WITHOUT_IDEOLOGY,),
    "D09": (Lapse.UNPREPARED,),
    "D10": (Lapse.UNANNOUNCED,),
    "D11": (Lapse.SKETCHY_MINUTES, Lapse.NO_RESOLUTION),
    "D14": (Lapse.PROFESSIONAL,),
    "D16": (Lapse.WITHOUT_IDEOLOGY,),
    "D17": (Lapse.WITHOUT_STUDY,),
    "D19": (Lapse.WITHOUT_THEME,),
}
"""The lapses behind a deficiency: remedied, they become rare."""


class Habits:
    """How one cell's months go, from the first one to the last."""

    def __init__(self, seed: int, cell: PlannedUnit) -> None:
        assert cell.type is not None  # a cell has the type of its organisation
        self.seed, self.cell = seed, cell
        chance = dice(seed, "habits", cell.code)
        self.weak = chance.random() < WEAK_CELLS
        self.set_day = set_day(seed, cell)
        self.theme_months: dict[Month, Month] = {}
        self.someone_enters = chance.random() < FOR_THE_SECRETARY
        share = TROUBLED[cell.type] * (WEAK if self.weak else SOUND)
        for mark in cell.attributes:
            share *= WORSE.get(mark, 1.0)
        self.share = min(share, MOST)
        self.tendency = dict(TENDENCY[cell.type]) | (OF_SCATTERED if Attribute.SCATTERED in cell.attributes else {})
        for own in chance.sample(sorted(self.tendency), 2):
            self.tendency[own] *= 3
        self.remedied: dict[Lapse, float] = {}

    def lapses(self, month: Month) -> frozenset[Lapse]:
        """What slips this month; mostly nothing."""
        chance = dice(self.seed, "month", self.cell.code, month)
        if chance.random() >= self.share * (FIRST_YEAR if month <= LAST else NEWEST_MONTHS):
            return frozenset()
        names = sorted(self.tendency)
        drawn = chance.choices(names, [self.tendency[name] for name in names], k=chance.choice((1, 1, 2, 3)))
        return frozenset(lapse for lapse in drawn if chance.random() < self.remedied.get(lapse, 1.0))

    def theme_month(self, month: Month) -> Month:
        """The month of its quarter in which the cell holds a thematic meeting."""
        quarter = months_of_quarter(month)
        if quarter[0] not in self.theme_months:
            self.theme_months[quarter[0]] = dice(self.seed, "theme", self.cell.code, quarter[0]).choice(quarter)
        return self.theme_months[quarter[0]]

    def fade(self) -> None:
        """Years later a good part of what was put right has slipped again."""
        self.remedied = {lapse: 1 - (1 - left) * FADED for lapse, left in self.remedied.items()}

    def remedy(self, codes: Iterable[DeficiencyCode]) -> None:
        """What a closed case put right stays better."""
        for lapse in self.tendency:
            self.remedied[lapse] = self.remedied.get(lapse, 1.0) * RUBS_OFF
        for code in codes:
            for lapse in REMEDIED_BY.get(code, ()):
                self.remedied[lapse] *= AFTER_REMEDY
