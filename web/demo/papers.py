"""The files that people of the demo send as evidence: a few pages and pictures, looked into and kept like any other."""

import time
from collections.abc import Iterator
from io import BytesIO

from PIL import Image, ImageDraw

from domain.names import Classification
from web.files import FileStore, Kept, Offered, take_in

SCANS = ("Biên bản sinh hoạt chi bộ.pdf", "Quy chế phối hợp.pdf", "Bảng phân công nhiệm vụ.pdf")
PICTURES = {
    "Ảnh buổi sinh hoạt.jpg": (196, 60, 52),
    "Sổ biên bản.jpg": (226, 214, 190),
    "Thông báo trên bảng tin.jpg": (70, 110, 140),
}
SCANNED = time.gmtime(1_577_836_800)
"""The same papers have the same hash, whenever they are made."""
WALL, TABLE, HEAD = (236, 232, 224), (120, 84, 54), (60, 48, 44)


def keep_papers(store: FileStore) -> tuple[Kept, ...]:
    """Put the papers into the store of evidence."""
    return tuple(take_in(store, Offered(BytesIO(content), name, Classification.NONE)) for name, content in _papers())


def _papers() -> Iterator[tuple[str, bytes]]:
    for name in SCANS:
        yield name, _page(name)
    for name, colour in PICTURES.items():
        yield name, _picture(colour)


def _page(title: str) -> bytes:
    """A page as a scanner makes it: lines of writing, in a PDF."""
    page = Image.new("L", (620, 877), 250)
    drawn = ImageDraw.Draw(page)
    for n in range(30):
        drawn.rectangle((70, 120 + 22 * n, 550 - (n * 37 + len(title) * 13) % 190, 127 + 22 * n), fill=90)
    return _saved(page, "PDF")


def _picture(colour: tuple[int, int, int]) -> bytes:
    """A room with a table and people around it."""
    room = Image.new("RGB", (960, 640), WALL)
    drawn = ImageDraw.Draw(room)
    drawn.rectangle((0, 0, 960, 170), fill=colour)
    drawn.rectangle((140, 430, 820, 520), fill=TABLE)
    for n in range(6):
        drawn.ellipse((170 + 110 * n, 320, 240 + 110 * n, 390), fill=HEAD)
        drawn.rectangle((160 + 110 * n, 390, 250 + 110 * n, 430), fill=colour)
    return _saved(room, "JPEG")


def _saved(image: Image.Image, form: str) -> bytes:
    into = BytesIO()
    image.save(into, form, **(dict.fromkeys(("creationDate", "modDate"), SCANNED) if form == "PDF" else {}))
    return into.getvalue()
