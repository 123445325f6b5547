"""Real files of every kind, made here: as cameras, offices and tricksters make them."""

import zipfile
import zlib
from io import BytesIO

import docx
import pillow_heif
import xlsxwriter
from PIL import Image
from PIL.ExifTags import IFD, Base
from PIL.PngImagePlugin import PngInfo

PLACE = "Dong Ha, Quang Tri"
CAMERA = "Camera of the branch office"
XMP = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'><place>" + PLACE.encode() + b"</place></x:xmpmeta>"


def picture(mode: str = "RGB", size: tuple[int, int] = (80, 40)) -> Image.Image:
    """Left half red, right half blue: one sees which way it is turned."""
    drawn = Image.new("RGB", size, "red")
    drawn.paste("blue", (size[0] // 2, 0, *size))
    return drawn.convert(mode)


def exif(orientation: int = 1) -> Image.Exif:
    told = Image.Exif()
    told[Base.Orientation], told[Base.Make] = orientation, CAMERA
    told.get_ifd(IFD.GPSInfo).update({1: "N", 2: (16.0, 49.0, 12.0), 3: "E", 4: (107.0, 5.0, 48.0), 28: PLACE})
    return told


def jpeg(orientation: int = 1, mode: str = "RGB") -> bytes:
    out = BytesIO()
    picture(mode).save(out, "JPEG", exif=exif(orientation), xmp=XMP, comment=PLACE.encode(), icc_profile=b"profile")
    return out.getvalue()


def png(mode: str = "RGBA") -> bytes:
    out, told = BytesIO(), PngInfo()
    told.add_text("Place", PLACE)
    told.add_itxt("XML:com.adobe.xmp", XMP.decode())
    picture(mode).save(out, "PNG", pnginfo=told, exif=exif())
    return out.getvalue()


def heic() -> bytes:
    out = BytesIO()
    pillow_heif.from_pillow(picture()).save(out, exif=exif().tobytes(), quality=80)
    return out.getvalue()


def word() -> bytes:
    out, document = BytesIO(), docx.Document()
    document.add_paragraph("Biên bản sinh hoạt chi bộ")
    document.save(out)
    return out.getvalue()


def excel() -> bytes:
    out = BytesIO()
    book = xlsxwriter.Workbook(out)
    book.add_worksheet("Danh sách").write(0, 0, "Chi bộ 1")
    book.close()
    return out.getvalue()


def repacked(document: bytes, **parts: bytes | None) -> bytes:
    """The same document with parts added, replaced or (None) left out; `__` in a name stands for a slash or a dot."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(document)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            if entry.filename not in parts:
                new.writestr(entry.filename, old.read(entry))
        for name, content in parts.items():
            if content is not None:
                new.writestr(name, content)
    return out.getvalue()


def pdf(*objects: bytes, packed: bytes = b"") -> bytes:
    """A PDF of these objects; those of `packed` lie in an object stream."""
    told = [b"1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\n"]
    told += [b"%d 0 obj\n%s\nendobj\n" % (n, content) for n, content in enumerate(objects, start=3)]
    if packed:
        inside = zlib.compress(packed)
        told.append(b"90 0 obj\n<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>\nstream\n" % len(inside))
        told.append(inside + b"\nendstream\nendobj\n")
    return b"%PDF-1.7\n" + b"".join(told) + b"trailer\n<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n"
