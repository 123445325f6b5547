"""The compliance rules, one file each, in the order of the rulebook. This tuple is the only register."""

from domain.names import RuleCode
from domain.rules.long_enough import LONG_ENOUGH
from domain.rules.meets_every_month import MEETS_EVERY_MONTH
from domain.rules.members_attend import MEMBERS_ATTEND
from domain.rules.members_speak import MEMBERS_SPEAK
from domain.rules.notice_in_time import NOTICE_IN_TIME
from domain.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    MEETS_EVERY_MONTH,
    LONG_ENOUGH,
    NOTICE_IN_TIME,
    MEMBERS_ATTEND,
    MEMBERS_SPEAK,
)
BY_CODE: dict[RuleCode, Rule] = {rule.code: rule for rule in RULES}
