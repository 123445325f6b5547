"""A line to PostgreSQL that breaks when it is told to: after a commit was done, before its answer is heard."""

import select
import socket
import threading
from contextlib import suppress
from pathlib import Path

OUTSIDE_TRANSACTION = b"Z\0\0\0\5I"
"""The server is ready for more, and what went before is committed."""


class BreakingLine:
    """Passes everything on; the next `breaks` commits are done by the server, and their answers go nowhere."""

    def __init__(self, folder: str, port: int = 0) -> None:
        self.breaks = 0
        self.broken = 0
        self._server = str(Path(folder) / ".s.PGSQL.5432")
        self._listening = socket.create_server(("127.0.0.1", port))
        self._lines: list[socket.socket] = []
        self.port: int = self._listening.getsockname()[1]
        self._threads = [threading.Thread(target=self._accept, daemon=True)]
        self._threads[0].start()

    def close(self) -> None:
        self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        for thread in self._threads:
            thread.join(5)

    def cut(self) -> None:
        """Nobody is heard any more, and nobody comes through."""
        self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        for line in self._lines:
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listening.accept()
            except OSError:
                return
            server = socket.socket(socket.AF_UNIX)
            server.connect(self._server)
            self._lines.append(client)
            self._threads.append(threading.Thread(target=self._pass_on, args=(client, server), daemon=True))
            self._threads[-1].start()

    def _pass_on(self, client: socket.socket, server: socket.socket) -> None:
        with client, server, suppress(ConnectionError):
            while True:
                ready, _, _ = select.select([client, server], [], [])
                for source in ready:
                    said = source.recv(65536)
                    if not said or (source is server and self._breaks_here(said)):
                        return
                    (server if source is client else client).sendall(said)

    def _breaks_here(self, answer: bytes) -> bool:
        """It is done there, and nobody hears of it."""
        done = any(tag in answer for tag in (b"COMMIT\0", b"INSERT 0 1\0")) and answer.endswith(OUTSIDE_TRANSACTION)
        if not done or self.broken >= self.breaks:
            return False
        self.broken += 1
        return True
