"""Why, for pages and programs: the domain's explanations of what a request shows."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from flask import Flask

from domain.refusals import Refusal
from domain.rules.rule import Plain
from domain.visiting.terms import terms
from domain.why import Why, of_class, of_rank, of_refusal, of_verdict, ranked
from projections.rank_facts import Facts
from projections.support_priority import LOOKED_AT, WEIGHT_NEW, WEIGHT_NON_STATE, WHOLE, Candidate
from web.house import house
from web.scoring import Scored
from web.wording import day


def init_app(app: Flask) -> None:
    """Templates say `verdict|why`, `reasons|why_ranked`, and `deadline|spoken_day`."""
    app.jinja_env.filters.update(
        why=of_verdict, why_ranked=lambda reasons: of_rank(reasons, terms()), why_helped=why_helped, spoken_day=_spoken
    )


def why_classed(found: Scored) -> Why | None:
    """Why a meeting is of its class; None before a superior committee decided it."""
    return of_class(found.seen, found.ruleset, found.gate, found.total or 0.0)


def why_helped(candidate: Candidate, facts: Facts) -> Why:
    """Why a cell stands where it stands among those to be helped, and from which facts."""
    weights: dict[str, Plain] = {
        "points_non_state": WEIGHT_NON_STATE, "points_newly_founded": WEIGHT_NEW,
        "points_rules_broken": WHOLE, "months_looked_at": LOOKED_AT,
    }  # fmt: skip
    seen: dict[str, Plain] = {
        "non_state": candidate.non_state, "newly_founded": candidate.newly_founded,
        "verdicts_kept": candidate.kept, "verdicts_judged": candidate.judged,
    }  # fmt: skip
    told = {term: facts.of(candidate.unit, term) for term in seen if candidate.newly_founded or term != "newly_founded"}
    counted = {term: positions for term, positions in told.items() if positions}
    return ranked("support_rank", str(candidate.rank), (weights, seen), counted)


def why_refused(refusal: Refusal, things: Mapping[str, object]) -> Why:
    """Why a request was refused: what the refusal names, and the facts of the thing that the address is about."""
    about = next((value for value in things.values() if isinstance(value, UUID)), None)
    facts = house().journal.history(about) if about else ()
    return of_refusal(refusal.code, refusal.values, tuple(record.position for record in facts))


def _spoken(iso: str) -> str:
    return day(date.fromisoformat(iso))
