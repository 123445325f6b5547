"""First floor, right: what people need to see, rebuilt from the journal at will."""

from projections import (
    accords,
    audit_trail,
    case_timeline,
    compliance_board,
    declared_days,
    deficiency_register,
    duties,
    meeting_calendar,
    month_calendars,
    notices,
    office_holders,
    oversight,
    proposals,
    remediation_inbox,
    resolution_tasks,
    roles_held,
    self_checks,
    solution_progress,
    study_campaigns,
    supervision_tasks,
    supervisions,
    supports,
    tasks_of_accords,
    tasks_of_capacity,
    tasks_of_regularity,
    tasks_of_superiors,
    tasks_of_undertakings,
    training,
    undertakings,
    unit_tree,
    vacancies,
    visits,
)
from projections.view import View

assert tasks_of_accords
assert tasks_of_capacity
assert tasks_of_regularity
assert tasks_of_superiors
assert tasks_of_undertakings  # their handlers hang themselves on the tasks

VIEWS: tuple[View, ...] = (
    unit_tree.view,
    office_holders.view,
    roles_held.view,
    meeting_calendar.view,
    compliance_board.view,
    visits.view,
    supervisions.view,
    solution_progress.view,
    vacancies.view,
    training.view,
    duties.view,
    supports.view,
    oversight.view,
    study_campaigns.view,
    undertakings.view,
    proposals.view,
    deficiency_register.view,
    remediation_inbox.view,
    case_timeline.view,
    supervision_tasks.view,
    accords.view,
    resolution_tasks.view,
    month_calendars.view,
    self_checks.view,
    declared_days.view,
    notices.view,
    audit_trail.view,
)
