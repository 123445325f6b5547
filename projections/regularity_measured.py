"""How regular cells are, as a measure of the solutions: cell-months with their meeting on its day."""

from collections import Counter

from sqlalchemy import Connection

from domain.names import UnitType
from projections.measured import Figure, Measured, Measures
from projections.regularity import Asked, by_type


def measures(db: Connection, asked: Measured) -> Measures:
    """Of the cell-months that owe a regular meeting, those that held it on its day."""
    due: Counter[UnitType | None] = Counter()
    on_time: Counter[UnitType | None] = Counter()
    for line in by_type(db, Asked(asked.scope, *asked.months, asked.at)):
        due[line.type] += line.sums.due
        on_time[line.type] += line.sums.on_time
    return {"held_on_time": {type_: Figure(on_time[type_], due[type_]) for type_ in due}}
