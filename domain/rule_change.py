"""One change of the rules, by two people: whoever proposes it does not agree to it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from domain import refusals
from domain.events.rule_change import RuleChangeAgreed, RuleChangeDeclined, RuleChangeProposed
from domain.events.ruleset import RuleSetFact
from domain.names import PersonId, Sealed
from domain.record import Hand, Record
from domain.rulebook import Rulebook


class RuleChangeKind(StrEnum):
    """What would become of the rule set."""

    ADOPT = "adopt"
    AMEND = "amend"
    REPEAL = "repeal"


@dataclass(frozen=True)
class RuleChange:
    """What a decision on a proposed change needs to know."""

    asked: RuleChangeProposed | None = None
    proposed_by: frozenset[PersonId] = frozenset()
    settled: bool = False

    def propose(self, book: Rulebook, asked: RuleChangeProposed) -> RuleChangeProposed:
        """Only what could be recorded today is proposed; the rulebook refuses the rest."""
        checked(book, asked)
        return asked

    def agree(self, hand: Hand, book: Rulebook) -> tuple[RuleChangeAgreed, RuleSetFact]:
        """What is recorded of the change, and of the rule set; looked at again by the rulebook as it is by now."""
        asked = self.open()
        if self.proposed_by & hand.people:
            raise refusals.AgreesToOwnRuleChange
        return RuleChangeAgreed(), checked(book, asked)

    def decline(self, reason: Sealed) -> RuleChangeDeclined:
        self.open()
        return RuleChangeDeclined(reason)

    def open(self) -> RuleChangeProposed:
        """What was proposed, as long as nothing was said to it."""
        if self.asked is None:
            raise refusals.NotThere
        if self.settled:
            raise refusals.RuleChangeSettled
        return self.asked

    def after(self, record: Record[Any]) -> RuleChange:
        match record.fact:
            case RuleChangeProposed() as asked:
                return RuleChange(asked, record.people)
            case RuleChangeAgreed() | RuleChangeDeclined():
                return replace(self, settled=True)
            case _:
                return self


def kind_of(asked: RuleChangeProposed) -> RuleChangeKind:
    if asked.adopts is not None:
        return RuleChangeKind.ADOPT
    return RuleChangeKind.AMEND if asked.amends is not None else RuleChangeKind.REPEAL


def checked(book: Rulebook, asked: RuleChangeProposed) -> RuleSetFact:
    """The fact that it comes to, if the rulebook takes it."""
    match asked:
        case RuleChangeProposed(adopts=fact) if fact is not None:
            return book.adopt(fact)
        case RuleChangeProposed(amends=fact) if fact is not None:
            return book.amend(asked.ruleset, fact)
        case RuleChangeProposed(repeals=fact) if fact is not None:
            return book.repeal(asked.ruleset, fact)
        case _:
            raise refusals.NotThere
