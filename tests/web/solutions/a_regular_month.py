"""What solution 4 has of a unit, made past the web: one of everything."""

from datetime import date, datetime
from uuid import UUID

from domain.names import MeetingKind, Month
from domain.regularity_names import AssessedSubject, MeetingForm
from tests.bloc import ZONE, Bloc
from workflows.desk import Thing
from workflows.requests import regularity as asks
from workflows.requests.meetings import ScheduleMeeting, schedule_meeting
from workflows.requests.shapes import Because

ON = date(2026, 11, 5)


def of_regularity(bloc: Bloc, code: str, by: str = "admin") -> dict[str, UUID]:
    """By the name that addresses give it."""
    unit = bloc.unit(code)
    entries = (asks.MeetingOn(MeetingKind.REGULAR, ON), asks.MeetingOn(MeetingKind.THEMATIC, date(2026, 11, 26)))
    target = asks.Target("Kết nạp đảng viên", 2, 1)
    made = {
        "calendar": (asks.propose_calendar, asks.ProposeCalendar(unit, Month("2026-11"), entries)),
        "orientation": (asks.issue_orientation, asks.IssueOrientation(unit, 2026, "03-HD", ON, ("Nêu gương", "Số"))),
        "form": (asks.try_new_form, asks.TryNewForm(unit, ON, MeetingForm.ON_THE_SPOT, "Sôi nổi hơn")),
        "inspection": (asks.plan_self_inspection, asks.PlanSelfInspection(unit, date(2026, 12, 1), "Biên bản")),
        "assessment": (
            asks.assess_results,
            asks.AssessResults(unit, AssessedSubject.YEAR_PLAN, "2026", ON, (target,), "Cơ bản đạt"),
        ),
    }
    return {name: next(iter(bloc.ask(ask, by, asked).versions)) for name, (ask, asked) in made.items()}


def decided(bloc: Bloc, things: dict[str, UUID]) -> None:
    """The calendar is returned, the self-inspection done."""
    bloc.ask(asks.return_calendar, "overseer1", Thing(things["calendar"]), Because("Trùng ngày họp khác"))
    finished = asks.FinishSelfInspection(ON, 2, "Ghi còn sơ sài")
    bloc.ask(asks.finish_self_inspection, "secretary1", Thing(things["inspection"]), finished)


def issue_for_all(bloc: Bloc) -> UUID:
    """The Bloc's orientation of the year."""
    asked = asks.IssueOrientation(bloc.unit("KHOI"), 2026, "01-HD", date(2026, 1, 9), ("Nêu gương", "Chuyển đổi số"))
    return next(iter(bloc.ask(asks.issue_orientation, "leader", asked).versions))


def themed(bloc: Bloc) -> UUID:
    """A thematic meeting whose theme is matched to nothing yet."""
    starts = datetime(2026, 12, 18, 14, tzinfo=ZONE)
    asked = ScheduleMeeting(
        MeetingKind.THEMATIC, starts.date(), starts, "Phòng họp", bloc.unit("FDI"), theme="Chuyển đổi số ở tổ"
    )
    return next(iter(bloc.ask(schedule_meeting, "secretary1", asked).versions))
