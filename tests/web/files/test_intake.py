"""Evidence is looked into before it is kept."""

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import NoReturn

import pytest
from PIL import Image

from domain.names import Classification
from tests.web.files import samples
from web.files import Kept, Offered, take_in
from web.files import refusals as no
from web.files.pictures import PIXELS
from web.files.store import FolderStore

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
def store(tmp_path: Path) -> FolderStore:
    return FolderStore(tmp_path / "files")


def sent(store: FolderStore, content: bytes, name: str, secrecy: Classification = Classification.NONE) -> Kept:
    return take_in(store, Offered(BytesIO(content), name, secrecy))


def bytes_of(store: FolderStore, kept: Kept) -> bytes:
    with store.open(kept.sha256) as content:
        return content.read()


def nothing_lies_in(store: FolderStore) -> bool:
    return not any(path.is_file() for path in store.folder.rglob("*"))


@pytest.mark.parametrize(
    ("make", "name", "media_type"),
    [
        (samples.pdf, "Kế hoạch khắc phục.pdf", "application/pdf"),
        (samples.jpeg, "Ảnh.JPG", "image/jpeg"),
        (samples.png, "ảnh.png", "image/png"),
        (samples.word, "Biên bản.docx", DOCX),
        (samples.excel, "Điểm danh.xlsx", XLSX),
    ],
)
def test_six_types_of_evidence_are_taken_in(
    store: FolderStore, make: Callable[[], bytes], name: str, media_type: str
) -> None:
    kept = sent(store, make(), name)
    assert (kept.media_type, kept.name.lower(), kept.size) == (media_type, name.lower(), len(bytes_of(store, kept)))


def test_documents_stay_byte_for_byte_what_they_were(store: FolderStore) -> None:
    for content, name in ((samples.pdf(), "a.pdf"), (samples.word(), "a.docx"), (samples.excel(), "a.xlsx")):
        assert bytes_of(store, sent(store, content, name)) == content


def test_a_photo_loses_where_it_was_taken_and_by_what(store: FolderStore) -> None:
    for content, name in ((samples.jpeg(), "a.jpg"), (samples.png(), "a.png"), (samples.heic(), "a.heic")):
        assert b"Quang Tri" in content or name == "a.heic"
        kept = bytes_of(store, sent(store, content, name))
        with Image.open(BytesIO(kept)) as drawn:
            drawn.load()
            assert not drawn.getexif()
            assert not {"exif", "xmp", "comment", "icc_profile", "Place", "XML:com.adobe.xmp"} & drawn.info.keys()
        for told in (b"Quang Tri", b"Camera", b"Exif", b"xmpmeta", b"GPS"):
            assert told not in kept


def test_a_photo_stands_upright_after_its_orientation_is_gone(store: FolderStore) -> None:
    kept = bytes_of(store, sent(store, samples.jpeg(orientation=6), "a.jpg"))
    with Image.open(BytesIO(kept)) as drawn:
        assert drawn.size == (40, 80)
        top, bottom = drawn.convert("RGB").getpixel((20, 10)), drawn.convert("RGB").getpixel((20, 70))
    assert top[0] > 200 > 60 > top[2]
    assert bottom[2] > 200 > 60 > bottom[0]


def test_a_phones_heic_becomes_a_jpeg_that_every_office_can_open(store: FolderStore) -> None:
    kept = sent(store, samples.heic(), "IMG_0042.HEIC")
    assert (kept.media_type, kept.name) == ("image/jpeg", "IMG_0042.jpg")
    with Image.open(BytesIO(bytes_of(store, kept))) as drawn:
        assert (drawn.format, drawn.size) == ("JPEG", (80, 40))


@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
def test_photos_of_every_colour_scheme_are_redrawn(store: FolderStore, mode: str) -> None:
    assert sent(store, samples.jpeg(mode=mode), "a.jpg").media_type == "image/jpeg"


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA", "LA", "I;16"])
def test_drawings_of_every_colour_scheme_are_redrawn(store: FolderStore, mode: str) -> None:
    out = BytesIO()
    (Image.new("I;16", (8, 8)) if mode == "I;16" else samples.picture(mode)).save(out, "PNG")
    assert sent(store, out.getvalue(), "a.png").media_type == "image/png"


@pytest.mark.parametrize("secrecy", [Classification.SECRET, Classification.TOP_SECRET, Classification.ABSOLUTE_SECRET])
def test_of_a_state_secret_not_a_byte_is_read(store: FolderStore, secrecy: Classification) -> None:
    class Unread(BytesIO):
        def read(self, size: int | None = -1) -> NoReturn:
            raise AssertionError("a byte was read")

    with pytest.raises(no.SecretRefused):
        take_in(store, Offered(Unread(), "Tuyệt mật.pdf", secrecy))
    assert nothing_lies_in(store)


def test_internal_papers_are_taken_in(store: FolderStore) -> None:
    assert sent(store, samples.pdf(), "a.pdf", Classification.INTERNAL).classification is Classification.INTERNAL


def test_twenty_megabytes_are_the_most(store: FolderStore) -> None:
    head, tail = b"%PDF-1.7\n%", b"\n%%EOF\n"
    whole = head + b"x" * (20 * 1024 * 1024 - len(head) - len(tail)) + tail
    assert sent(store, whole, "a.pdf").size == 20 * 1024 * 1024
    with pytest.raises(no.FileTooLarge) as refused:
        sent(store, whole + b"\n", "a.pdf")
    assert refused.value.values == {"megabytes": 20}


PDF, PNG, ZIP, OLE = "application/pdf", "image/png", "application/zip", "application/x-ole-storage"
EXE, HTML, XML = "application/x-msdownload", "text/html", "text/xml"


def changed_word(**parts: bytes | None) -> bytes:
    return samples.repacked(samples.word(), **parts)


def lies(ending: str, found: str) -> dict[str, object]:
    return {"ending": ending, "found": found}


def is_a(found: str) -> dict[str, object]:
    return {"found": found}


def gif() -> bytes:
    out = BytesIO()
    samples.picture().save(out, "GIF")
    return out.getvalue()


REFUSED: list[tuple[str, bytes, str, type[no.FileRefused], dict[str, object]]] = [
    ("an empty file", b"", "a.pdf", no.FileEmpty, {}),
    ("a picture called PDF", samples.png(), "a.pdf", no.FileNameLies, lies("pdf", PNG)),
    ("a Word file called Excel", samples.word(), "a.xlsx", no.FileNameLies, lies("xlsx", DOCX)),
    ("a PDF called program", samples.pdf(), "a.exe", no.FileNameLies, lies("exe", PDF)),
    ("a name written backwards", samples.pdf(), "a\u202efdp.exe", no.FileNameLies, lies("exe", PDF)),
    ("a web page called PDF", b"<!DOCTYPE html><script>", "a.pdf", no.FileTypeNotAllowed, is_a(HTML)),
    ("a drawing with scripts", b"<svg onload='x'/>", "a.png", no.FileTypeNotAllowed, is_a(XML)),
    ("a program called picture", b"MZ" + b"\0" * 200, "a.jpg", no.FileTypeNotAllowed, is_a(EXE)),
    ("a GIF", gif(), "a.gif", no.FileTypeNotAllowed, is_a("image/gif")),
    ("plain text", b"bi\xc3\xaan b\xe1\xba\xa3n", "a.txt", no.FileTypeNotAllowed, is_a("")),
    ("an old Word file", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "a.docx", no.FileTypeNotAllowed, is_a(OLE)),
    ("an AVIF called HEIC", b"\0\0\0\x1cftypavif\0\0\0\0mif1avif", "a.heic", no.FileTypeNotAllowed, is_a("image/avif")),
    ("half a photo", samples.jpeg()[:600], "a.jpg", no.FileUnreadable, {}),
    ("half a drawing", samples.png()[:200], "a.png", no.FileUnreadable, {}),
    ("a HEIC of nothing", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "a.heic", no.FileUnreadable, {}),
    ("half a PDF", samples.pdf()[:60], "a.pdf", no.FileUnreadable, {}),
    ("half a Word file", samples.word()[:3000], "a.docx", no.FileUnreadable, {}),
    ("a PDF that runs a script", samples.pdf(b"<</S/JavaScript/JS(app.alert(1))>>"), "a.pdf", no.DocumentActive, {}),
    ("the same, disguised", samples.pdf(b"<</S/Java#53cript/J#53 5 0 R>>"), "a.pdf", no.DocumentActive, {}),
    ("the same, packed", samples.pdf(packed=b"5 0 <</S/Launch/F(cmd.exe)>>"), "a.pdf", no.DocumentActive, {}),
    ("a PDF under a password", samples.pdf(b"<</Encrypt 9 0 R>>"), "a.pdf", no.FileLocked, {}),
    ("macros", changed_word(**{"word/vbaProject.bin": b"x"}), "a.docx", no.DocumentActive, {}),
    ("an embedded object", changed_word(**{"word/embeddings/a.bin": b"x"}), "a.docx", no.DocumentActive, {}),
    ("a part outside", changed_word(**{"../../etc/cron.d/x": b"x"}), "a.docx", no.ArchiveUnsafe, {}),
    ("a part on a drive", changed_word(**{"C:/x": b"x"}), "a.docx", no.ArchiveUnsafe, {}),
    ("a part with backslashes", changed_word(**{"..\\x": b"x"}), "a.docx", no.ArchiveUnsafe, {}),
    ("any zip", changed_word(**{"[Content_Types].xml": None}), "a.docx", no.FileTypeNotAllowed, is_a(ZIP)),
    ("a main part left out", changed_word(**{"word/document.xml": None}), "a.docx", no.FileTypeNotAllowed, is_a(ZIP)),
]  # fmt: skip


@pytest.mark.parametrize(("what", "content", "name", "refusal", "values"), REFUSED, ids=[case[0] for case in REFUSED])
def test_what_is_not_evidence_is_refused_with_what_it_is(
    store: FolderStore, what: str, content: bytes, name: str, refusal: type[no.FileRefused], values: dict[str, object]
) -> None:
    with pytest.raises(no.FileRefused) as refused:
        sent(store, content, name)
    assert (type(refused.value), refused.value.values) == (refusal, values)
    assert nothing_lies_in(store)


LINKS = b'<Relationships xmlns="x"><Relationship Type="http://x/%s" TargetMode="External" Target="x"/></Relationships>'


def test_a_template_fetched_from_elsewhere_is_refused(store: FolderStore) -> None:
    way_in = LINKS % b"attachedTemplate"
    with pytest.raises(no.DocumentActive):
        sent(store, changed_word(**{"word/_rels/settings.xml.rels": way_in}), "a.docx")


def test_a_link_to_a_page_is_no_program(store: FolderStore) -> None:
    link = LINKS % b"hyperlink"
    assert sent(store, changed_word(**{"word/_rels/footer.xml.rels": link}), "a.docx").size


def test_a_document_that_swells_when_unpacked_is_refused(store: FolderStore) -> None:
    bomb = samples.repacked(samples.excel(), **{"xl/worksheets/sheet2.xml": b"\0" * (210 * 1024 * 1024)})
    assert len(bomb) < 1024 * 1024
    with pytest.raises(no.ArchiveTooLarge):
        sent(store, bomb, "a.xlsx")


def test_a_document_that_lies_about_its_size_is_refused(store: FolderStore) -> None:
    honest = samples.repacked(samples.excel(), **{"xl/big.xml": bytes(range(256)) * 40_000})
    with zipfile.ZipFile(BytesIO(honest)) as archive:
        real = archive.getinfo("xl/big.xml").file_size.to_bytes(4, "little")
    lying = honest.replace(real, (1000).to_bytes(4, "little"))
    with pytest.raises(no.FileUnreadable):
        sent(store, lying, "a.xlsx")


def test_entities_that_multiply_are_refused(store: FolderStore) -> None:
    laughs = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><Types>&b;</Types>'
    with pytest.raises(no.ArchiveUnsafe):
        sent(store, changed_word(**{"[Content_Types].xml": laughs}), "a.docx")


def test_a_locked_word_file_is_refused(store: FolderStore) -> None:
    content = bytearray(samples.word())
    at = content.rindex(b"PK\x01\x02")
    content[at + 8] |= 1
    with pytest.raises(no.FileLocked):
        sent(store, bytes(content), "a.docx")


def test_a_picture_of_too_many_points_is_refused_before_it_is_decoded(store: FolderStore) -> None:
    side = int(PIXELS**0.5) + 100
    out = BytesIO()
    Image.new("1", (side, side)).save(out, "PNG")
    assert len(out.getvalue()) < 100_000
    with pytest.raises(no.ImageTooLarge) as refused:
        sent(store, out.getvalue(), "a.png")
    assert refused.value.values == {"megapixels": 64}


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\bi thu\\Bien ban.PDF", "Bien ban.PDF".replace("PDF", "pdf")),
        ("Bie\u0302n ba\u0309n\u0000\u200b.pdf", "Biên bản.pdf"),
        ("Biên bản ngày 12.10", "Biên bản ngày 12.10.pdf"),
        ("", "minh-chung.pdf"),
        (".pdf", "minh-chung.pdf"),
        ("con.pdf", "_con.pdf"),
        ('a<b>:"c|?*.pdf', "a_b___c___.pdf"),
        ("x" * 500 + ".pdf", "x" * 196 + ".pdf"),
    ],
)
def test_a_name_carries_no_path_and_no_hidden_letters(store: FolderStore, typed: str, kept: str) -> None:
    assert sent(store, samples.pdf(), typed).name == kept
