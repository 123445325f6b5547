"""What a file is, told from its content; what its name may end with."""

import re
from enum import StrEnum

import filetype

from web.files.refusals import FileNameLies, FileTypeNotAllowed

HEAD = 4096
_ENDING = re.compile(r"\.([A-Za-z][A-Za-z0-9]{0,7})$")


class MediaType(StrEnum):
    """The types that are taken in."""

    PDF = "application/pdf"
    JPEG = "image/jpeg"
    PNG = "image/png"
    HEIC = "image/heic"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


ENDINGS = {
    MediaType.PDF: ("pdf",),
    MediaType.JPEG: ("jpg", "jpeg", "jpe", "jfif"),
    MediaType.PNG: ("png",),
    MediaType.HEIC: ("heic", "heif", "hif"),
    MediaType.DOCX: ("docx",),
    MediaType.XLSX: ("xlsx",),
}
"""What a name of each type ends with; the first is given to a name that has no ending."""
_BEGINNINGS = {b"%PDF-": MediaType.PDF, b"\xff\xd8\xff": MediaType.JPEG, b"\x89PNG\r\n\x1a\n": MediaType.PNG}
_ZIP = b"PK\x03\x04"
_HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}
_NOT_HEIC = {b"avif", b"avis"}
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
COMPOUND = "application/x-ole-storage"
"""Word and Excel before 2007, and today's under a password."""
ZIPPED = "application/zip"


def begins_as(head: bytes) -> MediaType | None:
    """The type by its first bytes; `None` for a zip, which has to be opened. Raises `FileTypeNotAllowed`."""
    for beginning, media_type in _BEGINNINGS.items():
        if head.startswith(beginning):
            return media_type
    if _is_heic(head):
        return MediaType.HEIC
    if head.startswith(_ZIP):
        return None
    raise FileTypeNotAllowed(_other(head))


def check_name(name: str, media_type: MediaType) -> None:
    """Refuse a name that says something else than the content is; a name without an ending says nothing."""
    ending = ending_of(name)
    if ending and ending not in ENDINGS[media_type]:
        raise FileNameLies(ending, media_type)


def ending_of(name: str) -> str:
    """What stands after the last dot, where it can be an ending: `Biên bản ngày 12.10` has none."""
    found = _ENDING.search(name.rstrip(". "))
    return found[1].lower() if found else ""


def _is_heic(head: bytes) -> bool:
    """An ISO media file whose brands say HEIC: the major one, or a compatible one."""
    if head[4:8] != b"ftyp":
        return False
    box = head[: min(int.from_bytes(head[:4]), len(head))]
    brands = {box[8:12], *(box[n : n + 4] for n in range(16, len(box) - 3, 4))}
    return bool(brands & _HEIC_BRANDS) and not brands & _NOT_HEIC


def _other(head: bytes) -> str:
    """What it really is, as far as one can tell."""
    if head.startswith(_COMPOUND):
        return COMPOUND
    if head[4:8] == b"ftyp" and head[8:12] in _NOT_HEIC:
        return "image/avif"
    text = head.lstrip()[:64].lower()
    if text.startswith((b"<!doctype html", b"<html", b"<svg", b"<?xml")):
        return "text/html" if b"html" in text else "text/xml"
    return filetype.guess_mime(head) or ""
