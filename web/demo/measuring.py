"""What a review puts down while the stories play: the house's own views, kept up in memory over what was told."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from contextlib import closing
from datetime import date
from functools import cached_property
from typing import Any

from domain.events.programme import ReviewedFigure
from domain.names import UnitId
from domain.record import Record
from projections import undertakings, unit_tree
from projections.database import prepare, view_engine
from projections.measured import Measured, total
from projections.runner import Runner
from projections.undertakings_measured import measures
from workflows.solutions.playbook import Playbook

VIEWS = (unit_tree.view, undertakings.view)
"""What commitments, papers, proposals and self-training are measured by."""
FOLLOWED = frozenset(fact for view in VIEWS for fact in view.handlers)
IN_MEMORY = "sqlite://"


class Measuring:
    """Listens; reads nothing until a measure is asked for."""

    def __init__(self) -> None:
        self._told: list[Record[Any]] = []

    def listen(self, record: Record[Any]) -> None:
        if type(record.fact) in FOLLOWED:
            self._told.append(record)

    def since(self, position: int, limit: int) -> Sequence[Record[Any]]:
        """What the views read on with."""
        first = bisect_right(self._told, position, key=lambda record: record.position)
        return self._told[first : first + limit]

    def head(self) -> int:
        return self._told[-1].position if self._told else 0

    @cached_property
    def _views(self) -> Runner:
        engine = view_engine(IN_MEMORY)
        prepare(engine, VIEWS)
        return Runner(engine, self, VIEWS)

    def figures(self, playbook: Playbook, unit: UnitId, today: date) -> tuple[ReviewedFigure, ...]:
        """The measures of the solution that these views know, over a unit and all below it in the year until today."""
        self._views.catch_up()
        with closing(self._views.engine.connect()) as db:
            own = unit_tree.units.read(db, unit_tree.units.select(None).where(unit_tree.units.c.unit == unit))
            asked = Measured((next(iter(own)).path,), date(today.year, 1, 1), today)
            known = measures(db, asked)
        totals = ((one.code, total(known.get(one.code, {}))) for one in playbook.measures)
        return tuple(ReviewedFigure(code, figure.part, figure.whole) for code, figure in totals if figure)
