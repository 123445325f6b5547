"""The seven solutions: what each does, and what measures it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

import msgspec
from flask import abort

from domain.names import Role, SolutionCode, UnitId
from domain.programme import ProgrammeState
from projections.listing import Part
from projections.measured import Figure, Measured
from projections.solution_progress import ProgrammeRow, Sought, programmes_in
from projections.unit_tree import units_by_id
from web import policy
from web.acts import Act
from web.api.lists import MOST, list_of, scope
from web.api.operations import Answer, gives, room
from web.house import house
from web.solutions.measures import Value, measured, this_year
from web.wording import word
from workflows.solutions import SEVEN_SOLUTIONS, solution
from workflows.solutions.editions import handbook
from workflows.solutions.playbook import Better, Evidence, Happens, Playbook, Step

rooms = room("seven_solutions", "The seven solutions, how far they have come and what they brought.")


class SatisfiedBy(msgspec.Struct, frozen=True):
    """A kind of fact that does a step by itself: so often, in a row where said."""

    fact: str
    times: int
    in_a_row: bool


class PlaybookStep(msgspec.Struct, frozen=True):
    """A step of an action; `term` is in working days."""

    code: str
    name: str
    owner: Role
    term: int
    evidence: tuple[Evidence, ...]
    satisfied_by: tuple[SatisfiedBy, ...]


class SolutionAction(msgspec.Struct, frozen=True):
    """A sub-action such as S4.1, with its steps."""

    code: str
    name: str
    steps: tuple[PlaybookStep, ...]


class FigureShown(msgspec.Struct, frozen=True):
    """`value` is a share between 0 and 1, days, or a count; null where nothing is known yet. A count has no `whole`."""

    value: float | None
    part: int | None
    whole: int | None


class MeasureShown(msgspec.Struct, frozen=True, kw_only=True):
    """A measure in the span asked for; `by_type` splits it by the type of the units."""

    name: str
    better: Better
    share: bool
    value: float | None
    part: int | None
    whole: int | None
    by_type: dict[str, FigureShown]


class ProgrammeOfSolution(msgspec.Struct, frozen=True):
    """A yearly programme, in short."""

    id: UUID
    unit: str
    year: int
    state: ProgrammeState


class SolutionShown(msgspec.Struct, frozen=True, kw_only=True):
    """A solution; `playbook_version` is the newest, `measure` by the measure's code."""

    number: int
    code: str
    name: str
    playbook_version: int
    deficiencies: tuple[str, ...]
    causes: tuple[str, ...]
    actions: tuple[SolutionAction, ...]
    programmes: tuple[ProgrammeOfSolution, ...]
    measure: dict[str, MeasureShown]


SOLUTIONS = list_of(SolutionShown, "SolutionList")


@dataclass(frozen=True, kw_only=True)
class MeasuresSought:
    """Which units, and from which day to which; without, the year until today."""

    under: UnitId | None = None
    from_: date | None = None
    to: date | None = None


@rooms.get("/solutions")
@policy.needs(Act.READ_COMPLIANCE, of=policy.anywhere)
@gives(SOLUTIONS, seeks=MeasuresSought)
def list_solutions(asked: MeasuresSought) -> Answer:
    """The seven, with what measures them among the units that the caller sees."""
    items = _told(SEVEN_SOLUTIONS, asked)
    return Answer(SOLUTIONS(items=items, next=None, total=len(items)))


@rooms.get("/solutions/<int:number>")
@policy.needs(Act.READ_COMPLIANCE, of=policy.anywhere)
@gives(SolutionShown, seeks=MeasuresSought)
def get_solution(asked: MeasuresSought, number: int) -> Answer:
    """One of them, 1 to 7."""
    return Answer(_told((solution(number) or abort(404),), asked)[0])


def _told(playbooks: tuple[Playbook, ...], asked: MeasuresSought) -> tuple[SolutionShown, ...]:
    first, last = this_year(house().now().date())
    with house().reading() as db:
        where = Measured(scope(db, Act.READ_COMPLIANCE, asked.under), asked.from_ or first, asked.to or last)
        values = measured(db, playbooks, where)
        rows = programmes_in(db, where.scope, Sought(), Part("-year", limit=MOST)).items
        codes = {unit: row.code for unit, row in units_by_id(db, {row.unit for row in rows}).items()}
    book = handbook(house().journal)
    short = {one.code: _programmes(one, rows, codes) for one in playbooks}
    return tuple(_shown(book.playbook(one.code), values[one.number], short[one.code]) for one in playbooks)


def _programmes(one: Playbook, rows: list[ProgrammeRow], codes: dict[UnitId, str]) -> tuple[ProgrammeOfSolution, ...]:
    own = (row for row in rows if row.solution == one.code)
    return tuple(ProgrammeOfSolution(row.programme, codes[row.unit], row.year, row.state) for row in own)


def _shown(one: Playbook, values: tuple[Value, ...], programmes: tuple[ProgrammeOfSolution, ...]) -> SolutionShown:
    return SolutionShown(
        number=one.number,
        code=one.code,
        name=word("solution", one.code),
        playbook_version=one.version,
        deficiencies=one.answers,
        causes=one.causes,
        actions=tuple(_action(one, action) for action in one.actions),
        programmes=programmes,
        measure={value.measure.code: _measure(value) for value in values},
    )


def _action(one: Playbook, action: SolutionCode) -> SolutionAction:
    return SolutionAction(action, word("solution", action), tuple(_step(step) for step in one.steps_of(action)))


def _step(step: Step) -> PlaybookStep:
    name, done_by = word("playbook_step", step.code), tuple(_happens(it) for it in step.satisfied_by)
    return PlaybookStep(step.code, name, step.owner, step.term, step.evidence, done_by)


def _happens(it: Happens) -> SatisfiedBy:
    return SatisfiedBy(it.fact.__name__, it.times, it.in_a_row)


def _measure(value: Value) -> MeasureShown:
    measure, whole = value.measure, _figure(value.figure)
    return MeasureShown(
        name=word("measure", measure.code),
        better=measure.better,
        share=measure.share,
        value=whole.value,
        part=whole.part,
        whole=whole.whole,
        by_type={of or "none": _figure(figure) for of, figure in value.by_type.items()},
    )


def _figure(figure: Figure | None) -> FigureShown:
    return FigureShown(figure.value, figure.part, figure.whole) if figure else FigureShown(None, None, None)
