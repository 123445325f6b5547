"""The score of a meeting: the cell fills its sheet in, its superior committee decides the class."""

from uuid import UUID

from flask import render_template

from domain.names import Grade
from web import policy
from web.acts import Act, Place, may
from web.explaining import why_classed
from web.house import house
from web.policy import caller
from web.scoring import scored
from web.secretaries.meetings import place_of, story_here
from web.secretaries.routes import rooms


@rooms.get("/meetings/<uuid:meeting>/score")
@policy.needs(Act.READ_MEETING, of=place_of)
def score(meeting: UUID) -> str:
    story = story_here(meeting)
    assert story is not None  # the gate found it
    with house().reading() as db:
        found = scored(db, meeting)
    place = Place(story.unit.path)
    voted = found is not None and found.total is not None
    open_ = found is not None and found.seen.grade is None
    return render_template(
        "secretaries/score.html",
        m=story.meeting,
        unit=story.unit,
        found=found,
        votes=open_ and not voted and may(caller().held, Act.HOLD_MEETING, place),
        decides=open_ and voted and may(caller().held, Act.CLASS_MEETING, place),
        grades=list(Grade),
        classed=why_classed(found) if found else None,
    )
