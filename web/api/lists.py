"""Parts of long lists: the filters all of them share, how far the caller sees, and the answer."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Annotated, Any, Protocol
from uuid import UUID

import msgspec
from marshmallow import ValidationError

from domain.names import UnitId, UnitKind
from projections import unit_tree
from projections.listing import CursorUnreadable, Listed, Part, SortUnknown
from projections.ranges import ROOT, narrowed
from projections.reading import Reading
from web import policy
from web.acts import Act, Place
from web.api.operations import Answer
from web.api.shown import Showing
from web.api.things import VERSION, Kind
from web.forms import fault
from web.house import house
from workflows.requests.shapes import Code, Within, Words

MOST = 200


class Row(Protocol):
    """A row of a view: its first field is its id."""

    def __getitem__(self, index: int, /) -> Any: ...


@dataclass(frozen=True, kw_only=True)
class Paged:
    """Which part of a list: so many, after a cursor, sorted by `field` or `-field`."""

    limit: Annotated[int, Within(1, MOST)] = 50
    cursor: Annotated[str, Words(1, 1000, one_line=True)] | None = None
    sort: Code | None = None

    @property
    def part(self) -> Part:
        return Part(self.sort, self.cursor, self.limit)


def list_of(line: type[msgspec.Struct], name: str) -> type[msgspec.Struct]:
    """The shape of a list of these."""
    fields: list[Any] = [("items", tuple[line, ...]), ("next", str | None), ("total", int | None)]  # type: ignore[valid-type]  # made while running
    made = msgspec.defstruct(name, fields, frozen=True, module=__name__)
    made.__doc__ = "Part of a list; `next` is the cursor of what follows, `total` is exact to 10,000 and null beyond."
    return made


@contextmanager
def asked_well() -> Iterator[None]:
    """A cursor or an order that this list does not know is a fault of its field."""
    try:
        yield
    except (CursorUnreadable, OverflowError):
        raise ValidationError({"cursor": fault("cursor").messages}) from None
    except SortUnknown as unknown:
        raise ValidationError({"sort": fault("sort", words=", ".join(unknown.allowed)).messages}) from None


def top_of(db: Reading) -> Place:
    """The unit above all others; what concerns no unit stands there."""
    top = uppermost(db)
    return Place(top.path if top else ROOT)


def uppermost(db: Reading) -> unit_tree.Unit | None:
    """The Bloc, as soon as one is registered."""
    top = unit_tree.units_in(db, [ROOT], unit_tree.Sought(kind=UnitKind.BLOC), Part("path", limit=1))
    return next(iter(top.items), None)


def of_the_top(**_: object) -> Place:
    """For routes about what holds for everyone: it is settled at the top."""
    with house().reading() as db:
        return top_of(db)


def scope(db: Reading, act: Act, under: UnitId | None) -> tuple[str, ...]:
    """The paths at and below which the caller may see; `under` narrows them."""
    reach = policy.reach(act)
    if under is None:
        return reach
    found = unit_tree.units_by_id(db, [under]).get(under)
    return narrowed(reach, found.path) if found else ()


def shown(
    db: Reading,
    kind: Kind,
    shape: type[msgspec.Struct],
    listed: Listed[Any],
    more: Callable[[Showing, Any], dict[str, Any]] = lambda _, __: {},
) -> Answer:
    """The list as an answer."""
    showing = Showing(db, listed.items)
    versions = _versions([row[0] for row in listed.items]) if VERSION[0] in kind.line.__struct_fields__ else {}
    items = tuple(
        showing.show(row, kind.line, version=versions.get(row[0], 0), **more(showing, row)) for row in listed.items
    )
    return Answer(shape(items=items, next=listed.next, total=listed.total))


def _versions(ids: list[UUID]) -> dict[UUID, int]:
    return {thing: len(history) for thing, history in house().journal.histories(ids).items()}
