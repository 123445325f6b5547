"""What the fields of a request may hold. The web derives its only schema from these annotations."""

from dataclasses import dataclass
from typing import Annotated


@dataclass(frozen=True)
class Words:
    """A text, NFC, without control characters, of so many characters; on one line or on several."""

    at_least: int = 1
    at_most: int = 20_000
    one_line: bool = False


@dataclass(frozen=True)
class Within:
    """A number from `least` to `most`, both included."""

    least: float
    most: float


Text = Annotated[str, Words()]
"""Free words typed by a person: always sealed before they reach the journal."""
Line = Annotated[str, Words(1, 300, one_line=True)]
"""One line: a name, a place, the number of a document."""
Code = Annotated[str, Words(1, 64, one_line=True)]
Count = Annotated[int, Within(0, 100_000)]
Minutes = Annotated[int, Within(0, 1_440)]
Points = Annotated[float, Within(0, 100)]
StepNumber = Annotated[int, Within(1, 500)]
DayOfMonth = Annotated[int, Within(1, 31)]
Days = Annotated[int, Within(0, 15)]


@dataclass(frozen=True)
class Nothing:
    """A request that carries nothing but its act."""


@dataclass(frozen=True)
class Because:
    """A request that carries its reason."""

    reason: Text
