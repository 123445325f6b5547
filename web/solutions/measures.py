"""What measures each solution: the code of a measure, and the view that answers it. What no view answers shows as "–".

A question may answer several codes; it is asked once, however many are wanted of it.
"""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from projections import (
    accords_measured,
    meetings_measured,
    process_measured,
    study_measured,
    support_measured,
    training_measured,
    undertakings_measured,
    vacancies,
    visits_measured,
)
from projections.measured import Figure, Measured, Question, total
from projections.reading import Reading
from workflows.solutions.playbook import Measure, Playbook

QUESTIONS: dict[str, Question] = {
    "held_on_time": process_measured.measures,
    "vacancy_days": vacancies.measures,
    "secretaries_trained": training_measured.measures,
    "kept_before_training": training_measured.measures,
    "kept_after_training": training_measured.measures,
    "non_state_with_plan": support_measured.measures,
    "quality_at_first": support_measured.measures,
    "quality_at_last": support_measured.measures,
    **dict.fromkeys(("cells_without_overseer", "cells_visited", "days_to_feedback"), visits_measured.measures),
    "tasks_reviewed": process_measured.measures,
    "tasks_done": process_measured.measures,
    "process_score": process_measured.measures,
    "calendar_kept": process_measured.measures,
    "targets_reached": process_measured.measures,
    "enterprises_with_regulation": accords_measured.measures,
    "clauses_kept": accords_measured.measures,
    "on_time_after_signing": accords_measured.measures,
    "committees_briefed": study_measured.measures,
    "heads_briefed": study_measured.measures,
    "members_briefed": study_measured.measures,
    "agenda_on_core_tasks": meetings_measured.measures,
    "study_every_month": meetings_measured.measures,
    "units_committed": undertakings_measured.measures,
    "commitments_reviewed": undertakings_measured.measures,
    "theme_papers_in_time": undertakings_measured.measures,
    "members_speaking": meetings_measured.measures,
    "new_speakers": meetings_measured.measures,
    "questions_sent": meetings_measured.measures,
    "criticism_held": meetings_measured.measures,
    "proposals_answered_in_time": undertakings_measured.measures,
    "self_training_done": undertakings_measured.measures,
}
"""By the code of the measure."""


class Value(NamedTuple):
    """A measure as it stands: the figure of all units, and of each type of them; None where nothing is known."""

    measure: Measure
    figure: Figure | None
    by_type: dict[str, Figure]


def this_year(today: date) -> tuple[date, date]:
    """The span that a measure is asked for where none is named: the year until today."""
    return today.replace(month=1, day=1), today


def measured(db: Reading, playbooks: Iterable[Playbook], asked: Measured) -> dict[int, tuple[Value, ...]]:
    """Every measure of these solutions, by the solution's number."""
    wanted = list(playbooks)
    known = {code: QUESTIONS[code] for one in wanted for code in (it.code for it in one.measures) if code in QUESTIONS}
    answers = {question: question(db, asked) for question in dict.fromkeys(known.values())}

    def value(measure: Measure) -> Value:
        by_type = answers[known[measure.code]].get(measure.code, {}) if measure.code in known else {}
        return Value(measure, total(by_type), {str(of or ""): figure for of, figure in by_type.items()})

    return {one.number: tuple(value(measure) for measure in one.measures) for one in wanted}
