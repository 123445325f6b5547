"""How many questions a page asks of its databases, seen by the databases themselves."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event
from sqlalchemy.pool import Pool

ASKING = ("SELECT", "WITH")


@contextmanager
def counted() -> Iterator[list[str]]:
    """Every statement that asks for something, sent by this thread: what the clock writes is no page's."""
    asked: list[str] = []
    here = threading.get_ident()

    def note(statement: str) -> None:
        if threading.get_ident() == here and statement.lstrip().upper().startswith(ASKING):
            asked.append(statement)

    def listen(connection: Any, *_: object) -> None:
        connection.set_trace_callback(note)

    event.listen(Pool, "checkout", listen)
    try:
        yield asked
    finally:
        event.remove(Pool, "checkout", listen)
