"""Word and Excel documents: real ones, without programs inside, and no larger unpacked than one may be."""

import re
import zipfile
import zlib
from typing import BinaryIO
from xml.parsers import expat

from web.files.media_types import ZIPPED, MediaType
from web.files.refusals import (
    ArchiveTooLarge,
    ArchiveUnsafe,
    DocumentActive,
    FileLocked,
    FileTypeNotAllowed,
    FileUnreadable,
)

MEGABYTE = 1024 * 1024
UNPACKED = 200 * MEGABYTE
ENTRIES = 5_000
RATIO = 200
"""An honest part packs a hundredfold at most; only parts above a megabyte are measured."""
TYPES_PART = "[Content_Types].xml"
MAIN_PARTS = {
    f"{MediaType.DOCX}.main+xml": MediaType.DOCX,
    f"{MediaType.XLSX}.main+xml": MediaType.XLSX,
}
_ACTIVE_NAME = re.compile(r"vbaproject|vbadata|activex|/embeddings/|macrosheets", re.IGNORECASE)
_ACTIVE_TYPE = re.compile(r"macroEnabled|vbaProject|activeX|oleObject", re.IGNORECASE)
_REACHES_OUT = re.compile(r"/(attachedTemplate|oleObject|frame|subDocument|package)$", re.IGNORECASE)
_LEADS_OUT = re.compile(r"(^|[/\\])\.\.([/\\]|$)|^[/\\]|^[A-Za-z]:|\\|\x00")
_ENCRYPTED = 0x1


def look_into(file: BinaryIO) -> MediaType:
    """DOCX or XLSX; raises a `FileRefused` for any other zip, and for one that is not safe to open."""
    try:
        with zipfile.ZipFile(file) as archive:
            _check_directory(archive.infolist())
            main = _main_type(archive)
            _unpack(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, expat.ExpatError, UnicodeError) as broken:
        raise FileUnreadable from broken
    return main


def _check_directory(entries: list[zipfile.ZipInfo]) -> None:
    names = [entry.filename.lower() for entry in entries]
    if len(entries) > ENTRIES or sum(entry.file_size for entry in entries) > UNPACKED:
        raise ArchiveTooLarge(UNPACKED // MEGABYTE)
    if any(entry.file_size > MEGABYTE and entry.file_size > RATIO * entry.compress_size for entry in entries):
        raise ArchiveTooLarge(UNPACKED // MEGABYTE)
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise FileLocked
    packed_usually = all(entry.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for entry in entries)
    if len(set(names)) < len(names) or not packed_usually or any(map(_leads_out, entries)):
        raise ArchiveUnsafe
    if any(_ACTIVE_NAME.search(name) for name in names):
        raise DocumentActive


def _leads_out(entry: zipfile.ZipInfo) -> bool:
    """`orig_filename` is the name as written: the library itself cuts and turns some letters."""
    return bool(_LEADS_OUT.search(entry.filename) or _LEADS_OUT.search(entry.orig_filename))


def _main_type(archive: zipfile.ZipFile) -> MediaType:
    """What the table of contents says that the main part is, where that part is there."""
    if TYPES_PART not in archive.namelist():
        raise FileTypeNotAllowed(ZIPPED)
    overrides = _attributes(_part(archive, TYPES_PART), "Override")
    defaults = _attributes(_part(archive, TYPES_PART), "Default")
    kinds = [attributes.get("ContentType", "") for attributes in (*overrides, *defaults)]
    if any(_ACTIVE_TYPE.search(kind) for kind in kinds):
        raise DocumentActive
    names = set(archive.namelist())
    for attributes in overrides:
        if attributes.get("PartName", "").removeprefix("/") in names and attributes.get("ContentType") in MAIN_PARTS:
            return MAIN_PARTS[attributes["ContentType"]]
    raise FileTypeNotAllowed(ZIPPED)


def _unpack(archive: zipfile.ZipFile) -> None:
    """Read every part to its end: the sizes a zip declares may lie, its checksums too. Look where its links lead."""
    left = UNPACKED
    for entry in archive.infolist():
        with archive.open(entry) as part:
            while chunk := part.read(MEGABYTE):
                left -= len(chunk)
                if left < 0:
                    raise ArchiveTooLarge(UNPACKED // MEGABYTE)
        if entry.filename.lower().endswith(".rels"):
            _check_links(_part(archive, entry.filename))


def _check_links(relationships: bytes) -> None:
    """A link to a page is a link; a template or an object fetched from elsewhere is a program's way in."""
    for link in _attributes(relationships, "Relationship"):
        if link.get("TargetMode") == "External" and _REACHES_OUT.search(link.get("Type", "")):
            raise DocumentActive


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as part:
        content = part.read(4 * MEGABYTE + 1)
    if len(content) > 4 * MEGABYTE:
        raise ArchiveUnsafe
    return content


def _attributes(xml: bytes, element: str) -> list[dict[str, str]]:
    """The attributes of every element of a name, whatever its namespace. Declared entities are refused."""
    found: list[dict[str, str]] = []

    def begin(name: str, attributes: dict[str, str]) -> None:
        if name.rpartition(":")[2] == element:
            found.append(attributes)

    parser = expat.ParserCreate()
    parser.StartElementHandler = begin
    parser.StartDoctypeDeclHandler = _refuse_entities
    parser.Parse(xml, True)
    return found


def _refuse_entities(*_: object) -> None:
    raise ArchiveUnsafe
