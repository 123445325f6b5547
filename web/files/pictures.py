"""Pictures: decoded, turned upright and drawn anew, so that nothing travels along: no place, no camera, no comment."""

import struct
from io import BytesIO
from typing import BinaryIO

import pillow_heif
from PIL import Image, ImageOps

from web.files.media_types import MediaType
from web.files.refusals import FileUnreadable, ImageTooLarge

PIXELS = 64_000_000
"""A phone's largest ordinary picture has 50 million; decoded, 64 million take 200 MB of memory."""
QUALITY = 92
_READ_AS = {MediaType.JPEG: "JPEG", MediaType.PNG: "PNG", MediaType.HEIC: "HEIF"}
_BROKEN = (OSError, SyntaxError, ValueError, EOFError, KeyError, IndexError, TypeError, struct.error, RuntimeError)
_IN_A_JPEG = {"RGB", "L"}

pillow_heif.register_heif_opener()


def redrawn(file: BinaryIO, media_type: MediaType) -> tuple[BytesIO, MediaType]:
    """The same picture and nothing beside it. What came as HEIC leaves as JPEG, which every office can open."""
    try:
        with Image.open(file, formats=[_READ_AS[media_type]]) as picture:
            if picture.width * picture.height > PIXELS:
                raise ImageTooLarge(PIXELS // 1_000_000)
            upright = ImageOps.exif_transpose(picture)
            return _drawn(_bare(upright), MediaType.PNG if media_type is MediaType.PNG else MediaType.JPEG)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
        raise ImageTooLarge(PIXELS // 1_000_000) from bomb
    except _BROKEN as broken:
        raise FileUnreadable from broken


def _bare(picture: Image.Image) -> Image.Image:
    """Without what Pillow would write again by itself: EXIF, XMP, colour profile, comments. Transparency is looks."""
    bare = picture.copy()
    bare.info = {key: value for key, value in picture.info.items() if key == "transparency"}
    return bare


def _drawn(picture: Image.Image, media_type: MediaType) -> tuple[BytesIO, MediaType]:
    drawn = BytesIO()
    if media_type is MediaType.PNG:
        picture.save(drawn, "PNG")
    else:
        (picture if picture.mode in _IN_A_JPEG else picture.convert("RGB")).save(drawn, "JPEG", quality=QUALITY)
    drawn.seek(0)
    return drawn, media_type
