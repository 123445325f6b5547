"""Where things stand: from what a route names to the place that the policy is asked about. One or two queries each."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from uuid import UUID

from flask import g

from domain.names import Target, UnitId
from projections import self_checks, solution_progress
from projections.accords import dialogue_by_id, regulation_by_id
from projections.beside_its_unit import Beside, beside_its_unit
from projections.deficiencies_found import deficiencies_by_id, deficiencies_of_case
from projections.emergency_accesses import access_by_id
from projections.found import Found
from projections.meeting_calendar import meeting_by_id
from projections.month_calendars import calendar_by_id
from projections.oversight import programme_by_id
from projections.proposals import proposal_by_id
from projections.reading import Reading
from projections.remediation_inbox import case_by_id
from projections.rule_changes import changes
from projections.study_campaigns import campaign_and_place, invited_to
from projections.supervisions import Supervision, subjects_of, supervision_by_id
from projections.undertakings import UndertakingKind, undertaking_by_id
from projections.unit_tree import unit_by_code, units_by_id
from projections.visits import visit_by_id
from web.acts import Act, Place, weightiest
from web.house import house
from web.policy import allows, caller


def path_of(db: Reading, unit: UUID) -> Place | None:
    """Where a unit stands."""
    found = units_by_id(db, [unit]).get(UnitId(unit))
    return Place(found.path) if found else None


def of_unit(code: str, **_: object) -> Place | None:
    with house().reading() as db:
        found = unit_by_code(db, code)
    return Place(found.path) if found else None


def of_meeting(meeting: UUID, **_: object) -> Place | None:
    with house().reading() as db:
        found = meeting_by_id(db, meeting)
        return path_of(db, found.unit) if found else None


def of_visit(visit: UUID, **_: object) -> Place | None:
    with house().reading() as db:
        found = visit_by_id(db, visit)
        return path_of(db, found.unit) if found else None


def of_supervision(supervision: UUID, **_: object) -> Place | None:
    with house().reading() as db:
        found = supervision_by_id(db, supervision)
        place = path_of(db, found.unit) if found else None
    return place._replace(target=target_supervised(found)) if found and place else place


def target_supervised(found: Supervision) -> Target:
    """The weightiest of what a supervision is against."""
    return Target(found.target, found.unit, found.target_body, found.target_office)


def place_against(db: Reading, named: UUID | Target) -> Place | None:
    """Where a unit, or what a finding is against, stands."""
    if isinstance(named, UUID):
        return path_of(db, named)
    place = path_of(db, named.unit)
    return place._replace(target=named) if place else None


def of_answering(supervision: UUID, **_: object) -> Place | None:
    """Where a subject stands for which the caller may answer, else where the first of them does."""
    with house().reading() as db:
        places = [place for subject in subjects_of(db, supervision) if (place := path_of(db, subject))]
    return next((one for one in places if allows(caller(), Act.ANSWER_SUPERVISION, one)), next(iter(places), None))


def of_visit_programme(visit_programme: UUID, **_: object) -> Place | None:
    with house().reading() as db:
        found = programme_by_id(db, visit_programme)
        return path_of(db, found.unit) if found else None


def supervised_by(db: Reading, subjects: Iterable[UnitId], against: Sequence[Target]) -> Iterator[Place | None]:
    """Where a proposal needs the right to supervise: each target, and each subject that is looked at whole."""
    named = {target.unit for target in against}
    yield from (place_against(db, target) for target in against)
    yield from (path_of(db, subject) for subject in subjects if subject not in named)


def of_undertaking(kind: UndertakingKind | None = None) -> Callable[..., Place | None]:
    """Where what a unit undertakes stands; where a kind is asked for, others are not there."""

    def found(**named: UUID) -> Place | None:
        with house().reading() as db:
            it = undertaking_by_id(db, next(value for value in named.values() if isinstance(value, UUID)))
        return Place(it.unit.path) if it and kind in (None, it.undertaking.kind) else None

    return found


def of_campaign(campaign: UUID, **_: object) -> Place | None:
    """Where the unit stands that opened the campaign."""
    with house().reading() as db:
        found = campaign_and_place(db, campaign)
    return Place(found[1]) if found else None


def of_campaign_to_read(campaign: UUID, **_: object) -> Place | None:
    """There, or at a unit the campaign calls of which the caller may read."""
    own = of_campaign(campaign)
    if own is None or allows(caller(), Act.READ_MEETING, own):
        return own
    with house().reading() as db:
        called = (Place(one.unit.path) for one in invited_to(db, campaign))
        return next((place for place in called if allows(caller(), Act.READ_MEETING, place)), own)


def of_proposal(proposal: UUID, **_: object) -> Place | None:
    with house().reading() as db:
        found = proposal_by_id(db, proposal)
        return path_of(db, found.unit) if found else None


def of_deficiency(deficiency: UUID, **_: object) -> Place | None:
    """With whom the finding is against: leaders act where it is the inspectors themselves."""
    with house().reading() as db:
        found = next(iter(deficiencies_by_id(db, [deficiency]).values()), None)
        place = path_of(db, found.unit) if found else None
    return place._replace(target=target_of(found)) if found and place else place


def of_case(case: UUID, **_: object) -> Place | None:
    """With whom its findings are against."""
    with house().reading() as db:
        found = case_by_id(db, case)
        place = path_of(db, found.unit) if found else None
        held = deficiencies_of_case(db, case) if found else []
    return place._replace(target=weightiest(map(target_of, held))) if place and held else place


def of_regulation(regulation: UUID, **_: object) -> Place | None:
    with house().reading() as db:
        found = regulation_by_id(db, regulation)
        return path_of(db, found.unit) if found else None


def of_dialogue(dialogue: UUID, **_: object) -> Place | None:
    with house().reading() as db:
        found = dialogue_by_id(db, dialogue)
        return path_of(db, found.unit) if found else None


def of_calendar(calendar: UUID, **_: object) -> Place | None:
    with house().reading() as db:
        found = calendar_by_id(db, calendar)
        return path_of(db, found.unit) if found else None


FOUND_BY = {
    "orientation": self_checks.orientation_by_id,
    "form": self_checks.form_by_id,
    "inspection": self_checks.inspection_by_id,
    "assessment": self_checks.assessment_by_id,
}


def of_emergency_access(access: UUID, **_: object) -> Place | None:
    """Where the unit stands that an administrator reads for a while."""
    with house().reading() as db:
        found = access_by_id(db, access)
        return path_of(db, found.unit) if found else None


def of_rule_change(change: UUID, **_: object) -> Place | None:
    """Where a proposed change of the rules would hold."""
    found = rule_change_here(change)
    return Place(found.unit.path) if found else None


def rule_change_here(change: UUID) -> Beside | None:
    """A proposed change with its unit; asked by the gate and by the page, read once a request."""
    kept: dict[UUID, Beside | None] = g.setdefault("rule_changes", {})
    if change not in kept:
        with house().reading() as db:
            kept[change] = beside_its_unit(db, changes, change)
    return kept[change]


def of_self_check(**named: UUID) -> Place | None:
    """Where an orientation, a new form, a self-inspection or an assessment stands, by the name its address gives it."""
    kind, thing = next((kind, thing) for kind, thing in named.items() if kind in FOUND_BY)
    with house().reading() as db:
        found = FOUND_BY[kind](db, thing)
        return path_of(db, found.unit) if found else None


def target_of(found: Found) -> Target:
    """What a finding is against."""
    return Target(found.target, found.unit, found.target_body, found.target_office)


def programme_here(number: int, programme: UUID) -> Beside | None:
    """A programme of this solution with its unit; asked by the gate and by the page, read once a request."""
    kept: dict[UUID, Beside | None] = g.setdefault("programmes", {})
    if programme not in kept:
        with house().reading() as db:
            kept[programme] = beside_its_unit(db, solution_progress.programmes, programme)
    found = kept[programme]
    return found if found and found.row.solution == f"S{number}" else None


def of_programme(number: int, programme: UUID, **_: object) -> Place | None:
    """Where a programme of this solution stands."""
    found = programme_here(number, programme)
    return Place(found.unit.path) if found else None
