"""R-VISIT: the assigned superior visited, and told the cell what to learn from the visit."""

from domain.cell_month import Sight
from domain.events.visit import FeedbackGiven, VisitCancelled, VisitMade, VisitMoved, VisitPlanned
from domain.names import DeficiencyCode, RuleCode
from domain.rules.rule import Finding, Parameters, Plain, Rule, kept, missing, unknown

REQUIRED: dict[str, Plain] = {"feedback": True}


def _look(sight: Sight, _: Parameters) -> Finding:
    """A visit that was planned, and neither moved nor called off, is made; a visit made asks for its feedback."""
    planned = sight.month.own_visits
    made = [visit for visit in planned if visit.made]
    facts = tuple(position for visit in made for position in visit.positions(VisitPlanned, VisitMade, FeedbackGiven))
    if not planned:
        return unknown("no_plan_of_visits")
    if len(made) < len(planned):
        waiting = tuple(position for visit in planned for position in visit.positions(VisitPlanned, VisitMoved))
        return missing(sight, "visit", {"visits": len(planned)}, tuple(sorted({*facts, *waiting})))
    answered = sum(visit.fed_back for visit in made)
    if answered == len(made):
        return kept({"visits": len(made), "feedback": answered}, REQUIRED, facts)
    found = missing(sight, "feedback", REQUIRED, facts)
    return found._replace(observed={**found.observed, "visits": len(made), "feedback": answered})


SUPERIOR_VISITS_AND_ANSWERS = Rule(
    code=RuleCode("R-VISIT"),
    look=_look,
    reads=frozenset({VisitPlanned, VisitMoved, VisitCancelled, VisitMade, FeedbackGiven}),
    suggests=(DeficiencyCode("D12"),),
)
