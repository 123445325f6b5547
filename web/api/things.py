"""A thing as programs read it: its row in a view, and what its own facts tell, each with the hand that entered it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

import msgspec

from domain.events.fact import Fact
from domain.record import Record
from web.api.shown import Named, Part, Showing, shape_of

SIGNED: tuple[Part, ...] = (
    ("by", str),
    ("on_behalf_of", str | None),
    ("occurred_at", datetime),
    ("recorded_at", datetime),
    ("position", int),
)
VERSION: Part = ("version", int)


class Told(NamedTuple):
    """A fact that a thing shows: its newest one, or `all` of them in their order."""

    fact: type[Fact]
    all: bool = False

    @property
    def shape(self) -> type[msgspec.Struct]:
        return shape_of(self.fact, f"{self.fact.__name__}Told", Named(more=SIGNED))

    @property
    def part(self) -> Any:
        return tuple[self.shape, ...] if self.all else self.shape | None  # type: ignore[name-defined]  # made while running

    def tell(self, showing: Showing, history: Iterable[Record[Any]]) -> Any:
        shown = tuple(showing.fact(record, self.shape) for record in history if isinstance(record.fact, self.fact))
        return shown if self.all else shown[-1] if shown else None


@dataclass(frozen=True)
class Kind:
    """A kind of thing: how it stands in a list, and how it stands alone."""

    line: type[msgspec.Struct]
    whole: type[msgspec.Struct]
    told: Mapping[str, Told]

    def tell(self, showing: Showing, row: Any, history: tuple[Record[Any], ...], /, **more: Any) -> msgspec.Struct:
        """The thing whole, with everything that its facts tell."""
        told = {name: one.tell(showing, history) for name, one in self.told.items()}
        return showing.show(row, self.whole, version=len(history), **told, **more)


def kind_of(name: str, row: Any, named: Named, whole: tuple[Part, ...] = (), **told: Told) -> Kind:
    """A kind from a view's row, whose first field is the id; `whole` and `told` are shown of a single thing alone."""
    renamed = {next(iter(row._fields)): "id", **named.renamed}
    line = named._replace(renamed=renamed, more=(VERSION, *named.more))
    parts: tuple[Part, ...] = tuple((part, one.part) for part, one in told.items())
    more = line._replace(more=(*line.more, *whole, *parts))
    return Kind(shape_of(row, f"{name}Line", line), shape_of(row, name, more), told)
