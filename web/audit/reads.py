"""Who looked at what, for auditors; that they looked is put down before it is shown."""

from collections.abc import Iterable

from flask import render_template, request

from domain.names import PersonId
from web import policy
from web.acts import Act
from web.asking import names as lookup
from web.audit.routes import rooms
from web.house import house_today
from web.opened import names
from web.reading import read_now
from web.reads.counting import check_reads
from workflows.journal.entry import moment
from workflows.journal.read_log import ReadsSought
from workflows.journal.reads import ReadKind, ReadLine

SHOWN, LONGEST = 50, 18


@rooms.get("/reads")
@policy.needs(Act.READ_HISTORY, of=policy.anywhere)
def reads() -> str:
    read_now(ReadKind.READS, request.query_string.decode()[:300])
    return _page(None)


@rooms.post("/reads")
@policy.needs(Act.READ_HISTORY, of=policy.anywhere)
def check() -> str:
    """The chain computed again and held against the heads in the journal."""
    return _page(check_reads(house_today()))


def _page(checked: object) -> str:
    lines = house_today().reads.lines(sought(), SHOWN)
    return render_template(
        "audit/reads.html",
        lines=lines,
        people=names(_persons(lines)),
        kinds=list(ReadKind),
        moment_of=moment,
        on=lines[-1].number if len(lines) == SHOWN else None,
        checked=checked,
    )


def sought() -> ReadsSought:
    """What the address asks for; what it names and nobody knows finds nothing."""
    asked = request.args
    kind, before = asked.get("kind", ""), asked.get("before", "")
    return ReadsSought(
        of=_known(asked.get("of", "")),
        reader=_known(asked.get("reader", "")),
        kind=ReadKind(kind) if kind in list(ReadKind) else None,
        before=int(before) if before.isascii() and before.isdigit() and len(before) < LONGEST else None,
    )


def _known(asked: str) -> str | None:
    """A login stands for its person; a case stands for itself."""
    return str(lookup().person(asked) or asked) if asked else None


def _persons(lines: Iterable[ReadLine]) -> set[PersonId]:
    told = {line.read.reader for line in lines} | {
        line.read.of for line in lines if line.read.kind is ReadKind.IDENTITY
    }
    return {PersonId(one) for one in told}
