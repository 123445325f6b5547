"""Whose units: everything at a path and below it is one range of paths, never a list of ids."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, false, or_

ROOT = "/"
AFTER_ROOT = "0"
"""The letter after the slash: everything below `/A/` sorts before `/A0`."""


def in_range(path: ColumnElement[Any], scope: Sequence[str]) -> ColumnElement[bool]:
    """The path is one of the scope's or lies below one."""
    return or_(false(), *((path >= own) & (path < own[:-1] + AFTER_ROOT) for own in scope))


def narrowed(scope: Sequence[str], path: str) -> tuple[str, ...]:
    """The part of a scope that lies at a path and below it."""
    inner = {own for own in scope if own.startswith(path)}
    return tuple(sorted(inner | {path for own in scope if path.startswith(own)}))
