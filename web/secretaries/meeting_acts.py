"""What is recorded of a meeting from its page: a table of acts, each a request of the same shape."""

from collections.abc import Callable
from typing import Any, NamedTuple
from uuid import UUID

from flask import request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as AnyResponse

from domain.meeting import Meeting
from web import places, policy
from web.acts import Act
from web.answers import recorded
from web.asking import from_form
from web.hands import hand, seen
from web.house import house
from web.languages import gettext
from web.secretaries.hours import with_day, without_idle_items, without_idle_lines
from web.secretaries.routes import rooms
from web.shell import N_
from workflows.desk import Thing
from workflows.journal.journal import Receipt
from workflows.requests import meetings as asks
from workflows.requests import minutes as after
from workflows.requests import regularity as themes
from workflows.requests.shapes import Because


class MeetingAct(NamedTuple):
    """What a form of the meeting's page asks for, and what is said when it stands in the journal."""

    shape: type[Any]
    ask: Callable[..., Receipt]
    said: str


ACTS = {
    "reschedule": MeetingAct(asks.RescheduleMeeting, asks.reschedule_meeting, N_("Đã chuyển ngày họp.")),
    "pre-meeting": MeetingAct(asks.RecordPreMeeting, asks.record_pre_meeting, N_("Đã ghi họp chi ủy trước.")),
    "notice": MeetingAct(asks.RecordNotice, asks.record_notice, N_("Đã ghi việc thông báo.")),
    "papers": MeetingAct(asks.RecordPosting, asks.record_papers, N_("Đã ghi việc gửi tài liệu.")),
    "questions": MeetingAct(asks.RecordQuestions, asks.record_questions, N_("Đã ghi việc gửi câu hỏi gợi ý.")),
    "hold": MeetingAct(asks.HoldMeeting, asks.hold_meeting, N_("Đã ghi buổi sinh hoạt.")),
    "minutes": MeetingAct(after.FileMinutes, after.file_minutes, N_("Đã nộp biên bản.")),
    "resolution": MeetingAct(after.PassResolution, after.pass_resolution, N_("Đã ghi nghị quyết.")),
    "results-posted": MeetingAct(asks.RecordPosting, after.post_results, N_("Đã ghi việc thông báo kết quả.")),
    "self-score": MeetingAct(after.ScoreOneself, after.score_oneself, N_("Đã ghi điểm chi bộ tự chấm.")),
    "theme": MeetingAct(themes.MatchTheme, themes.match_theme, N_("Đã gắn chủ đề.")),
    "cancel": MeetingAct(Because, asks.cancel_meeting, N_("Đã hủy buổi họp.")),
}


@rooms.post("/meetings")
@policy.needs(Act.HOLD_MEETING, of=policy.anywhere)
def schedule() -> AnyResponse:
    form = with_day(request.form, request.form.get("on"), ["starts_at"])
    asked = from_form(asks.ScheduleMeeting, form)
    unit = asked.body.unit if asked.body else asked.cell
    with house().reading() as db:
        place = places.path_of(db, unit or UUID(int=0))
    policy.require(Act.HOLD_MEETING, place)
    receipt = asks.schedule_meeting(house().desk, hand(), asked)
    meeting = next(iter(receipt.versions))
    return recorded(url_for("secretaries.meeting", meeting=meeting), gettext("Đã lên lịch."))


@rooms.post("/meetings/<uuid:meeting>/<any(" + ", ".join(f"'{name}'" for name in ACTS) + "):act>")
@policy.needs(Act.HOLD_MEETING, of=places.of_meeting)
def act_on_meeting(meeting: UUID, act: str) -> AnyResponse:
    shape, ask, said = ACTS[act]
    ask(house().desk, hand(), Thing(meeting, seen()), from_form(shape, _in_shape(meeting, request.form)))
    return recorded(url_for("secretaries.meeting", meeting=meeting), gettext(said))


@rooms.post("/meetings/<uuid:meeting>/class")
@policy.needs(Act.CLASS_MEETING, of=places.of_meeting)
def decide_class(meeting: UUID) -> AnyResponse:
    asked = from_form(after.DecideClass)
    after.decide_class(house().desk, hand(), Thing(meeting, seen()), asked)
    return recorded(url_for("secretaries.score", meeting=meeting), gettext("Đã xếp loại buổi sinh hoạt."))


@rooms.post("/meetings/<uuid:meeting>/theme/judge")
@policy.needs(Act.CLASS_MEETING, of=places.of_meeting)
def judge_theme(meeting: UUID) -> AnyResponse:
    themes.judge_theme(house().desk, hand(), Thing(meeting, seen()), from_form(themes.JudgeTheme))
    return recorded(url_for("secretaries.meeting", meeting=meeting), gettext("Đã ghi nhận xét về chủ đề."))


def _in_shape(meeting: UUID, form: MultiDict[str, str]) -> MultiDict[str, str]:
    """Hours become moments of the meeting's day; idle lines of the agenda, the tasks and the reviews are left out."""
    state, _ = house().desk.open(Meeting(), Thing(meeting))
    whole = with_day(form, form.get("on") or state.on, ["started_at", "ended_at", "starts_at"])
    whole = without_idle_items(whole)
    return without_idle_lines(without_idle_lines(whole, "tasks", "what"), "reviewed", "result")
