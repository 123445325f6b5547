"""The catalogue of the article: deficiencies, causes, solutions and strengths, by code; their words are the web's."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from domain.names import CauseCode, DeficiencyCode, SolutionCode

_ROOM = Path(__file__).parent


class CauseKind(StrEnum):
    """Nguyên nhân chủ quan, khách quan."""

    SUBJECTIVE = "subjective"
    OBJECTIVE = "objective"


class FoundBy(StrEnum):
    """How a deficiency comes to light: broken rules point to it, people find it, or types of cell are compared."""

    RULES = "rules"
    PEOPLE = "people"
    COMPARISON = "comparison"


@dataclass(frozen=True)
class Deficiency:
    """One of the article's deficiencies: its likely causes, and the solutions to draw on, first choices apart."""

    code: DeficiencyCode
    causes: tuple[CauseCode, ...]
    first_choice: tuple[SolutionCode, ...]
    others: tuple[SolutionCode, ...]
    found_by: FoundBy

    @property
    def solutions(self) -> tuple[SolutionCode, ...]:
        return (*self.first_choice, *self.others)


@dataclass(frozen=True)
class Cause:
    """Why deficiencies come about, and the actions it calls for by itself."""

    code: CauseCode
    kind: CauseKind
    supports: tuple[SolutionCode, ...] = ()


@dataclass(frozen=True)
class Solution:
    """One of the seven solutions, S1 to S7, with its actions S1.1 and on."""

    code: SolutionCode
    actions: tuple[SolutionCode, ...]


def _read(name: str) -> Mapping[str, Any]:
    return tomllib.loads((_ROOM / f"{name}.toml").read_text("utf-8"))


@cache
def deficiencies() -> dict[DeficiencyCode, Deficiency]:
    return {
        DeficiencyCode(code): Deficiency(
            code=DeficiencyCode(code),
            causes=tuple(it["causes"]),
            first_choice=tuple(it["first_choice"]),
            others=tuple(it["solutions"]),
            found_by=FoundBy(it["found_by"]),
        )
        for code, it in _read("deficiencies").items()
    }


@cache
def causes() -> dict[CauseCode, Cause]:
    return {
        CauseCode(code): Cause(CauseCode(code), CauseKind(it["kind"]), tuple(it.get("supports", ())))
        for code, it in _read("causes").items()
    }


@cache
def solutions() -> dict[SolutionCode, Solution]:
    return {
        SolutionCode(code): Solution(SolutionCode(code), tuple(it["actions"]))
        for code, it in _read("solutions").items()
    }


@cache
def actions() -> tuple[SolutionCode, ...]:
    """Every action of every solution: what a step of a plan cites."""
    return tuple(action for solution in solutions().values() for action in solution.actions)


@cache
def strengths() -> tuple[str, ...]:
    """The strengths the article saw, kept as good observations."""
    return tuple(_read("strengths")["strengths"])
