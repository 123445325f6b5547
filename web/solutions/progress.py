"""How far a programme has come: its steps counted over its cells from the facts that satisfy them, and its measures."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from itertools import islice
from typing import Any, NamedTuple
from uuid import UUID

from flask import abort

from domain.events import CATALOGUE
from domain.events.programme import ProgrammeProposed, ReviewedFigure
from domain.names import UnitType
from domain.record import Record
from projections.beside_its_unit import Beside
from projections.measured import Figure, Measured, total
from projections.reading import Reading
from projections.step_facts import Cells, OfCell, cells_by_type, facts_of
from projections.unit_tree import Unit
from web.house import house
from web.places import programme_here
from web.solutions.measures import Value, measured
from workflows.solutions import SEVEN_SOLUTIONS
from workflows.solutions.editions import handbook
from workflows.solutions.playbook import Playbook, Step

AT_ONCE = 2_000
TOPICS = {fact: topic for topic, fact in CATALOGUE.items()}
Types = dict[UnitType | None, Figure]


class StepCount(NamedTuple):
    """A step of the playbook: in so many of the cells facts have satisfied it, all together and by type."""

    step: Step
    all: Figure
    by_type: Types


class Aimed(NamedTuple):
    """A measure of the programme with what it aims at; `reached` where both are known."""

    value: Value
    target: float | None
    reached: bool | None


class Running(NamedTuple):
    """A programme with the path of its unit, and the playbook it keeps."""

    proposed: ProgrammeProposed
    path: str

    @property
    def cells(self) -> Cells:
        return Cells((self.path,), self.proposed.types)

    def playbook(self) -> Playbook:
        return handbook(house().journal).playbook(self.proposed.solution, self.proposed.playbook)

    def span(self, today: date) -> tuple[date, date]:
        year = self.proposed.year
        return date(year, 1, 1), max(date(year, 1, 1), min(date(year, 12, 31), today))


def running_of(history: Iterable[Record[Any]], unit: Unit) -> Running:
    """A programme as it was proposed last, with where its unit stands today."""
    told = [line.fact for line in history if isinstance(line.fact, ProgrammeProposed)]
    return Running(told[-1], unit.path)


def running_here(number: int, programme: UUID) -> Running:
    """The programme that the gate found, as it runs."""
    return running_of(house().journal.history(programme), found_here(number, programme).unit)


def found_here(number: int, programme: UUID) -> Beside:
    """The programme that the gate found, with its unit."""
    return programme_here(number, programme) or abort(404)


def steps_counted(db: Reading, running: Running) -> list[StepCount]:
    """Each step that facts can satisfy, over the programme's cells in its year; a fact per unit is recorded nowhere."""
    playbook = running.playbook()
    steps = [s for s in playbook.steps if s.action in running.proposed.actions and s.satisfied_by]
    topics = {TOPICS[it.fact] for step in steps for it in step.satisfied_by}
    zone, year = house().settings.zone, running.proposed.year
    span = datetime.combine(date(year, 1, 1), time(), zone), datetime.combine(date(year + 1, 1, 1), time(), zone)
    facts = facts_of(db, running.cells, topics, span) if topics else []
    cells = cells_by_type(db, running.cells)
    done = _satisfied(steps, facts)
    return [_counted(step, done[step.code], cells) for step in steps]


def _counted(step: Step, done: Counter[UnitType | None], cells: dict[UnitType | None, int]) -> StepCount:
    by_type = {type_: Figure(done[type_], number) for type_, number in cells.items()}
    return StepCount(step, total(by_type) or Figure(0, 0), by_type)


def _satisfied(steps: list[Step], facts: list[OfCell]) -> defaultdict[str, Counter[UnitType | None]]:
    """For each step, the cells by type in which one of its ways came true."""
    rows: Counter[tuple[str, int, object]] = Counter()
    done: dict[str, dict[object, UnitType | None]] = defaultdict(dict)
    for of, record in _told(facts):
        for step in steps:
            for way, it in enumerate(step.satisfied_by):
                if isinstance(record.fact, it.fact):
                    key = (step.code, way, of.unit)
                    rows[key] = rows[key] + 1 if it.counts(record.fact) else 0 if it.in_a_row else rows[key]
                    if rows[key] >= it.times:
                        done[step.code][of.unit] = of.type
    return defaultdict(Counter, {code: Counter(units.values()) for code, units in done.items()})


def _told(facts: list[OfCell]) -> Iterator[tuple[OfCell, Record[Any]]]:
    rest = iter(facts)
    while some := list(islice(rest, AT_ONCE)):
        records = house().journal.at(of.position for of in some)
        yield from ((of, records[of.position]) for of in some)


def aims(db: Reading, running: Running, today: date) -> list[Aimed]:
    """Every measure of the solution over the programme's units in its year, with its target where one is set.

    Measures are the program's: no version of a playbook has others.
    """
    playbook = next(one for one in SEVEN_SOLUTIONS if one.code == running.proposed.solution)
    first, last = running.span(today)
    values = measured(db, [playbook], Measured((running.path,), first, last))[playbook.number]
    return [_aimed(_of_types(value, running.proposed.types), running.proposed.targets) for value in values]


def _of_types(value: Value, types: tuple[UnitType, ...]) -> Value:
    if not types:
        return value
    by_type = {of: figure for of, figure in value.by_type.items() if of in types}
    return Value(value.measure, total(by_type), by_type)  # type: ignore[arg-type]  # keys are types' codes


def _aimed(value: Value, targets: dict[str, float]) -> Aimed:
    target = targets.get(value.measure.code)
    now = value.figure.value if value.figure else None
    if target is None or now is None:
        return Aimed(value, target, None)
    return Aimed(value, target, now >= target if value.measure.better == "more" else now <= target)


def figures_of(some: list[Aimed]) -> tuple[ReviewedFigure, ...]:
    """What a review puts down: the measures that are known on that day."""
    return tuple(
        ReviewedFigure(one.value.measure.code, one.value.figure.part, one.value.figure.whole)
        for one in some
        if one.value.figure
    )
