"""A register of units as customers keep it: its lines compared, as a whole, with the units that are known here.

`compare(listed, known, day)` answers what is to be entered and amended, and every fault and doubt at once.
"""

from domain.register.comparison import Compared, compare
from domain.register.known import Known
from domain.register.listed import Column, ListedUnit, Someone, Standing
from domain.register.plan import RegisterPlan, SeatTaken, UnitToAmend, UnitToEnter
from domain.register.remarks import Doubt, Fault, Remark

__all__ = [
    "Column", "Compared", "Doubt", "Fault", "Known", "ListedUnit", "RegisterPlan", "Remark", "SeatTaken", "Someone",
    "Standing", "UnitToAmend", "UnitToEnter", "compare",
]  # fmt: skip
