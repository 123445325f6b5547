"""What is recorded for the first and the fifth solution moves the steps of plans by itself, once."""

from datetime import date

from tests.bloc import Bloc
from tests.web.solutions.a_plan import approved, moves
from tests.web.undertaken import made
from workflows.desk import Thing
from workflows.requests.self_trainings import PlanSelfTraining, plan_self_training
from workflows.requests.study import (
    AcknowledgeBriefing,
    AttendBriefing,
    HoldBriefing,
    OpenStudyCampaign,
    acknowledge_briefing,
    attend_briefing,
    hold_briefing,
    open_study_campaign,
)

TODAY, BY = date(2026, 11, 20), date(2026, 12, 20)


def test_a_committee_briefed_and_its_acknowledgement_do_the_first_action(bloc: Bloc) -> None:
    case, cell, other = approved(bloc, "S1.1"), bloc.unit("FDI"), bloc.unit("PSU")
    asked = OpenStudyCampaign(bloc.unit("KHOI"), "Chỉ thị 50", (cell, other), BY)
    campaign = Thing(made(bloc.ask(open_study_campaign, "leader", asked)))
    bloc.ask(hold_briefing, "leader", campaign, HoldBriefing(TODAY))
    bloc.ask(attend_briefing, "leader", campaign, AttendBriefing(other, TODAY, 5))
    assert moves(bloc, case) == []
    bloc.ask(attend_briefing, "secretary1", campaign, AttendBriefing(cell, TODAY, 3, True, 15))
    bloc.ask(acknowledge_briefing, "secretary1", campaign, AcknowledgeBriefing(cell))
    told = [(it.playbook_step, it.done) for it in moves(bloc, case)]
    assert told == [("brief_committees", False), ("acknowledge_the_briefing", True)]


def test_a_self_training_planned_does_its_action_once(bloc: Bloc) -> None:
    case = approved(bloc, "S5.3")
    for text in ("Nói ngắn, đúng việc", "Đọc trước tài liệu"):
        asked = PlanSelfTraining(bloc.unit("FDI"), bloc.person("secretary1"), text, BY)
        bloc.ask(plan_self_training, "secretary1", asked)
    assert [(it.playbook_step, it.done) for it in moves(bloc, case)] == [("plan_self_training", True)]
