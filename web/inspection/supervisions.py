"""Thematic supervisions: the list, a new one, one with its stages and papers, and every step of it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from flask import render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as AnyResponse

from domain import catalogue
from domain.catalogue import FoundBy
from domain.names import BodyKind, PersonId, Severity, TargetKind, UnitId
from projections.listing import Part
from projections.office_holders import offices_of
from projections.supervisions import Sought, SupervisionState, subjects_of_each, supervisions_in
from projections.unit_tree import Sought as SoughtUnits
from projections.unit_tree import unit_by_code, units_by_id, units_in
from web import places, policy
from web.answers import recorded
from web.asking import from_form, from_query, record, thing
from web.house import house
from web.inspection.lists import Which, scope, shown
from web.inspection.room import rooms
from web.inspection.supervision_file import opened, place_of
from web.inspection.supervision_page import TONES, supervision_page
from web.languages import gettext
from web.opened import names
from web.policy import Act
from web.shell import N_
from web.wording import word
from workflows.journal.journal import Receipt
from workflows.requests import supervision_results as results
from workflows.requests import supervisions as asks
from workflows.requests.shapes import Line

SUBJECTS_AT_ONCE = 4
OF_THEM = (
    ("", "unit"),
    ("body/committee", "committee"),
    ("body/inspection_committee", "inspection_committee"),
    ("office/committee/overseer", "overseer"),
)


class SupervisionAct(NamedTuple):
    """What a form of the page asks for, and what is said when it stands in the journal."""

    shape: type[Any]
    ask: Callable[..., Receipt]
    said: str
    act: Act = Act.SUPERVISE


ACTS = {
    "decide": SupervisionAct(asks.DecideSupervision, asks.decide_supervision, N_("Đã ghi quyết định và kế hoạch.")),
    "announce": SupervisionAct(asks.AnnounceSupervision, asks.announce_supervision, N_("Đã ghi việc triển khai.")),
    "session": SupervisionAct(asks.HoldSession, asks.hold_session, N_("Đã ghi buổi làm việc.")),
    "draft-report": SupervisionAct(asks.DraftReport, asks.draft_report, N_("Đã ghi dự thảo báo cáo.")),
    "conference": SupervisionAct(asks.HoldConference, asks.hold_conference, N_("Đã ghi hội nghị.")),
    "conclude": SupervisionAct(
        results.ConcludeSupervision, results.conclude_supervision, N_("Đã ghi thông báo kết luận.")
    ),
    "refer": SupervisionAct(results.Refer, results.refer_supervision, N_("Đã ghi việc chuyển.")),
    "end": SupervisionAct(results.EndFollowUp, results.end_follow_up, N_("Đã kết thúc theo dõi.")),
}


@dataclass(frozen=True)
class SupervisionsAsked:
    """The filters, as they stand in the address."""

    state: SupervisionState | None = None
    unit: UnitId | None = None
    which: Which | None = None
    sort: Line | None = None
    cursor: Line | None = None

    @property
    def shown(self) -> Which:
        return self.which or (Which.ALL if self.state else Which.OPEN)


@rooms.get("/supervisions")
@policy.needs(Act.READ_SUPERVISION, of=policy.anywhere)
def supervisions() -> str:
    asked = from_query(SupervisionsAsked)
    sought = Sought(asked.state, subject=asked.unit, running=asked.shown.is_open)
    with house().reading() as db:
        whose = scope(Act.READ_SUPERVISION)
        listed = shown(lambda part: supervisions_in(db, whose, sought, part), asked.sort, asked.cursor)
        lines = subjects_of_each(db, [one.supervision for one in listed.items])
        units = units_by_id(db, {line.subject for several in lines.values() for line in several})
    rows = [(one, [units[line.subject] for line in lines[one.supervision]]) for one in listed.items]
    return render_template("inspection/supervisions.html", rows=rows, listed=listed, asked=asked, tones=TONES)


@rooms.get("/supervisions/new")
@policy.needs(Act.SUPERVISE, of=policy.anywhere)
def new_supervision() -> str:
    today = house().now().date()
    with house().reading() as db:
        reach = policy.reach(Act.SUPERVISE) or policy.reach(Act.READ_SUPERVISION)
        listed = units_in(db, reach, SoughtUnits(grassroots=True), Part("name", None, 200)).items
        top = unit_by_code(db, reach[0].strip("/").rpartition("/")[2]) if reach else None
        seats = offices_of(db, top.unit) if top else []
    sitting = [seat for seat in seats if seat.until is None or seat.until >= today]
    people = _by_name({seat.person for seat in sitting})
    own = {seat.person for seat in sitting if seat.body is BodyKind.INSPECTION_COMMITTEE}
    return render_template(
        "inspection/new_supervision.html",
        chosen=request.args.get("unit", ""),
        units=[unit for unit in listed if unit.ended is None],
        inspectors=[one for one in people if one[0] in own],
        others=[one for one in people if one[0] not in own],
        of_them=[(value, word("supervised_part", name)) for value, name in OF_THEM],
        several=SUBJECTS_AT_ONCE,
        today=today,
    )


@rooms.post("/supervisions/new")
@policy.needs(Act.SUPERVISE, of=policy.anywhere)
def propose() -> AnyResponse:
    asked = from_form(asks.ProposeSupervision, _with_targets(request.form))
    with house().reading() as db:
        for where in places.supervised_by(db, asked.subjects, asked.against):
            policy.require(Act.SUPERVISE, where)
    supervision = next(iter(record(asks.propose_supervision, asked).versions))
    return _back(supervision, gettext("Đã ghi đề xuất giám sát."))


@rooms.get("/supervisions/<uuid:supervision>")
@policy.needs(Act.READ_SUPERVISION, of=place_of)
def supervision(supervision: UUID) -> str:
    page = supervision_page(opened(supervision))
    return render_template(
        "inspection/supervision.html",
        page=page,
        file=page.file,
        row=page.file.seen.row,
        unit=page.file.seen.unit,
        tones=TONES,
        targets=list(_targets(page.file.subjects)),
        codes=[(code, f"{code} {word('deficiency', code)}") for code in _findable()],
        severities=[(severity, word("severity", severity)) for severity in Severity],
    )


@rooms.post("/supervisions/<uuid:supervision>/<any(" + ", ".join(f"'{name}'" for name in ACTS) + "):act>")
@policy.needs(Act.SUPERVISE, of=places.of_supervision)
def act_on_supervision(supervision: UUID, act: str) -> AnyResponse:
    shape, ask, said, needed = ACTS[act]
    asked = from_form(shape, _in_shape(request.form))
    with house().reading() as db:
        for one in getattr(asked, "deficiencies", ()):
            policy.require(needed, places.place_against(db, one.against))
    record(ask, thing(supervision), asked)
    return _back(supervision, gettext(said))


@rooms.post("/supervisions/<uuid:supervision>/<any('self-report', 'explanation'):act>")
@policy.needs(Act.ANSWER_SUPERVISION, of=places.of_answering)
def enter_answer(supervision: UUID, act: str) -> AnyResponse:
    """What a subject handed in on paper."""
    said = gettext("Đã ghi văn bản của nơi được giám sát.")
    answer(supervision, act)
    return _back(supervision, said)


def answer(supervision: UUID, act: str) -> None:
    """A subject's own report or its explanation, from either room."""
    shape, ask = ANSWERS[act]
    asked = from_form(shape)
    if asked.subject:
        with house().reading() as db:
            policy.require(Act.ANSWER_SUPERVISION, places.path_of(db, asked.subject))
    record(ask, thing(supervision), asked)


ANSWERS: dict[str, tuple[type[Any], Callable[..., Receipt]]] = {
    "self-report": (asks.ReportOnItself, asks.report_on_itself),
    "explanation": (results.Explain, results.explain),
}


def _back(supervision: UUID, said: str) -> AnyResponse:
    return recorded(url_for("inspection.supervision", supervision=supervision), said)


def _by_name(people: set[PersonId]) -> list[tuple[PersonId, str]]:
    return sorted(names(people).items(), key=lambda one: one[1])


def _findable() -> Iterator[str]:
    return (code for code, it in catalogue.deficiencies().items() if it.found_by is not FoundBy.COMPARISON)


def _targets(subjects: Any) -> Iterator[tuple[str, str]]:
    """What a limitation may be of: a subject, its committee, its inspection committee, its overseer."""
    for _, unit in subjects:
        yield unit.code, unit.name
        for path, name in ((value.partition("/")[2], name) for value, name in OF_THEM if value):
            yield f"{unit.code}/{path}", f"{unit.name}: {word('supervised_part', name)}"


def _with_targets(form: MultiDict[str, str]) -> MultiDict[str, str]:
    """The page says once what of the subjects is supervised; the request says it of each."""
    sent = form.copy()
    kind, _, inside = sent.pop("of", "").partition("/")
    for n, code in enumerate(one for one in form.getlist("subjects") if one.strip() and inside):
        sent[f"against-{n}-kind"], sent[f"against-{n}-id"] = kind, f"{code.strip()}/{inside}"
    return sent


def _in_shape(form: MultiDict[str, str]) -> MultiDict[str, str]:
    """A limitation's target is one choice on the page; lines without a quote are left out."""
    sent = MultiDict(form)
    for name in [name for name in form if name.startswith("deficiencies-") and name.endswith("-target")]:
        line, named = name.removesuffix("-target"), sent.pop(name)
        if not form.get(f"{line}-quote", "").strip():
            for field in ("code", "severity", "quote"):
                sent.poplist(f"{line}-{field}")
        elif named.count("/"):
            kind = list(TargetKind)[min(named.count("/"), 2)]
            sent[f"{line}-target-kind"], sent[f"{line}-target-id"] = kind, named
        else:
            sent[f"{line}-unit"] = named
    return sent
