"""The story of one thematic supervision (giám sát chuyên đề), from its proposal to the end of follow-up."""

from dataclasses import dataclass
from datetime import date

from domain.events.fact import Fact
from domain.names import DeficiencyId, PersonId, Sealed, Target, UnitId


@dataclass(frozen=True, slots=True)
class Paper:
    """A document of the supervision, by its number and its date."""

    number: str
    dated: date


@dataclass(frozen=True, slots=True)
class SupervisionProposed(Fact):
    """A body proposed to supervise some units on a matter over a period; `unit` is the supervising one.

    `against` names bodies and offices, where it is they and not their whole unit that are supervised.
    """

    unit: UnitId
    subjects: tuple[UnitId, ...]
    subject_matter: str
    period: str
    team: tuple[PersonId, ...]
    against: tuple[Target, ...] = ()


@dataclass(frozen=True, slots=True)
class SupervisionDecided(Fact):
    """The decision and the plan were issued (quyết định, kế hoạch giám sát); they say who leads."""

    paper: Paper
    lead: PersonId
    plan: Sealed | None = None


@dataclass(frozen=True, slots=True)
class SupervisionAnnounced(Fact):
    """The decision was announced to subjects, who report on themselves by a day."""

    paper: Paper
    subjects: tuple[UnitId, ...]
    report_by: date | None = None


@dataclass(frozen=True, slots=True)
class SelfReportReceived(Fact):
    """A subject's report on itself (báo cáo tự kiểm tra) came in."""

    subject: UnitId
    text: Sealed
    paper: Paper | None = None


@dataclass(frozen=True, slots=True)
class WorkingSessionHeld(Fact):
    """The team worked with subjects; there are minutes."""

    subjects: tuple[UnitId, ...]
    on: date
    minutes: Paper
    note: Sealed | None = None


@dataclass(frozen=True, slots=True)
class ReportDrafted(Fact):
    """The team drafted its report on the result."""

    paper: Paper
    text: Sealed | None = None


@dataclass(frozen=True, slots=True)
class ConferenceHeld(Fact):
    """The draft was gone through with the subjects; there are minutes."""

    on: date
    minutes: Paper
    note: Sealed | None = None


@dataclass(frozen=True, slots=True)
class ExplanationGiven(Fact):
    """A subject explained itself (báo cáo giải trình)."""

    subject: UnitId
    text: Sealed
    paper: Paper | None = None


@dataclass(frozen=True, slots=True)
class SupervisionConcluded(Fact):
    """The conclusion notice (thông báo kết luận) was issued; it sets the date to report by."""

    number: str
    dated: date
    report_by: date
    deficiencies: tuple[DeficiencyId, ...] = ()


@dataclass(frozen=True, slots=True)
class SupervisionReferred(Fact):
    """Signs of a violation were handed to whom it concerns. That it was done, and by which paper, is all we keep."""

    paper: Paper


@dataclass(frozen=True, slots=True)
class FollowUpEnded(Fact):
    """Everything that followed from the conclusion is closed (kết thúc theo dõi)."""

    paper: Paper | None = None


SupervisionFact = (
    SupervisionProposed
    | SupervisionDecided
    | SupervisionAnnounced
    | SelfReportReceived
    | WorkingSessionHeld
    | ReportDrafted
    | ConferenceHeld
    | ExplanationGiven
    | SupervisionConcluded
    | SupervisionReferred
    | FollowUpEnded
)
