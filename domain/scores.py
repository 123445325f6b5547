"""The score sheet of a meeting (bảng chấm điểm sinh hoạt chi bộ): parts with their points, and classes by their sum.

A part is voted, or follows from recorded facts: by the verdicts of rules, or by the rung that a measure reaches.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from domain.names import Grade, RuleCode

_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Rung:
    """From so much of the measure on, so many points."""

    least: float
    points: float


@dataclass(frozen=True)
class Ladder:
    """Points by how far a measure goes that a rule observes, such as the share of members who spoke."""

    rule: RuleCode
    measure: str
    rungs: tuple[Rung, ...]

    def points(self, reached: float) -> float:
        """Those of the highest rung that was reached; none below the first."""
        return max((rung.points for rung in self.rungs if reached >= rung.least), default=0.0)


@dataclass(frozen=True)
class ScoreSheet:
    """The most points of each part, and the least sum of each class; below them all the class is poor (Kém).

    `within` names the group that a part belongs to, where it is not a group of its own. A part in `computed` gets its
    points by how many of these rules are kept, one in `ladders` by its ladder; the others are voted.
    """

    groups: dict[str, float]
    classes: dict[Grade, float]
    within: dict[str, str] = field(default_factory=dict)
    computed: dict[str, tuple[RuleCode, ...]] = field(default_factory=dict)
    ladders: dict[str, Ladder] = field(default_factory=dict)

    @property
    def full(self) -> float:
        return sum(self.groups.values())

    def rules_of(self, part: str) -> tuple[RuleCode, ...]:
        """The rules whose findings give the part its points; none where it is voted."""
        return (self.ladders[part].rule,) if part in self.ladders else self.computed.get(part, ())

    def faults(self, points: Mapping[str, float]) -> tuple[str, ...]:
        """The groups that the sheet does not know, or whose points lie outside it."""
        return tuple(group for group, given in points.items() if not 0 <= given <= self.groups.get(group, -1))

    def missing(self, points: Mapping[str, float], not_applicable: Collection[str] = _NONE) -> tuple[str, ...]:
        """The groups that wait for points."""
        return tuple(group for group in self.groups if group not in points and group not in not_applicable)

    def total(self, points: Mapping[str, float], not_applicable: Collection[str] = _NONE) -> float:
        """The sum, out of the full sheet: what is not applicable neither gives nor takes points."""
        counted = {group: most for group, most in self.groups.items() if group not in not_applicable}
        most = sum(counted.values())
        given = sum(points.get(group, 0) for group in counted)
        return round(given * self.full / most, 2) if most else 0.0

    def class_of(self, total: float) -> Grade:
        """The class that the sum alone would give; the superior committee decides."""
        for grade, least in sorted(self.classes.items(), key=lambda rung: -rung[1]):
            if total >= least:
                return grade
        return Grade.POOR
