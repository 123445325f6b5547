"""Taking a file in: asked how secret it is, measured, looked into, made bare, and only then kept."""

from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import IO, BinaryIO, cast

from domain.names import Classification
from web.files.media_types import HEAD, MediaType, begins_as, check_name
from web.files.names import harmless
from web.files.office import look_into
from web.files.pdf import look_into_pdf
from web.files.pictures import redrawn
from web.files.refusals import FileEmpty, FileTooLarge, SecretRefused
from web.files.store import FileStore

MEGABYTE = 1024 * 1024
LARGEST = 20 * MEGABYTE
CHUNK = 256 * 1024
ADMITTED = frozenset({Classification.NONE, Classification.INTERNAL})


@dataclass(frozen=True)
class Offered:
    """A file as it is sent, and what its sender says of it."""

    content: IO[bytes]
    name: str
    classification: Classification


@dataclass(frozen=True)
class Kept:
    """A file as it lies in the store. Of pictures hash and size are those of the picture drawn anew."""

    sha256: str
    name: str
    size: int
    media_type: str
    classification: Classification


def take_in(store: FileStore, offered: Offered) -> Kept:
    """Keep a file; raises a `FileRefused`. Of a secret one not a byte is read."""
    if offered.classification not in ADMITTED:
        raise SecretRefused
    with SpooledTemporaryFile(max_size=CHUNK) as spooled:
        measured = cast(BinaryIO, spooled)
        _measure(offered.content, measured)
        media_type = _look(measured, offered.name)
        measured.seek(0)
        bare, media_type = _bare(measured, media_type)
        sha256, size = store.keep(bare)
    return Kept(sha256, harmless(offered.name, media_type), size, media_type.value, offered.classification)


def _measure(content: IO[bytes], into: BinaryIO) -> None:
    size = 0
    while chunk := content.read(CHUNK):
        size += len(chunk)
        if size > LARGEST:
            raise FileTooLarge(LARGEST // MEGABYTE)
        into.write(chunk)
    if not size:
        raise FileEmpty
    into.seek(0)


def _look(content: BinaryIO, name: str) -> MediaType:
    """The type by the content, which the name must not deny."""
    begins = begins_as(content.read(HEAD))
    content.seek(0)
    media_type = look_into(content) if begins is None else begins
    check_name(name, media_type)
    if media_type is MediaType.PDF:
        look_into_pdf(content.read())
    return media_type


def _bare(content: BinaryIO, media_type: MediaType) -> tuple[BinaryIO, MediaType]:
    """Pictures leave their metadata behind; documents stay byte for byte what they were."""
    if media_type in (MediaType.JPEG, MediaType.PNG, MediaType.HEIC):
        return redrawn(content, media_type)
    return content, media_type
