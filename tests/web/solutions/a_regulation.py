"""Regulations with owners, made past the web: a draft, and one in force of which a clause is broken."""

from datetime import date
from uuid import UUID

from domain.accord_names import ClauseAnswer, ClauseKind, Counterpart, DialogueOutcome
from tests.bloc import Bloc
from workflows.desk import Thing
from workflows.requests import accords as asks

TALKED, SIGNED, UNTIL = date(2026, 9, 1), date(2026, 10, 1), date(2026, 12, 31)
CLAUSES = (
    asks.ClauseDrafted(ClauseKind.ROOM, "Phòng họp tầng 2."),
    asks.ClauseDrafted(ClauseKind.HOURS, "Chiều ngày 05 hằng tháng."),
    asks.ClauseDrafted(ClauseKind.ALLOWANCE, "0,3 mức lương cơ sở."),
)


def drafted(bloc: Bloc, code: str) -> UUID:
    talked = asks.HoldDialogue(bloc.unit(code), TALKED, Counterpart.OWNER, DialogueOutcome.GOES_ON, "Còn bàn giờ họp.")
    bloc.ask(asks.hold_dialogue, "secretary1", talked)
    receipt = bloc.ask(asks.draft_regulation, "secretary1", asks.DraftRegulation(bloc.unit(code), CLAUSES))
    return next(iter(receipt.versions))


def in_force(bloc: Bloc, code: str) -> UUID:
    """Signed on 1 October with its first two clauses agreed; the room was not given once."""
    regulation = drafted(bloc, code)
    answers = (ClauseAnswer.AGREED, ClauseAnswer.AGREED, ClauseAnswer.REFUSED)
    for n, answer in enumerate(answers, start=1):
        asked = asks.NegotiateClause(answer, SIGNED)
        bloc.ask(asks.negotiate_clause, "secretary1", Thing(regulation), n, asked)
    signed = asks.SignRegulation("01-QC/CB-CTY", SIGNED, SIGNED, UNTIL)
    bloc.ask(asks.sign_regulation, "secretary1", Thing(regulation), signed)
    broken = asks.FindClauseBroken(date(2026, 11, 5), "Phòng họp bị lấy làm kho.")
    bloc.ask(asks.find_clause_broken, "secretary1", Thing(regulation), 1, broken)
    return regulation
