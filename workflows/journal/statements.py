"""Every statement of the journal, built from its tables and turned into text once for each database."""

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from sqlalchemy.sql.elements import ColumnElement

from workflows.journal.tables import CLAIM, FIRST_OF_ITS_COMMAND, JOURNAL, STILL_HELD, TRACKING

Among = Callable[[ColumnElement[Any], str], ColumnElement[bool]]
"""How a database asks whether a column is among many values given as one parameter."""

_READ = sa.select(*(column for column in JOURNAL.c if column.name != "event_id"))
_FACT = JOURNAL.alias("fact")


_ONE, _NONE = sa.literal_column("1", sa.Integer), sa.literal_column("0", sa.Integer)
HEAD_OF_SQLITE = sa.select(JOURNAL.c.position, JOURNAL.c.hash, JOURNAL.c.recorded_at)


def last(select: sa.Select[Any]) -> sa.Select[Any]:
    """The last line alone. Literals keep the statement free of parameters."""
    return select.order_by(JOURNAL.c.position.desc()).limit(_ONE).offset(_NONE)


def _at_most_count(select: sa.Select[Any]) -> sa.Select[Any]:
    return select.limit(sa.bindparam("count", type_=sa.BigInteger)).offset(_NONE)


def reads(among: Among) -> dict[str, sa.Select[Any]]:
    """What is read of the journal, whole entries each."""
    stream, version, position = JOURNAL.c.stream, JOURNAL.c.version, JOURNAL.c.position
    given = sa.bindparam
    upwards = _READ.order_by(position)
    one_stream = _READ.where(stream == given("stream"), version > given("gt"), version <= given("lte"))
    span = _at_most_count(upwards.where(position >= given("first"), position <= given("last")))
    return {
        "history": _at_most_count(one_stream.order_by(version)),
        "history_backwards": _at_most_count(one_stream.order_by(version.desc())),
        "histories": _READ.where(among(stream, "streams")).order_by(stream, version),
        "at": upwards.where(among(position, "positions")),
        "span": span,
        "span_of_topics": span.where(among(JOURNAL.c.topic, "topics")),
        "last": last(_READ),
    }


def looks(among: Among) -> dict[str, sa.Select[Any]]:
    """What a group of commands has to know before it is settled."""
    first, fact = JOURNAL, _FACT
    facts = sa.and_(fact.c.position >= first.c.position, fact.c.position < first.c.position + first.c.command_facts)
    return {
        "commands": sa.select(first.c.command, first.c.fingerprint, fact.c.position, fact.c.stream, fact.c.version)
        .select_from(first.join(fact, facts))
        .where(FIRST_OF_ITS_COMMAND, among(first.c.command, "commands"))
        .order_by(fact.c.position),
        "versions": sa.select(first.c.stream, sa.func.max(first.c.version))
        .where(among(first.c.stream, "streams"))
        .group_by(first.c.stream),
        "held": sa.select(CLAIM.c.holder)
        .where(STILL_HELD, CLAIM.c.name >= sa.bindparam("prefix"), CLAIM.c.name < sa.bindparam("beyond"))
        .limit(_ONE)
        .offset(_NONE),
        "holders": sa.select(CLAIM.c.name, CLAIM.c.holder).where(STILL_HELD, among(CLAIM.c.name, "names")),
    }


def claim_reads() -> dict[str, sa.Select[Any]]:
    """Names taken and given up between two positions, for export."""
    first: sa.BindParameter[int] = sa.bindparam("first")
    last: sa.BindParameter[int] = sa.bindparam("last")
    return {
        "taken": sa.select(CLAIM.c.from_position, CLAIM.c.name, CLAIM.c.holder)
        .where(CLAIM.c.from_position >= first, CLAIM.c.from_position <= last)
        .order_by(CLAIM.c.from_position, CLAIM.c.name),
        "released": sa.select(CLAIM.c.to_position, CLAIM.c.name)
        .where(CLAIM.c.to_position >= first, CLAIM.c.to_position <= last)
        .order_by(CLAIM.c.to_position, CLAIM.c.name),
    }


def claim_writes() -> dict[str, Any]:
    """A name is taken, and given up."""
    return {
        "release": sa.update(CLAIM)
        .where(CLAIM.c.name == sa.bindparam("released"), STILL_HELD)
        .values(to_position=sa.bindparam("position")),
        "take": sa.insert(CLAIM).values(
            name=sa.bindparam("name"), holder=sa.bindparam("holder"), from_position=sa.bindparam("position")
        ),
    }


ONE_FOLLOWER = sa.and_(
    TRACKING.c.follower == sa.bindparam("follower"), TRACKING.c.application == sa.bindparam("application")
)


def track(insert: Callable[[sa.Table], Any]) -> Any:
    """Moves a follower on, only ever forwards: whoever finds it moved already changes nothing (compare and set)."""
    given = insert(TRACKING).values(
        follower=sa.bindparam("follower"), application=sa.bindparam("application"), position=sa.bindparam("position")
    )
    return given.on_conflict_do_update(
        index_elements=[TRACKING.c.follower, TRACKING.c.application],
        set_={"position": given.excluded.position},
        where=TRACKING.c.position < given.excluded.position,
    ).returning(TRACKING.c.position)
