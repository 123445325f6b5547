"""Who is asked about when tasks are listed: the caller, with the paths of each role; alike for pages and programs."""

from domain.calendar import first_day, month_of, months_on
from domain.names import Role
from projections.tasks_owed import Owing
from web.house import house
from web.policy import Caller


def owing(who: Caller) -> Owing:
    """Their roles; and meetings of this month and the last one, for older months were judged without them."""
    reach = tuple((role, _paths(who, role)) for role in sorted({one.role for one in who.held}))
    month = month_of(house().now().date())
    return Owing(who.person, reach, first_day(months_on(month, -1) or month))


def _paths(who: Caller, role: Role) -> tuple[str, ...]:
    return tuple(one.path for one in who.held if one.role is role)
