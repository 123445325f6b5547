"""Whose units: everything at a path and below it is one range of paths, never a list of ids."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, false, or_, select, true

from projections.temporal import moment, so_today

ROOT = "/"
AFTER_ROOT = "0"
"""The letter after the slash: everything below `/A/` sorts before `/A0`."""


class Narrowed(tuple[str, ...]):  # noqa: SLOT001  # it knows more than its ranges
    """Part of a scope: the ranges that lie both in it and below a path."""

    scope: tuple[str, ...]
    below: str


def in_range(path: ColumnElement[Any], scope: Sequence[str]) -> ColumnElement[bool]:
    """The path is one of the scope's or lies below one.

    As at a past moment, who may see is decided by today's tree, and what lies below a path by the tree of then.
    """
    if moment() is None:
        return _in(path, scope)
    if isinstance(scope, Narrowed):
        return in_range(path, scope.scope) & _in(path, [scope.below])
    return true() if ROOT in scope else _seen_today(path, scope)


def _in(path: ColumnElement[Any], scope: Sequence[str]) -> ColumnElement[bool]:
    return or_(false(), *((path >= own) & (path < own[:-1] + AFTER_ROOT) for own in scope))


def _seen_today(path: ColumnElement[Any], scope: Sequence[str]) -> ColumnElement[bool]:
    table: Any = path.table  # of the units, or of an alias of theirs
    today = getattr(table, "element", table).alias()
    seen: ColumnElement[bool] = table.c.unit.in_(select(today.c.unit).where(so_today(today), _in(today.c.path, scope)))
    return seen


def narrowed(scope: Sequence[str], path: str) -> Narrowed:
    """The part of a scope that lies at a path and below it."""
    inner = {own for own in scope if own.startswith(path)}
    found = Narrowed(sorted(inner | {path for own in scope if path.startswith(own)}))
    found.scope, found.below = tuple(scope), path
    return found
