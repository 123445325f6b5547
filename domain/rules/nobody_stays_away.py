"""R-ABS3: nobody is excused too often in a row, nor stays away for months; such an absence is reviewed."""

from collections.abc import Callable, Iterator
from itertools import takewhile

from domain.cell_month import EVERY_KIND, Sight
from domain.events.meeting import MeetingHeld
from domain.meeting_seen import MeetingSeen
from domain.names import PersonId, RollStatus, RuleCode
from domain.rules.rule import Finding, Parameters, Rule, judged, number, unknown

ANYONE = PersonId("")
Roll = dict[PersonId, RollStatus] | None
"""Who was absent and how; None where absences were counted but no roll was called."""
Absence = Callable[[Roll, PersonId], RollStatus | None]


def _look(sight: Sight, parameters: Parameters) -> Finding:
    """Members are counted, never named. Where a roll is wanting the rule is unknown, if that could turn it."""
    seen = [month.held(EVERY_KIND) for month in (sight.month, *sight.earlier)]
    months = [[_roll(meeting) for meeting in reversed(held)] for held in seen if held]
    excused, away = number(parameters["excused_in_a_row"]), number(parameters["months_absent"])
    required = {"excused_in_a_row": excused, "months_absent_below": away}
    facts = tuple(sorted(at for held in seen for it in held for at in it.positions(MeetingHeld)))
    if not seen[0]:
        return unknown("not_held", required, facts)
    surely, perhaps = (_to_review(months, parameters, absence) for absence in (_for_sure, _perhaps))
    if not surely and perhaps:
        return unknown("no_roll", required, facts)
    return judged(not surely, {"members_to_review": surely}, required, facts)


def _roll(meeting: MeetingSeen) -> Roll:
    held = meeting.held
    if held is None or (held.excused + held.unexcused and not held.roll):
        return None
    return {entry.member: entry.status for entry in held.roll}


def _for_sure(roll: Roll, member: PersonId) -> RollStatus | None:
    return None if roll is None else roll.get(member)


def _perhaps(roll: Roll, member: PersonId) -> RollStatus | None:
    return RollStatus.EXCUSED if roll is None else roll.get(member)


def _to_review(months: list[list[Roll]], parameters: Parameters, absence: Absence) -> int:
    """How many members were absent at the last meeting and have been for longer than they may."""
    rolls = [roll for month in months for roll in month]
    members = {ANYONE, *_absent_lately(rolls)}
    return sum(
        _excused_in_a_row(rolls, member, absence) > parameters["excused_in_a_row"]
        or _months_away(months, member, absence) >= parameters["months_absent"]
        for member in members
    )


def _absent_lately(rolls: list[Roll]) -> Iterator[PersonId]:
    """Those absent at the last meeting; where no roll of it was called it may have been anybody of any roll."""
    last = rolls[0]
    for roll in rolls if last is None else [last]:
        yield from roll or ()


def _excused_in_a_row(rolls: list[Roll], member: PersonId, absence: Absence) -> int:
    return len(list(takewhile(lambda roll: absence(roll, member) is RollStatus.EXCUSED, rolls)))


def _months_away(months: list[list[Roll]], member: PersonId, absence: Absence) -> int:
    """Months in a row in which the member came to no meeting; excused every time, the other limit speaks."""
    away = list(takewhile(lambda rolls: all(absence(roll, member) for roll in rolls), months))
    reasonless = any(roll is None or roll.get(member) is RollStatus.UNEXCUSED for rolls in away for roll in rolls)
    return len(away) if reasonless else 0


NOBODY_STAYS_AWAY = Rule(
    code=RuleCode("R-ABS3"),
    look=_look,
    reads=frozenset({MeetingHeld}),
    looks_back=3,
)
