"""The name of a file, made harmless: no path, no hidden letters, at most 200 characters."""

import re
import unicodedata

from web.files.media_types import ENDINGS, MediaType, ending_of

LONGEST = 200
KNOWN = frozenset(ending for endings in ENDINGS.values() for ending in endings)
NAMELESS = "minh-chung"
_RESERVED = re.compile(r'[<>:"|?*]')
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)


def harmless(name: str, media_type: MediaType) -> str:
    """The last part of whatever path was sent, with the ending of its type."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    seen = "".join(" " if letter.isspace() else letter for letter in last if not _is_hidden(letter))
    plain = " ".join(_RESERVED.sub("_", seen).split()).rstrip(". ")
    ending = ending_of(plain)
    stem = plain[: -len(ending) - 1] if ending in KNOWN else plain
    ending = ending if ending in ENDINGS[media_type] else ENDINGS[media_type][0]
    stem = stem.strip(". ")[: LONGEST - len(ending) - 1].rstrip(". ") or NAMELESS
    return f"{'_' if _DEVICES.match(stem) else ''}{stem}.{ending}"[-LONGEST:]


def _is_hidden(letter: str) -> bool:
    """Control marks, marks that turn the direction of writing, unpaired surrogates, private letters."""
    return unicodedata.category(letter) in {"Cc", "Cf", "Cs", "Co", "Cn"} and not letter.isspace()
