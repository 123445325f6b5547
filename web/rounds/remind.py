"""Whoever owes a task with a term is told in time, on the day and after it; in the program at once, by mail later."""

from datetime import date

from domain.reminding import terms
from projections.notices import known
from projections.tasks_with_terms import tasks_with_terms
from web.house import House
from web.rounds.errand import hand_on
from web.rounds.recipients import Recipients
from workflows.reactions.remind_before_on_and_after_a_term import commands, reminders


def remind(here: House, on: date) -> int:
    """How many reminders were told."""
    with here.reading() as db:
        to = Recipients(db)
        near = [to.of(one) for one in tasks_with_terms(db, on, terms().no_longer_after_months)]
        due = list(reminders(near, on, here.workdays.calendar()))
        told = known(db, {one.stream for one in due})
    new = [one for one in due if one.stream not in told]
    here.journal.record_many(commands(new, hand_on(here, on)))
    here.catch_up()
    return len(new)
