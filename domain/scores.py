"""The score sheet of a meeting (bảng chấm điểm sinh hoạt chi bộ): groups of points, and classes by their sum."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from domain.names import Grade

_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True)
class ScoreSheet:
    """The most points of each group, and the least sum of each class; below them all the class is poor (Kém)."""

    groups: dict[str, float]
    classes: dict[Grade, float]

    @property
    def full(self) -> float:
        return sum(self.groups.values())

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
