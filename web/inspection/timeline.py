"""What happened in a case, told line by line: who, for whom, when it happened, when it was entered, and the words."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from domain.events import deficiency as of_deficiency
from domain.events import month as of_month
from domain.events import remediation as of_case
from domain.events.furthering import StepFurthered, StepRestarted
from domain.names import PersonId, Sealed
from domain.record import Record
from projections.days import is_late
from web.languages import gettext
from web.shell import local
from web.wording import day, moment, month, spoken, word
from workflows.reactions.close_months_that_ended import BY_ITSELF

Line = Record[Any]
ECHOES = (
    of_case.CausesNoted,
    of_case.ContestNoted,
    of_deficiency.DeficiencyTakenUp,
    of_deficiency.DeficiencyRemedied,
    of_month.ProposalConfirmed,
)
"""What the same act recorded a second time, in the stream of the other side."""
NO_FINDING = UUID(int=0)
APART = timedelta(minutes=10)
"""An act entered later than this after it happened is told with both times."""
PICTURES: dict[type[Any], str] = {
    of_month.DeficiencyProposed: "target",
    of_case.EffectivenessCheckAsked: "calendar-clock",
}


class Told(NamedTuple):
    """A line of the timeline, as `components/case.html` shows it."""

    day: date
    time: str
    who: str
    said: str
    position: int
    quote: str
    behalf: str
    late: bool
    picture: str
    href: str


class Words(NamedTuple):
    """What was opened for the page: texts by key, names by pseudonym, and where an entry of the history is shown."""

    texts: Mapping[UUID, str]
    names: Mapping[PersonId, str]
    href: Callable[[int], str]

    def text(self, sealed: Sealed | None) -> str:
        return self.texts.get(sealed.key, "") if sealed else ""


def told(records: Sequence[Line], words: Words, people: str = "") -> list[Told]:
    """Newest first; `people`: only what people did ("people"), or what the house did by itself ("house")."""
    shown = [record for record in records if not isinstance(record.fact, ECHOES)]
    kept = [record for record in shown if not people or (record.by == BY_ITSELF) == (people == "house")]
    codes = {line.stream: line.fact.code for line in records if isinstance(line.fact, of_deficiency.DeficiencyRecorded)}
    return [_line(record, words, codes) for record in reversed(kept)]


def _line(record: Line, words: Words, codes: Mapping[UUID, str]) -> Told:
    entered, happened = local(record.recorded_at), local(record.occurred_at)
    by_itself = record.by == BY_ITSELF
    behalf = record.on_behalf_of
    about = filter(None, (codes.get(_finding(record), ""), *_named(record.fact, words), *_moved(record.fact)))
    what = ": ".join(filter(None, (word("fact", type(record.fact).__name__), "; ".join(about))))
    return Told(
        entered.date(),
        _time(entered, happened),
        "" if by_itself else words.names.get(record.by, record.by),
        what[:1].upper() + what[1:] if by_itself else what,
        record.position,
        _quote(record.fact, words),
        words.names.get(behalf, behalf) if behalf else "",
        is_late(record),
        PICTURES.get(type(record.fact), "shield-check"),
        words.href(record.position),
    )


def _time(entered: datetime, happened: datetime) -> str:
    if abs(entered - happened) < APART:
        return entered.strftime("%H:%M")
    return gettext("%(entered)s, xảy ra %(happened)s", entered=entered.strftime("%H:%M"), happened=moment(happened))


def _finding(record: Line) -> UUID:
    """The finding that a fact speaks of, where it does not name it itself."""
    if isinstance(record.fact, of_deficiency.DeficiencyRecorded):
        return NO_FINDING
    own: UUID = getattr(record.fact, "deficiency", record.stream)
    return own


def _named(fact: Any, words: Words) -> Iterator[str]:
    """What the fact is about, in a few words."""
    match fact:
        case of_month.DeficiencyProposed(code=code, month=of):
            yield f"{code} {word('deficiency', code)}, {month(of)}"
        case of_deficiency.DeficiencyRecorded(code=code, severity=severity):
            yield f"{code} {word('deficiency', code)} ({spoken(severity)})"
        case of_deficiency.CausesAnalysed(causes=causes):
            yield from (word("cause", cause) for cause in causes)
        case of_case.RemediationOpened(due=due, basis=basis):
            yield gettext("hạn %(due)s, theo %(number)s", due=day(due), number=basis.number)
        case of_case.PlanSubmitted(steps=steps):
            yield gettext("%(n)s việc", n=len(steps))
        case of_case.EvidenceFiled(step=step, name=name):
            yield gettext("việc %(n)s, %(name)s", n=step, name=words.text(name))
        case of_case.StepDone(step=step):
            yield gettext("việc %(n)s", n=step)
        case of_case.ExtensionRequested(until=until) | of_case.ExtensionGranted(until=until):
            yield gettext("đến %(day)s", day=day(until))
        case of_case.EffectivenessCheckAsked(after_months=months, recurred=codes):
            yield gettext("%(n)s tháng sau khi đóng", n=months)
            if codes:
                yield gettext("có dấu hiệu tái phạm %(codes)s", codes=", ".join(codes))
        case of_case.DeficiencyJoined(limitation=limitation):
            yield f"{limitation.code} {word('deficiency', limitation.code)}"


def _moved(fact: Any) -> Iterator[str]:
    """How far a step moved by itself."""
    match fact:
        case StepFurthered(step=step, playbook_step=code, count=count, times=times):
            yield gettext("việc %(n)s, %(what)s", n=step, what=f"{word('playbook_step', code)} {count}/{times}")
        case StepRestarted(step=step, playbook_step=code):
            yield gettext("việc %(n)s, %(what)s", n=step, what=word("playbook_step", code))


def _quote(fact: Any, words: Words) -> str:
    """The words that were said with it."""
    match fact:
        case of_case.PlanSubmitted(steps=steps):
            return "\n".join(f"{step.solution} – {words.text(step.remedy)} ({day(step.due)})" for step in steps)
        case of_case.ResultReported(results=results):
            return "\n".join(gettext("Việc %(n)s: %(text)s", n=r.step, text=words.text(r.text)) for r in results)
    for name in ("quote", "reason", "note", "text"):
        if (sealed := getattr(fact, name, None)) is not None:
            return words.text(sealed)
    return ""
