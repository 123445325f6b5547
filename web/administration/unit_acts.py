"""What happens to a unit of the register: a table of acts, each a request of the same shape."""

from collections.abc import Callable
from typing import Any, NamedTuple

from flask import abort, url_for
from werkzeug.wrappers import Response as AnyResponse

from domain.names import UnitId
from projections.reading import Reading
from projections.unit_tree import unit_by_code
from web import places, policy
from web.acts import Act, Place
from web.administration.routes import rooms
from web.answers import recorded
from web.asking import from_form
from web.hands import hand, seen
from web.house import house
from web.languages import gettext
from web.shell import N_
from workflows.desk import Thing
from workflows.journal.journal import Receipt
from workflows.requests import units as asks


class UnitAct(NamedTuple):
    """What a form of the unit's page asks for, and what is said when it stands in the journal."""

    shape: type[Any]
    ask: Callable[..., Receipt]
    said: str


ACTS = {
    "rename": UnitAct(asks.RenameUnit, asks.rename_unit, N_("Đã ghi tên mới.")),
    "move": UnitAct(asks.MoveUnit, asks.move_unit, N_("Đã chuyển cấp trên.")),
    "merge": UnitAct(asks.MergeUnit, asks.merge_unit, N_("Đã sáp nhập.")),
    "split": UnitAct(asks.SplitUnit, asks.split_unit, N_("Đã chia tách.")),
    "dissolve": UnitAct(asks.DissolveUnit, asks.dissolve_unit, N_("Đã giải thể.")),
    "offices": UnitAct(asks.FillOffice, asks.fill_office, N_("Đã ghi người giữ chức vụ.")),
    "set-day": UnitAct(asks.AgreeSetDay, asks.agree_set_day, N_("Đã ghi ngày sinh hoạt cố định.")),
    "members": UnitAct(asks.CountMembers, asks.count_members, N_("Đã ghi số đảng viên.")),
    "attributes": UnitAct(asks.DeclareAttributes, asks.declare_attributes, N_("Đã ghi đặc điểm.")),
}


@rooms.post("/register/units/<code>/<any(" + ", ".join(f"'{name}'" for name in ACTS) + "):act>")
@policy.needs(Act.REGISTER_UNITS, of=places.of_unit)
def act_on_unit(code: str, act: str) -> AnyResponse:
    shape, ask, said = ACTS[act]
    asked = from_form(shape)
    with house().reading() as db:
        found = unit_by_code(db, code) or abort(404)
        for other in _others(asked):
            policy.require(Act.REGISTER_UNITS, _place(db, other))
    ask(house().desk, hand(), Thing(found.unit, seen()), asked)
    return recorded(url_for("administration.unit", code=code), gettext(said))


def _others(asked: Any) -> tuple[UnitId, ...]:
    """The other units that an act touches: whoever moves or merges a unit answers for where it goes."""
    into = getattr(asked, "into", getattr(asked, "parent", ()))
    return into if isinstance(into, tuple) else (into,)


def _place(db: Reading, unit: UnitId) -> Place | None:
    return places.path_of(db, unit)
