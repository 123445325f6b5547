"""The types of objects and their attributes: what the first fact of each kind of thing says."""

from collections.abc import Mapping

from domain.events.deficiency import DeficiencyRecorded
from domain.events.fact import Fact
from domain.events.meeting import MeetingScheduled
from domain.events.person import PersonEntered
from domain.events.remediation import RemediationOpened
from domain.events.supervision import SupervisionProposed
from domain.events.unit import UnitRegistered
from domain.events.visit import VisitPlanned
from web.ocel.told import Kind, columns

BEGINS: Mapping[Kind, type[Fact]] = {
    Kind.UNIT: UnitRegistered,
    Kind.MEETING: MeetingScheduled,
    Kind.VISIT: VisitPlanned,
    Kind.SUPERVISION: SupervisionProposed,
    Kind.DEFICIENCY: DeficiencyRecorded,
    Kind.CASE: RemediationOpened,
    Kind.PERSON: PersonEntered,
}
OBJECT_TYPES: Mapping[str, dict[str, str]] = {kind.value: columns(fact) for kind, fact in BEGINS.items()}
