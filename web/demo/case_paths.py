"""The ways a remediation case may go."""

from dataclasses import dataclass
from enum import StrEnum
from random import Random


class At(StrEnum):
    """Where a case has come to; a path may end there."""

    OPENED = "opened"
    CONTESTED = "contested"
    CONTEST_DECIDED = "contest_decided"
    PLANNED = "planned"
    RETURNED = "returned"
    PLANNED_AGAIN = "planned_again"
    UNDER_WAY = "under_way"
    HALF_DONE = "half_done"
    EXTENSION_ASKED = "extension_asked"
    EXTENSION_DECIDED = "extension_decided"
    REPORTED = "reported"
    SENT_BACK = "sent_back"
    REPORTED_AGAIN = "reported_again"
    VERIFIED = "verified"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Path:
    """What happens to a case beside its straight way. `upto`: it stands there and waits.

    `judged`: the question about its effect was answered; `goes_on`: once reopened, it was planned again.
    """

    pace: float = 1.0
    due_days: int = 30
    contested: bool = False
    upheld: bool = False
    returned: bool = False
    extended: bool = False
    granted: bool = True
    sent_back: bool = False
    commented: bool = False
    held: bool = True
    goes_on_after_denial: bool = True
    judged: bool = True
    goes_on: bool = True
    upto: At | None = None

    def takes(self, at: At) -> bool:
        """Whether the path comes by there at all."""
        detours = {
            At.CONTESTED: self.contested,
            At.CONTEST_DECIDED: self.contested,
            At.RETURNED: self.returned,
            At.PLANNED_AGAIN: self.returned,
            At.EXTENSION_ASKED: self.extended,
            At.EXTENSION_DECIDED: self.extended,
            At.SENT_BACK: self.sent_back,
            At.REPORTED_AGAIN: self.sent_back,
        }
        return detours.get(at, True)


SLOW, SLUGGISH = 0.1, 0.3


def some_path(chance: Random) -> Path:
    """Most cases go straight; some are contested, returned, extended, sent back, or do not hold."""
    pace = chance.random()
    contested = chance.random() < 0.07
    return Path(
        pace=chance.uniform(2.0, 3.0)
        if pace < SLOW
        else chance.uniform(1.4, 2.0)
        if pace < SLUGGISH
        else chance.uniform(0.8, 1.4),
        due_days=chance.choice((30, 30, 30, 45)),
        contested=contested,
        upheld=contested and chance.random() < 0.4,
        returned=chance.random() < 0.15,
        extended=pace < SLUGGISH and chance.random() < 0.6,
        granted=chance.random() < 0.7,
        sent_back=chance.random() < 0.1,
        commented=chance.random() < 0.1,
        held=chance.random() < 0.9,
        goes_on_after_denial=chance.random() < 0.7,
    )
