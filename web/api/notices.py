"""What the caller was told by itself: tasks whose term is near or has passed."""

from dataclasses import dataclass
from uuid import UUID

from flask import abort

from projections import notices
from web import policy
from web.api.lists import Paged, asked_well, list_of
from web.api.operations import Answer, done, gives, room
from web.api.shown import Named, Showing, shape_of
from web.asking import record
from web.house import house
from web.policy import caller
from workflows.requests.notices import ReadNotices, read_notices

rooms = room("notices", "What one was told: tasks coming due, due, overdue, and overdue ones of the level below.")

NOTICE = shape_of(notices.Notice, "Notice", Named(frozenset({"person", "told_at"}), {"notice": "id"}))
NOTICES = list_of(NOTICE, "NoticeList")


@dataclass(frozen=True, kw_only=True)
class NoticesSought(Paged):
    """Which of one's notices: read or not, of tasks that are still owed or not."""

    read: bool | None = None
    owed: bool | None = None


@rooms.get("/notices")
@policy.signed_in
@gives(NOTICES, seeks=NoticesSought)
def list_notices(asked: NoticesSought) -> Answer:
    """What the caller was told, the newest first; of each task the newest notice."""
    with house().reading() as db, asked_well():
        sought = notices.Sought(asked.read, asked.owed)
        listed = notices.notices_of(db, caller().person, sought, asked.part)
        return Answer(_list(Showing(db, listed.items), listed.items, listed.next, listed.total))


@rooms.post("/notices/read")
@policy.signed_in
@gives(NOTICES, takes=ReadNotices)
def post_read(asked: ReadNotices) -> Answer:
    """Put down that notices were seen; the answer shows them."""
    receipt = record(read_notices, asked)
    with house().reading() as db:
        read = notices.by_id(db, asked.notices)
        return Answer(_list(Showing(db, read), read, None, len(read)), position=done(receipt))


@rooms.get("/notices/<uuid:notice>")
@policy.signed_in
@gives(NOTICE)
def get_notice(notice: UUID) -> Answer:
    """One notice to the caller."""
    with house().reading() as db:
        found = next((one for one in notices.by_id(db, [notice]) if one.person == caller().person), None) or abort(404)
        return Answer(Showing(db, [found]).show(found, NOTICE), len(house().journal.history(notice)))


def _list(showing: Showing, found: list[notices.Notice], following: str | None, total: int | None) -> NOTICES:  # type: ignore[valid-type]  # made while running
    items = tuple(showing.show(one, NOTICE) for one in found)
    return NOTICES(items=items, next=following, total=total)
