"""The data of visiting: terms, weights, caps; read once, edited by the customer."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from domain.names import UnitType


@dataclass(frozen=True)
class Terms:
    """Days and months that visiting turns on, and the points of its ranking."""

    feedback_days: int
    silent_months: int
    recurrence_months: int
    weights: Mapping[str, float]
    most: Mapping[str, int]
    types: Mapping[UnitType, float]
    visitors: Mapping[str, float]


@cache
def terms() -> Terms:
    """The terms as they stand in `visiting.toml`."""
    told = tomllib.loads(Path(__file__).with_name("visiting.toml").read_text("utf-8"))
    types = {UnitType(name): points for name, points in told["types"].items()}
    return Terms(**told["terms"], weights=told["weights"], most=told["most"], types=types, visitors=told["visitors"])
