"""Regulations agreed with enterprises' owners that come to be renewed, or have ended, are looked at."""

from datetime import date

from web.house import House
from web.regulations_due import look_at_regulations
from web.rounds.errand import hand_on


def renew_regulations(here: House, on: date) -> int:
    """How many were asked about or noted as ended."""
    return look_at_regulations(here, hand_on(here, on), on)
