"""First floor, right: what people need to see, rebuilt from the journal at will."""

from projections import (
    deficiency_register,
    meeting_calendar,
    office_holders,
    remediation_inbox,
    roles_held,
    tasks,
    unit_tree,
)
from projections.view import View

VIEWS: tuple[View, ...] = (
    unit_tree.view,
    office_holders.view,
    roles_held.view,
    meeting_calendar.view,
    deficiency_register.view,
    remediation_inbox.view,
    tasks.view,
)
