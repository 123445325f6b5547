"""A regulation ends soon: its cell is called on to renew it, once a term; past its last day it has expired."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from domain.accord_names import RegulationId

RENEW_BEFORE = timedelta(days=60)
"""So long before its last day the renewal of a regulation is called for [us]."""


class Ending(NamedTuple):
    """A regulation in force as a view holds it: its last day, and the last day its renewal was called for."""

    regulation: RegulationId
    until: date
    renewal_called: date | None


def ends_by(on: date) -> date:
    """The last day of the regulations that a day concerns."""
    return on + RENEW_BEFORE


def expired(ending: Iterable[Ending], on: date) -> Iterator[RegulationId]:
    """Those whose last day has passed."""
    return (one.regulation for one in ending if one.until < on)


def to_renew(ending: Iterable[Ending], on: date) -> Iterator[Ending]:
    """Those that end soon and were not called on for this term."""
    return (one for one in ending if on <= one.until <= ends_by(on) and one.renewal_called != one.until)
