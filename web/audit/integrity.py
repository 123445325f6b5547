"""Is it whole? The chain computed again, and how far every view has read."""

from flask import render_template
from werkzeug.wrappers import Response as AnyResponse

from web import policy
from web.acts import Act
from web.audit.routes import rooms
from web.house import house


@rooms.get("/integrity")
@policy.needs(Act.READ_HISTORY, of=policy.anywhere)
def integrity() -> str:
    return _page(None)


@rooms.post("/integrity")
@policy.needs(Act.READ_HISTORY, of=policy.anywhere)
def verify() -> str | AnyResponse:
    return _page(house().journal.verify())


def _page(verified: object) -> str:
    last = house().journal.last()
    return render_template("audit/integrity.html", last=last, verified=verified, views=house().views.status())
