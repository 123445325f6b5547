"""The compliance rules, one file each, in the order of the rulebook. This tuple is the only register."""

from domain.names import RuleCode
from domain.rules.committee_met_beforehand import COMMITTEE_MET_BEFOREHAND
from domain.rules.ideology_and_criticism_have_their_time import IDEOLOGY_AND_CRITICISM_HAVE_THEIR_TIME
from domain.rules.leads_educates_and_fights import LEADS_EDUCATES_AND_FIGHTS
from domain.rules.long_enough import LONG_ENOUGH
from domain.rules.meets_every_month import MEETS_EVERY_MONTH
from domain.rules.meets_on_its_day import MEETS_ON_ITS_DAY
from domain.rules.members_attend import MEMBERS_ATTEND
from domain.rules.members_speak import MEMBERS_SPEAK
from domain.rules.minutes_whole_and_filed import MINUTES_WHOLE_AND_FILED
from domain.rules.nobody_stays_away import NOBODY_STAYS_AWAY
from domain.rules.notice_in_time import NOTICE_IN_TIME
from domain.rules.professional_work_leaves_room import PROFESSIONAL_WORK_LEAVES_ROOM
from domain.rules.resolution_gives_and_reviews_tasks import RESOLUTION_GIVES_AND_REVIEWS_TASKS
from domain.rules.results_posted_in_time import RESULTS_POSTED_IN_TIME
from domain.rules.rule import Rule
from domain.rules.scored_by_the_cell_classed_above import SCORED_BY_THE_CELL_CLASSED_ABOVE
from domain.rules.studies_ho_chi_minh_every_month import STUDIES_HO_CHI_MINH_EVERY_MONTH
from domain.rules.superior_visits_and_answers import SUPERIOR_VISITS_AND_ANSWERS
from domain.rules.thematic_meeting_every_quarter import THEMATIC_MEETING_EVERY_QUARTER
from domain.rules.theme_fits_the_orientation import THEME_FITS_THE_ORIENTATION

RULES: tuple[Rule, ...] = (
    MEETS_EVERY_MONTH,
    MEETS_ON_ITS_DAY,
    LONG_ENOUGH,
    COMMITTEE_MET_BEFOREHAND,
    NOTICE_IN_TIME,
    MEMBERS_ATTEND,
    NOBODY_STAYS_AWAY,
    MEMBERS_SPEAK,
    IDEOLOGY_AND_CRITICISM_HAVE_THEIR_TIME,
    STUDIES_HO_CHI_MINH_EVERY_MONTH,
    PROFESSIONAL_WORK_LEAVES_ROOM,
    THEMATIC_MEETING_EVERY_QUARTER,
    THEME_FITS_THE_ORIENTATION,
    MINUTES_WHOLE_AND_FILED,
    RESOLUTION_GIVES_AND_REVIEWS_TASKS,
    RESULTS_POSTED_IN_TIME,
    SCORED_BY_THE_CELL_CLASSED_ABOVE,
    SUPERIOR_VISITS_AND_ANSWERS,
    LEADS_EDUCATES_AND_FIGHTS,
)
BY_CODE: dict[RuleCode, Rule] = {rule.code: rule for rule in RULES}
