"""R-QUAL: the meeting leads, educates and fights, and is well chaired; an observer judges."""

from domain.cell_month import Sight
from domain.events.visit import VisitMade, VisitMoved
from domain.names import DeficiencyCode, Grade, Rating, RuleCode
from domain.rules.rule import Finding, Judge, Parameters, Plain, Rule, broken, kept, unknown

ENOUGH = frozenset({Grade.GOOD, Grade.FAIR})
CHARACTER, CHAIRING = DeficiencyCode("D03"), DeficiencyCode("D04")
REQUIRED: dict[str, Plain] = {"ratings": (Grade.GOOD.value, Grade.FAIR.value)}


def _look(sight: Sight, _: Parameters) -> Finding:
    """The worst of the month's visitors counts. Character points to D03, chairing to D04."""
    rated = [visit for visit in sight.month.own_visits if visit.ratings]
    facts = tuple(position for visit in rated for position in visit.positions(VisitMade))
    ratings = [pair for visit in rated for pair in (visit.ratings or {}).items()]
    if not ratings:
        return unknown("no_rating", REQUIRED)
    weak = {rating: grade for rating, grade in ratings if grade not in ENOUGH}
    observed: dict[str, Plain] = {rating.value: grade.value for rating, grade in (*ratings, *weak.items())}
    if not weak:
        return kept(observed, REQUIRED, facts)
    points_to = ((CHARACTER,) if weak.keys() - {Rating.CHAIRING} else ()) + (
        (CHAIRING,) if Rating.CHAIRING in weak else ()
    )
    return broken(observed, REQUIRED, facts)._replace(points_to=points_to)


LEADS_EDUCATES_AND_FIGHTS = Rule(
    code=RuleCode("R-QUAL"),
    look=_look,
    reads=frozenset({VisitMade, VisitMoved}),
    judge=Judge.PERSON,
    suggests=(CHARACTER, CHAIRING),
)
