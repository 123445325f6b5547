"""What templates of this room ask beside the frame's own words."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from flask import Flask
from markupsafe import Markup

from domain import catalogue
from domain.calendar import months_on
from domain.names import CauseCode, DeficiencyCode, PersonId
from web.house import house
from web.inspection.overview import trend
from web.inspection.regularity_map import month_cell, whole_share
from web.inspection.stages import TONES
from web.inspection.units import unit_steps
from web.languages import gettext
from web.policy import Place, anywhere
from web.wording import number, refused, word

Choice = tuple[str, str, str]


def causes_for(code: DeficiencyCode) -> list[Choice]:
    """All causes to choose from, those that are likely for the deficiency first."""
    known = catalogue.deficiencies().get(code)
    likely = known.causes if known else ()
    others = [cause for cause in catalogue.causes() if cause not in likely]
    return [(cause, cause_name(cause), "") for cause in (*likely, *others)]


def cause_name(code: CauseCode) -> str:
    """A cause with its code and side."""
    side = word("cause_side", catalogue.causes()[code].kind)
    return gettext("%(code)s %(name)s (%(side)s)", code=code, name=word("cause", code), side=side)


def word_pairs(kind: str, codes: Iterable[str], coded: bool = False) -> list[tuple[str, str]]:
    """Codes with their words, for a choice; `coded` says the code too."""
    return [(str(code), f"{code} {word(kind, code)}" if coded else word(kind, code)) for code in codes]


def person_name(person: PersonId, names: Mapping[PersonId, str]) -> str:
    """A person by name, where it is known."""
    return names.get(person, person)


def lower_first(text: str) -> str:
    """A sentence's words inside another sentence."""
    return text[:1].lower() + text[1:]


def moved(change: float | None, by: str, up_is_good: bool) -> Markup | str:
    """How a number moved, in the colour of what that means."""
    if change is None:
        return ""
    tone = "" if change == 0 else "t-ok" if (change > 0) == up_is_good else "t-bad"
    sign = "+" if change > 0 else "−" if change < 0 else "±"
    return Markup('<b class="{} num">{}{}</b> {}').format(tone, sign, number(abs(change)), by)


def _now() -> datetime:
    return house().now()


def init_app(app: Flask) -> None:
    app.jinja_env.globals.update(anywhere=anywhere, causes_for=causes_for, refused=refused, word_pairs=word_pairs)
    app.jinja_env.globals.update(case_tones=TONES, unit_steps=unit_steps, months_on=months_on, place=Place)
    app.jinja_env.globals.update(trend=trend, whole_share=whole_share, moved=moved, month_cell=month_cell, now=_now)
    app.jinja_env.filters.update(lower_first=lower_first, cause_name=cause_name, person_name=person_name)
