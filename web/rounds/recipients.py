"""Who is told of a task: its own person, else whoever holds its role at the unit or nearest above; and who is above."""

from collections import defaultdict
from collections.abc import Iterator

from domain.names import PersonId, Role
from domain.reminding import roles_above
from projections.ranges import ROOT
from projections.reading import Reading
from projections.roles_held import everyones_roles
from projections.tasks_with_terms import Placed
from workflows.reactions.remind_before_on_and_after_a_term import TaskWithTerm
from workflows.reactions.tell_the_level_above import Above


class Recipients:
    """Everyone who may sign in, by role and path; asked for once a round."""

    def __init__(self, db: Reading) -> None:
        held = everyones_roles(db)
        self.people = {one.person for one in held}
        self._at: dict[tuple[Role, str], list[PersonId]] = defaultdict(list)
        for one in held:
            self._at[one.role, one.path].append(one.person)

    def nearest(self, role: Role, path: str) -> tuple[PersonId, ...]:
        """Who holds a role at the path, or at the nearest one above where anybody does."""
        return next((tuple(found) for own in _upwards(path) if (found := self._at.get((role, own)))), ())

    def of(self, placed: Placed) -> TaskWithTerm:
        """The task with those who are to be reminded of it."""
        task, path = placed
        assert task.due is not None  # tasks with terms alone are asked for
        own = task.person is not None and task.person in self.people
        people = (task.person,) if own and task.person else self.nearest(task.role, path)
        return TaskWithTerm(task.about, task.kind.value, task.n, task.unit, task.due, people)

    def above(self, placed: Placed) -> tuple[Above, ...]:
        """The levels above a task at which somebody is there to be told who was not told on a lower one."""
        told, levels = set(self.of(placed).people), list[Above]()
        for role in roles_above(placed.task.role):
            people = tuple(person for person in self.nearest(role, placed.path) if person not in told)
            told.update(people)
            if people:
                levels.append(Above(role, people))
        return tuple(levels)


def _upwards(path: str) -> Iterator[str]:
    """`/A/B/C/`, `/A/B/`, `/A/`."""
    while path != ROOT:
        yield path
        path = path[: path.rstrip(ROOT).rfind(ROOT) + 1]
