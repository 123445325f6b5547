"""The story of a theme paper (báo cáo chuyên đề): assigned before a thematic meeting, finished, or given up."""

from dataclasses import dataclass
from datetime import date

from domain.events.fact import Fact
from domain.names import PersonId, Sealed, UnitId


@dataclass(frozen=True, slots=True)
class ThemePaperAssigned(Fact):
    """Someone of the unit is to write the paper of a thematic meeting by a day."""

    unit: UnitId
    theme: str
    author: PersonId
    due: date


@dataclass(frozen=True, slots=True)
class ThemePaperFinished(Fact):
    """The paper is there for the members to read."""

    on: date


@dataclass(frozen=True, slots=True)
class ThemePaperDropped(Fact):
    """The paper is no longer wanted."""

    reason: Sealed


ThemePaperFact = ThemePaperAssigned | ThemePaperFinished | ThemePaperDropped
