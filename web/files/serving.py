"""Giving a file out: to be saved, never to be shown inside our pages."""

import unicodedata
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple
from urllib.parse import quote

from flask import Response

from web.files.store import FileStore

CHUNK = 256 * 1024
_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 ._-()")


class ServedAs(NamedTuple):
    """Under which name and type, as they were recorded when the file came in."""

    name: str
    media_type: str


def file_answer(store: FileStore, sha256: str, served: ServedAs) -> Response:
    """The whole file, checked before its first byte is sent. Raises `FileLost` or `FileDamaged`."""
    content = store.open(sha256)
    size = content.seek(0, 2)
    content.seek(0)
    answer = Response(_sent(content), content_type=served.media_type)
    answer.call_on_close(content.close)
    answer.headers.update(
        {
            "Content-Length": str(size),
            "Content-Disposition": disposition(served.name),
            "Content-Security-Policy": "sandbox; default-src 'none'",
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
        }
    )
    return answer


def disposition(name: str) -> str:
    """To be saved under its Vietnamese name (RFC 5987), and a plain one for whoever cannot read that."""
    return f"attachment; filename=\"{_plain(name)}\"; filename*=UTF-8''{quote(name, safe='')}"


def _plain(name: str) -> str:
    apart = unicodedata.normalize("NFD", name.translate(str.maketrans("đĐ", "dD")))
    bare = (letter for letter in apart if not unicodedata.combining(letter))
    return "".join(letter if letter in _PLAIN else "_" for letter in bare)


def _sent(content: BinaryIO) -> Iterator[bytes]:
    while chunk := content.read(CHUNK):
        yield chunk
