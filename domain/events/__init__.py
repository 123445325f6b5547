"""The event catalogue: every fact this system can record, one module a story."""

from domain.events import (
    accord,
    calendar,
    commitment,
    committee,
    contribution,
    deficiency,
    duty_rules,
    emergency_access,
    furthering,
    log,
    meeting,
    member_duty,
    members_proposal,
    month,
    notice,
    oversight,
    person,
    playbook,
    programme,
    regularity,
    remediation,
    rule_change,
    ruleset,
    self_training,
    study,
    supervision,
    support,
    theme_paper,
    training,
    unit,
    visit,
)
from domain.events.fact import Fact

STORIES = (
    unit,
    person,
    meeting,
    visit,
    supervision,
    month,
    deficiency,
    remediation,
    ruleset,
    calendar,
    furthering,
    playbook,
    programme,
    *(committee, training, duty_rules, member_duty, support),
    oversight,
    accord,
    notice,
    *(study, commitment, theme_paper, members_proposal, self_training, contribution),
    regularity,
    log,
    emergency_access,
    rule_change,
)

CATALOGUE: dict[str, type[Fact]] = {
    f"{fact.__name__}.v1": fact
    for story in STORIES
    for fact in vars(story).values()
    if isinstance(fact, type) and issubclass(fact, Fact) and fact is not Fact
}
"""Topic to fact: the allow-list of what the journal reads and writes."""
