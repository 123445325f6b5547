"""Every way the domain says no. The class name is the code; the attributes are what the wording may show."""

from datetime import date


class Refusal(Exception):
    """A decision that the domain declined to take."""

    @property
    def code(self) -> str:
        return type(self).__name__

    @property
    def values(self) -> dict[str, object]:
        """What the wording may name: dates, numbers, codes."""
        return dict(vars(self))


class DayRefusal(Refusal):
    """A refusal that names the day that bounds what may be entered."""

    def __init__(self, day: date) -> None:
        self.day = day


class NotThere(Refusal):
    """The thing named is not in the journal."""


# Units


class CodeTaken(Refusal):
    """Another unit bears this code."""

    def __init__(self, unit_code: str) -> None:
        self.unit_code = unit_code


class UnitEnded(DayRefusal):
    """The unit was dissolved, merged or split; nothing happens in it afterwards."""


class BeforeFounding(DayRefusal):
    """The day lies before the unit was founded."""


class WouldStandUnderItself(Refusal):
    """A unit cannot stand below itself."""


class ParentCannotHold(Refusal):
    """A cell has no units below it; a sectional party body stands under a grassroots one."""


class UnitHasUnitsBelow(Refusal):
    """Units still stand below this one; move them first."""


class OfficeHeldTwice(Refusal):
    """The person holds this office already in that time."""


class OfficeNotHeld(Refusal):
    """The person does not hold this office on that day."""


class TermEndsBeforeItBegins(Refusal):
    """The term's last day lies before its first."""


# Meetings


class MeetingAlreadyPlanned(Refusal):
    """The unit has a meeting of this kind on this day."""


class MeetingNotYetHeld(Refusal):
    """What follows a meeting was offered for one that has not taken place."""


class MeetingAlreadyHeld(Refusal):
    """The meeting took place; it is neither moved nor cancelled, nor held again."""


class MeetingWasCancelled(Refusal):
    """The meeting was called off."""


class HeldInTheFuture(DayRefusal):
    """Nothing has been held on a day that has not come."""


class NotOnItsDay(DayRefusal):
    """The meeting was held on another day than it was set for; move it first."""


class MinutesAlreadyFiled(Refusal):
    """Minutes are filed once."""


class MinutesBeforeTheMeeting(Refusal):
    """Minutes cannot be filed before the meeting ended."""


class ResolutionAlreadyPassed(Refusal):
    """The meeting has its resolution."""


class ResultsAlreadyPosted(Refusal):
    """The results are posted."""


class NoticeAfterTheMeeting(Refusal):
    """A notice, papers or a pre-meeting come before the meeting begins."""


class ThematicWithoutTheme(Refusal):
    """A thematic or combined meeting names its theme."""


class RemoteWithoutGround(Refusal):
    """An online, hybrid or group meeting names its ground and who approved it."""


class NotSelfScored(Refusal):
    """The cell votes its own score before the superior committee decides the class."""


class AlreadyClassed(Refusal):
    """The class is decided."""


class OwnClassDecided(Refusal):
    """Nobody decides the class of a meeting whose score they entered."""


# Visits and supervisions


class VisitAlreadyMade(Refusal):
    """The visit was made."""


class VisitNotMade(Refusal):
    """Feedback follows a visit that was made."""


class VisitWasCancelled(Refusal):
    """The visit was called off."""


class VisitIsOnThatDay(Refusal):
    """The visit is set for that day already."""


class AlreadyTheVisitor(Refusal):
    """That person is the one who goes."""


class FeedbackAlreadyGiven(Refusal):
    """The feedback was given."""


class NoFeedbackToAcknowledge(Refusal):
    """There is no feedback to acknowledge, or it was acknowledged."""


class SupervisionAlreadyConcluded(Refusal):
    """The conclusion notice was issued."""


class ComesWithALaterIssue(Refusal):
    """This step of the formal chain is not recorded yet."""


# Proposals


class ProposalAlreadyDecided(Refusal):
    """The proposal was confirmed or dismissed."""


# Deficiencies


class DeficiencyNotOpen(Refusal):
    """The deficiency was withdrawn or is closed."""


class AlreadyAcknowledged(Refusal):
    """The unit acknowledged it."""


class AlreadyContested(Refusal):
    """The contest is open, or was decided."""


class NothingContested(Refusal):
    """There is no open contest to decide."""


class OwnContestDecided(Refusal):
    """Nobody decides a contest that they raised."""


class DroppedFromInside(Refusal):
    """Whoever disputes or remedies a deficiency neither takes it back nor decides whether it stands."""


class FoundOnlyByComparison(Refusal):
    """D13 exists as a comparison between types of cell, not as a finding."""


class TargetNotInspected(Refusal):
    """D12 is a deficiency of those who oversee: it names a body or an office."""


class NoSuchCause(Refusal):
    """The catalogue does not hold this cause."""


# Remediation


class NothingToRemedy(Refusal):
    """A case takes at least one deficiency in."""


class DeficiencyHasItsCase(Refusal):
    """An open case holds this deficiency."""


class NotOfThisUnit(Refusal):
    """The deficiencies of a case belong to one unit."""


class DueBeforeItBegins(DayRefusal):
    """The deadline lies before the document that sets it."""


class NotARecurrence(Refusal):
    """The case named has not closed over the same deficiency of the same unit in the months that count."""


class RecurrenceTakenBoth(Refusal):
    """A recurrence reopens the closed case or opens a new one, never both."""


class CaseClosed(Refusal):
    """The case is closed."""


class CaseNotClosed(Refusal):
    """The case is open still."""


class PlanUnderReview(Refusal):
    """The plan waits for a decision, or is approved."""


class NoPlanToDecide(Refusal):
    """There is no plan waiting for a decision."""


class LimitationWithoutRemedy(Refusal):
    """Every limitation has at least one remedy of its own in the plan."""

    def __init__(self, deficiencies: tuple[str, ...]) -> None:
        self.deficiencies = deficiencies


class RemedyForAnother(Refusal):
    """A step remedies a deficiency that the case does not hold."""


class StepAfterTheDeadline(DayRefusal):
    """A step ends by the deadline of its case."""


class StepBeforeTheCase(DayRefusal):
    """A step does not end before the document on which its case was opened."""


class TakenInTheFuture(DayRefusal):
    """Evidence shows what was: it was not taken after today."""


class FinderMayNotRemedy(Refusal):
    """Whoever found a deficiency does not remedy it, unless the unit found it on itself."""


class CausesNotAnalysed(Refusal):
    """Causes are due by the approval of the plan."""

    def __init__(self, deficiencies: tuple[str, ...]) -> None:
        self.deficiencies = deficiencies


class ContestUndecided(Refusal):
    """A contest is open; decide it first."""


class OwnPlanDecided(Refusal):
    """Nobody decides a plan that they proposed, or that gives them a step."""


class PlanNotApproved(Refusal):
    """The plan is not approved yet."""


class NoSuchStep(Refusal):
    """The plan has no step of this number."""

    def __init__(self, steps: int) -> None:
        self.steps = steps


class StepWithoutEvidence(Refusal):
    """A step is done once there is evidence of it."""


class StepAlreadyDone(Refusal):
    """The step is done."""


class StepsRemain(Refusal):
    """The result is reported when every step is done."""

    def __init__(self, steps: tuple[int, ...]) -> None:
        self.steps = steps


class AlreadyReported(Refusal):
    """The result is reported; it waits for verification."""


class NothingToVerify(Refusal):
    """No result has been reported."""


class NotInTheReport(Refusal):
    """The deficiency is not waiting for verification in this case."""


class VerifierIsRemediator(Refusal):
    """Whoever remedied a deficiency does not verify it."""


class VerifiedFromInside(Refusal):
    """What a unit reported on itself is verified from outside the unit."""


class ReasonMissing(Refusal):
    """Sending back, refusing or denying states its reason."""


class NotAllVerified(Refusal):
    """The case closes when each of its deficiencies is verified."""

    def __init__(self, deficiencies: tuple[str, ...]) -> None:
        self.deficiencies = deficiencies


class CloserIsRemediator(Refusal):
    """Whoever remedied a deficiency does not close its case."""


class CloserNotOfTheIssuer(Refusal):
    """The closer sits on the body that issued the conclusion, or above it."""


class ExtensionPending(Refusal):
    """A request for more time waits for its decision."""


class NoExtensionPending(Refusal):
    """No request for more time is waiting."""


class ExtensionNotLater(DayRefusal):
    """An extension ends after the deadline it extends."""


class OwnExtensionDecided(Refusal):
    """Nobody decides on their own request for more time, nor on a case they remedy."""


class EffectivenessNotAsked(Refusal):
    """The effect of a remedy is judged after closure."""


class EffectivenessByRemediator(Refusal):
    """Whoever remedied a deficiency does not judge the effect."""


class NothingToReopen(Refusal):
    """A case is reopened for at least one of its deficiencies, or for a finding that recurred."""


# Thematic supervision


class MemberSitsWithTheSupervised(Refusal):
    """A member of the team holds an office in what is supervised, or remedied there."""


class MemberNotOfTheSupervisingSide(Refusal):
    """A member of the team holds no office in the supervising unit or above it."""


class SupervisionAlreadyDecided(Refusal):
    """The decision on a supervision is issued once."""


class SupervisionUndecided(Refusal):
    """The decision and the plan come before everything else."""


class NobodyLeads(Refusal):
    """A decision says who leads the team."""


class PaperBeforeTheLast(DayRefusal):
    """A paper of the supervision is not dated before the one it rests on."""


class NotASubject(Refusal):
    """The unit named is not under this supervision."""


class SubjectNotNamed(Refusal):
    """Where several units are supervised, it is said which one is spoken for."""


class SubjectAlreadyAnnounced(Refusal):
    """The decision was announced to this subject."""


class SubjectNotAnnounced(Refusal):
    """The decision is announced to a subject before anything is asked of it."""


class SelfReportAlreadyReceived(Refusal):
    """A subject reports on itself once; what it has to add is an explanation."""


class SelfReportMissing(Refusal):
    """Subjects report on themselves, or let their term pass, before the team works with them."""

    def __init__(self, subjects: int) -> None:
        self.subjects = subjects


class SubjectsWithoutSession(Refusal):
    """The team works with every subject before it drafts its report."""

    def __init__(self, subjects: int) -> None:
        self.subjects = subjects


class ReportAlreadyDrafted(Refusal):
    """The report was drafted."""


class ReportNotDrafted(Refusal):
    """The report is drafted first."""


class ConferenceAlreadyHeld(Refusal):
    """The conference on the draft was held."""


class ConferenceNotHeld(Refusal):
    """The draft is gone through with the subjects before the conclusion."""


class SupervisionNotConcluded(Refusal):
    """Follow-up ends after the conclusion."""


class LimitationsUnsettled(Refusal):
    """Follow-up ends when every limitation of the conclusion is in a closed case, or withdrawn."""

    def __init__(self, limitations: int) -> None:
        self.limitations = limitations


class FollowUpAlreadyEnded(Refusal):
    """Follow-up of this supervision has ended."""


# Rule sets


class RuleSetTaken(Refusal):
    """A rule set of this name exists."""


class RuleSetUnknown(Refusal):
    """No rule set has this name."""


class RuleSetNotLocal(Refusal):
    """The shipped rule sets are amended by adopting a local one on top."""


class RuleSetAlreadyRepealed(Refusal):
    """The rule set is no longer in force."""


class NoSuchRule(Refusal):
    """The rulebook does not hold this rule or this parameter."""


# People


class PersonErased(Refusal):
    """The person's identity was destroyed on request; it does not come back."""


class RoleHeld(Refusal):
    """The person holds this role at this unit."""


class RoleNotHeld(Refusal):
    """The person does not hold this role at this unit."""


# Calendar and notices


class DayDeclaredAlready(Refusal):
    """The day is declared so already."""

    def __init__(self, on: date) -> None:
        self.on = on


class DayNotDeclared(Refusal):
    """Nothing was declared of the day: the country's calendar holds."""

    def __init__(self, on: date) -> None:
        self.on = on


# Playbooks and programmes


class StepDoesNotMove(Refusal):
    """The fact does not bring this step on: it was heard before, came too early, or the step is not under way."""


class NoSuchPlaybookStep(Refusal):
    """The solution's playbook has no step of this name, or names one twice."""


class PlaybookWithoutSteps(Refusal):
    """A version of a playbook has at least one step."""


class PlaybookNotLater(DayRefusal):
    """A newer version is in force from no earlier day than the one before it."""


class ProgrammeForTheYearExists(Refusal):
    """The solution has a programme over this unit for this year."""


class ProgrammeNotProposed(Refusal):
    """There is no proposal waiting for a decision."""


class ProgrammeUnderReview(Refusal):
    """The proposal waits for a decision, or is approved."""


class ProgrammeNotRunning(Refusal):
    """The programme is not approved, or is over."""


class ProgrammeReviewedAlready(Refusal):
    """This review was held."""


class OwnProgrammeDecided(Refusal):
    """Nobody decides on a programme that they proposed."""


class NoSuchMeasure(Refusal):
    """The solution is not measured by this, or not by such a number."""


class ActionOfAnotherSolution(Refusal):
    """A programme runs actions of its own solution."""


# Solutions 2 and 6: offices, courses, duties, support


class OfficeNotEmpty(Refusal):
    """Somebody holds the office on that day."""


class VacancyKnown(Refusal):
    """The vacancy is known already."""


class NotASingleSeat(Refusal):
    """Vacancies are told of the secretary and the deputy: other offices have no known number of seats."""


class CourseIsCancelled(Refusal):
    """The course does not take place."""


class CourseFull(Refusal):
    """Every seat of the course is taken."""


class NotASecretaryThere(Refusal):
    """Whoever is enrolled is secretary or deputy of that unit."""


class EnrolledTwice(Refusal):
    """The person is enrolled for this unit."""


class NotEnrolled(Refusal):
    """The person is not enrolled for this unit."""


class AttendanceRecorded(Refusal):
    """It is recorded whether the person was there."""


class CourseNotAttended(Refusal):
    """Only who was there is assessed."""


class AssessedAlready(Refusal):
    """The person has been assessed in this course."""


class CourseUnderWay(Refusal):
    """A course that somebody attended is not cancelled."""


class EarlierThanTheLastEdition(DayRefusal):
    """A new edition of duty rules is not dated before the one it replaces."""


class EditionNotInForce(Refusal):
    """Only the newest edition is acknowledged."""


class AllHaveAcknowledged(Refusal):
    """Everyone concerned has acknowledged the edition."""


class MemberTaskOver(Refusal):
    """The task is done."""


class MemberTaskNotReported(Refusal):
    """No result waits to be looked at."""


class NobodyWasAbsent(Refusal):
    """The member was not absent from that meeting."""


class AbsenceAlreadyHandled(Refusal):
    """The absence was handled."""


class SupportedAlready(Refusal):
    """This organisation of the unit is being supported."""


class SupportIsOver(Refusal):
    """The support has ended."""


class SupportNotPlanned(Refusal):
    """There is no plan that waits for approval."""


class SupportPlanStands(Refusal):
    """The plan is approved; it is not planned anew."""


class SupportPlanNotApproved(Refusal):
    """Help begins once the plan is approved."""


class PlannerApproves(Refusal):
    """Whoever planned a support does not approve it."""


class MentorFromInside(Refusal):
    """A mentor comes from outside the unit's own committee."""


class NoSuchMilestone(Refusal):
    """The plan holds no such milestone."""


class MilestoneAlreadyReached(Refusal):
    """The milestone was reached."""


class MilestonesRemain(Refusal):
    """A unit is strengthened when every milestone is reached."""

    def __init__(self, milestones: tuple[int, ...]) -> None:
        self.milestones = milestones


# Oversight: programmes, guidance, overseers


class VisitProgrammeAlreadyApproved(Refusal):
    """The unit has its programme for that year; its quotas are allotted anew instead."""


class QuotaOutsideTheYear(Refusal):
    """A quota of visits lies within the year of its programme."""


class ProposalDeclinedAlready(Refusal):
    """The visit proposed to this cell was declined for this time."""


class GuidanceIssuedAlready(Refusal):
    """Guidance is issued once."""


class GuidanceNotForThisUnit(Refusal):
    """The guidance is not addressed to this unit."""


class GuidanceAlreadyAcknowledged(Refusal):
    """The unit acknowledged the guidance."""


# Regulations agreed with owners


class NotAnEnterpriseCell(Refusal):
    """Only a cell of an enterprise has an owner to talk to and to agree with."""


class RegulationUnderWay(Refusal):
    """The cell has a draft or a regulation in force; a cell has one at a time."""


class RegulationAlreadySigned(Refusal):
    """The regulation is signed; its clauses are no longer negotiated."""


class RegulationNotSigned(Refusal):
    """The regulation is a draft still."""


class RegulationOver(Refusal):
    """The regulation expired, or was ended."""


class NoSuchClause(Refusal):
    """The regulation has no clause of this number."""

    def __init__(self, clauses: int) -> None:
        self.clauses = clauses


class ClauseNotAgreed(Refusal):
    """Only a clause that the owner agreed to is kept or broken."""


class ClausesRemain(Refusal):
    """A regulation is signed when every clause has a last word."""

    def __init__(self, clauses: tuple[int, ...]) -> None:
        self.clauses = clauses


class NothingAgreed(Refusal):
    """A regulation is signed with at least one clause agreed."""


class InForceForNoTime(DayRefusal):
    """A regulation stays in force beyond the day it begins."""


class ProlongedNotLater(DayRefusal):
    """A regulation is prolonged beyond its last day."""


class NotInForceThen(Refusal):
    """The regulation was not in force on that day."""

    def __init__(self, begins: date, until: date) -> None:
        self.begins, self.until = begins, until


class StillInForce(DayRefusal):
    """The regulation expires when its last day has passed."""


class RenewalAlreadyCalledFor(Refusal):
    """The cell was called on to renew it."""


class NothingToRead(Refusal):
    """All of these notices were read before."""


# Study campaigns, commitments, theme papers


class UnitNotInvited(Refusal):
    """The campaign does not call this unit."""


class BriefingAlreadyHeld(DayRefusal):
    """The campaign has a session on this day."""


class NoBriefingOnThatDay(DayRefusal):
    """No session of the campaign was held on this day."""


class NoBriefingYet(Refusal):
    """A campaign is acknowledged after its first session."""


class AttendanceAlreadyTaken(Refusal):
    """A unit's attendance is counted once a session."""


class BriefingAlreadyAcknowledged(Refusal):
    """The unit has acknowledged the campaign."""


class StudyCampaignHasEnded(Refusal):
    """The campaign has ended; nothing is added to it."""


class CommitmentAlreadyReviewed(Refusal):
    """A commitment is reviewed once."""


class CommitmentReviewedBeforeItsYear(Refusal):
    """A commitment is not reviewed before its year begins."""


class ThemePaperIsOver(Refusal):
    """The paper is finished or was given up."""


# Proposals by members, self-training, contributions


class MembersProposalAlreadyAnswered(Refusal):
    """The members have their answer."""


class AnsweredBeforeItWasRaised(DayRefusal):
    """An answer comes after what it answers."""


class SelfTrainingAlreadyFinished(Refusal):
    """The plan of self-training was carried out already."""


class NobodyAcknowledged(Refusal):
    """Contributions are those of at least one member."""


# Regularity: calendars, themes, self-inspection


class CalendarAlreadyApproved(Refusal):
    """The month's calendar is approved; a single meeting is moved by itself."""


class CalendarWaits(Refusal):
    """The month's calendar waits for the superior's word."""


class EntryOutsideTheMonth(Refusal):
    """Every meeting of a month's calendar lies in that month."""


class NoCalendarToDecide(Refusal):
    """No calendar waits for a decision."""


class OwnCalendarDecided(Refusal):
    """Nobody decides a calendar that they proposed."""


class NotAThematicMeeting(Refusal):
    """Only a thematic or combined meeting has a theme to match."""


class OrientationOfAnother(Refusal):
    """The orientation was issued for other units."""


class OrientationOfAnotherYear(Refusal):
    """The orientation is that of another year than the meeting's."""

    def __init__(self, year: int) -> None:
        self.year = year


class NoSuchTheme(Refusal):
    """The orientation has no theme of this number."""

    def __init__(self, themes: int) -> None:
        self.themes = themes


class SelfInspectionOver(Refusal):
    """The self-inspection is done."""


# Emergency access


class EmergencyAccessTooLong(Refusal):
    """It lasts from a few minutes to an hour, no longer."""

    def __init__(self, least: int, most: int) -> None:
        self.least, self.most = least, most


class EmergencyAccessOver(Refusal):
    """It has ended already."""


class EmergencyAccessAlreadyReviewed(Refusal):
    """The committee has said what it thinks of it."""


class ReviewsOwnEmergencyAccess(Refusal):
    """Whoever took it does not review it."""


# Closed months


class MonthNotClosed(Refusal):
    """Only a month whose verdicts were recorded is judged again."""


class NothingToRejudge(Refusal):
    """Today's facts give what was recorded."""


# Changes of the rules by two people


class RuleChangeSettled(Refusal):
    """The proposed change was agreed to or declined already."""


class AgreesToOwnRuleChange(Refusal):
    """Whoever proposed a change of the rules does not agree to it."""
