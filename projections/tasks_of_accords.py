"""What is owed about a regulation with an owner: to negotiate and sign it, to mend a broken clause, to renew it."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from domain.accord import Regulation
from domain.events import accord as told
from domain.record import Record
from projections.sheet import Sheet
from projections.task_kinds import TaskKind
from projections.tasks import Task as Owed
from projections.tasks import blank, owe, view

__all__ = ["view"]

MEND_WITHIN = timedelta(days=30)
"""A broken clause is kept again within so many days of the day it was found broken [us]."""


@view.on(*view.told(told.RegulationFact))
def of_regulations(sheet: Sheet, record: Record[told.RegulationFact]) -> None:
    regulation = (sheet.working(Regulation, record.stream) or Regulation()).after(record)
    owe(sheet, record.stream, [] if regulation.ended else _owed(regulation, record))
    if regulation.ended:
        sheet.drop(Regulation, record.stream)
    else:
        sheet.keep(record.stream, regulation)


def _owed(regulation: Regulation, record: Record[Any]) -> Iterator[Owed]:
    if regulation.unit is None:
        return
    owed = blank(record, regulation.unit)
    if regulation.in_force_from is None:
        signable = regulation.agreed and not regulation.open
        yield owed._replace(kind=TaskKind.SIGN_REGULATION if signable else TaskKind.NEGOTIATE_REGULATION)
        return
    for n, clause in enumerate(regulation.clauses, start=1):
        if clause.broken_on is not None:
            yield owed._replace(kind=TaskKind.MEND_CLAUSE, n=n, due=clause.broken_on + MEND_WITHIN)
    if regulation.renewal_called == regulation.in_force_until:
        yield owed._replace(kind=TaskKind.RENEW_REGULATION, due=regulation.in_force_until)
