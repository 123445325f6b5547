"""The rule sets as shipped: HD09-2012, HD12-2018, HD42-2025, read from the data beside this file."""

import tomllib
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from domain.calendar import months_after
from domain.names import Grade, RuleCode, RuleSetId
from domain.rulesets.ruleset import RuleSet, Terms
from domain.scores import Ladder, Rung, ScoreSheet

_ROOM = Path(__file__).parent


@cache
def shipped() -> dict[RuleSetId, RuleSet]:
    """The national rule sets in the order in which they came into force."""
    sets = [_read(tomllib.loads(path.read_text("utf-8"))) for path in sorted(_ROOM.glob("*.toml"))]
    return {ruleset.id: ruleset for ruleset in sorted(sets, key=lambda each: each.in_force_from)}


@lru_cache(4096)
def national(on: date) -> RuleSet:
    """The shipped rule set in force on a day; before the first of them, the first is asked."""
    standing = [ruleset for ruleset in shipped().values() if ruleset.in_force_on(on)]
    return standing[-1] if standing else next(iter(shipped().values()))


def came_back(closed: date, found: date) -> bool:
    """Whether what was found on a day is a recurrence of what was closed before, by the rules of that day."""
    return closed <= found <= months_after(closed, national(found).terms.recurrence_months)


def _read(data: dict[str, Any]) -> RuleSet:
    rules = {RuleCode(code): values for code, values in data["rules"].items()}
    return RuleSet(
        id=RuleSetId(data["id"]),
        version=data["version"],
        in_force_from=data["in_force_from"],
        in_force_until=data.get("in_force_until"),
        basis=data["basis"],
        parameters={code: {name: it["value"] for name, it in values.items()} for code, values in rules.items()},
        sources={code: {name: it["source"] for name, it in values.items()} for code, values in rules.items()},
        terms=_terms(data["terms"]),
        sheet=sheet_from(data["score_sheet"]) if "score_sheet" in data else None,
    )


def _terms(data: dict[str, Any]) -> Terms:
    values: dict[str, Any] = {name: it["value"] for name, it in data.items()}
    return Terms(**(values | {"effect_asked_after_months": tuple(values["effect_asked_after_months"])}))


def sheet_from(data: dict[str, Any]) -> ScoreSheet:
    """A score sheet from its data: parts, classes, groups, and how parts follow from facts."""
    return ScoreSheet(
        {part: float(most) for part, most in data["groups"].items()},
        {Grade(grade): float(least) for grade, least in data["classes"].items()},
        data.get("within", {}),
        {part: tuple(map(RuleCode, rules)) for part, rules in data.get("computed", {}).items()},
        {part: _ladder(rungs) for part, rungs in data.get("ladders", {}).items()},
    )


def _ladder(data: dict[str, Any]) -> Ladder:
    rungs = tuple(Rung(float(least), float(points)) for least, points in data["rungs"])
    return Ladder(RuleCode(data["rule"]), data["measure"], rungs)


@cache
def example_sheet() -> ScoreSheet:
    """A local sheet with ladders, for a locality to adopt as it is or to take its own from."""
    return sheet_from(tomllib.loads((_ROOM / "sheets" / "local-ladders.toml").read_text("utf-8")))
