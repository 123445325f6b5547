"""PDF: whole, open to whoever has to check it, and without programs as far as a look at its objects tells."""

import re
import zlib
from collections.abc import Iterator

from web.files.refusals import ArchiveTooLarge, DocumentActive, FileLocked, FileUnreadable

TAIL = 2048
MEGABYTE = 1024 * 1024
UNPACKED = 200 * MEGABYTE
_VERSION = re.compile(rb"%PDF-[12]\.\d")
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_HEADER = 8192
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_ENDS = rb"(?=[\x00\t\n\x0c\r /<>\[\](){}%])"
_ACTIVE = re.compile(rb"/(JavaScript|JS|Launch|RichMedia|EmbeddedFiles?|XFA)" + _ENDS)
_LOCKED = re.compile(rb"/Encrypt" + _ENDS)
_OBJECTS = re.compile(rb"/ObjStm" + _ENDS)


def look_into_pdf(content: bytes) -> None:
    """Raises a `FileRefused` for a PDF that is cut short, locked, or active."""
    if not _VERSION.match(content) or b"%%EOF" not in content[-TAIL:]:
        raise FileUnreadable
    for objects in _objects(content):
        plain = _plain(objects)
        if _LOCKED.search(plain):
            raise FileLocked
        if _ACTIVE.search(plain):
            raise DocumentActive


def _objects(content: bytes) -> Iterator[bytes]:
    """What stands outside streams, and the objects that newer files pack into streams. Pictures and pages are left out:
    packed bytes look like anything."""
    left, outside = UNPACKED, 0
    while begin := _STREAM.search(content, outside):
        end = content.find(b"endstream", begin.end())
        end = end if end >= 0 else len(content)
        yield content[outside : begin.start()] + b" "
        header = content[max(outside, begin.start() - _HEADER) : begin.start()].rpartition(b"obj")[2]
        if _OBJECTS.search(_plain(header)):
            unpacked = _unpacked(content[begin.end() : end], left)
            left -= len(unpacked)
            yield unpacked + b" "
        outside = end
    yield content[outside:]


def _plain(objects: bytes) -> bytes:
    """Names may be written with their letters as numbers: `/J#53` is `/JS`."""
    return _ESCAPED.sub(lambda escape: bytes([int(escape[1], 16)]), objects)


def _unpacked(packed: bytes, most: int) -> bytes:
    """At most so many bytes; what is not packed the usual way stays as it is."""
    unpacking = zlib.decompressobj()
    try:
        unpacked = unpacking.decompress(packed, max(most, 1))  # 0 would mean without bound
    except zlib.error:
        return packed
    if unpacking.unconsumed_tail:
        raise ArchiveTooLarge(UNPACKED // MEGABYTE)
    return unpacked
