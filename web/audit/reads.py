"""Who looked at what, for auditors; that they looked is put down before it is shown."""

from collections.abc import Sequence
from uuid import UUID

from flask import render_template, request

from domain.names import PersonId
from web import policy
from web.acts import Act
from web.asking import names as lookup
from web.audit.routes import rooms
from web.house import house_today
from web.opened import names
from web.reads.counting import ReadsChecked, check_reads
from web.reads.noting import read_now
from workflows.journal.entry import moment
from workflows.journal.read_log import ReadsSought
from workflows.journal.reads import ReadKind, ReadLine

SHOWN, LONGEST, NOBODY = 50, 18, "?"


@rooms.get("/reads")
@policy.needs(Act.READ_HISTORY, of=policy.anywhere)
def reads() -> str:
    return _page(None)


@rooms.post("/reads")
@policy.needs(Act.READ_HISTORY, of=policy.anywhere)
def check() -> str:
    """The chain computed again and held against the heads in the journal."""
    return _page(check_reads(house_today()))


def _page(checked: ReadsChecked | None) -> str:
    asked = sought()
    read_now(ReadKind.READS, asked.of or asked.reader or "")
    lines = house_today().reads.lines(asked, SHOWN)
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
    """A login stands for its person, a case for itself; what was typed otherwise is nobody's, and is not put down."""
    if not asked:
        return None
    if asked.startswith("p-"):
        return asked
    try:
        return lookup().person(asked) or str(UUID(asked))
    except ValueError:
        return NOBODY


def _persons(lines: Sequence[ReadLine]) -> set[PersonId]:
    of = {line.read.of for line in lines if line.read.kind is ReadKind.IDENTITY}
    return {PersonId(one) for one in of | {line.read.reader for line in lines}}
