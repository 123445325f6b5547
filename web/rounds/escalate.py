"""A task overdue beyond a span is told to the next level above, and bears the mark of it."""

from datetime import date

from domain.reminding import terms
from projections.notices import marks_about
from projections.tasks_with_terms import tasks_with_terms
from web.house import House
from web.rounds.errand import hand_on
from web.rounds.recipients import Recipients
from workflows.reactions.tell_the_level_above import Escalation, commands, escalations


def escalate(here: House, on: date) -> int:
    """How many tasks climbed a level."""
    with here.reading() as db:
        to = Recipients(db)
        near = tasks_with_terms(db, on, terms().no_longer_after_months)
        risen = list(escalations(((to.of(one), to.above(one)) for one in near), on, here.workdays.calendar()))
        marks = marks_about(db, {one.task.about for one in risen})
    levels = {(key, mark.due): mark.level for key, mark in marks.items()}

    def is_new(one: Escalation) -> bool:
        task = one.task
        return one.level > levels.get(((task.about, task.task, task.n), task.due), 0)

    new = list(filter(is_new, risen))
    here.journal.record_many(commands(new, hand_on(here, on)))
    here.catch_up()
    return len(new)
