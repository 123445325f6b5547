"""A process that writes until it is killed, and says what was acknowledged."""

import threading
from multiprocessing.connection import Connection
from uuid import uuid4

from tests.workflows.journal.hands import CELL, RENAMED, hand
from workflows.journal.journal import Journal, Writing


def write_until_killed(url: str, said: Connection) -> None:
    """Two threads, so that commits are grouped too."""
    journal, line = Journal(url), threading.Lock()

    def write() -> None:
        while True:
            by = hand()
            journal.record(by, Writing(uuid4(), 0, (CELL, RENAMED)))
            with line:
                said.send_bytes(by.command.bytes)

    threading.Thread(target=write, daemon=True).start()
    write()
