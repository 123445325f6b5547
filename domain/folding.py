"""Texts made comparable: without accents, tone marks or case, as people type when they search."""

import re
import unicodedata

LONGEST_WORD = 64
_LETTERS = str.maketrans({"đ": "d", "Đ": "d"})
_WORD = re.compile(r"[^\W_]+")


def fold(text: str) -> str:
    """`Hoà Bình`, `Hòa Bình` and `hoa binh` are one; so are `ủy`, `uỷ` and `uy`, and `đ` and `d`."""
    apart = unicodedata.normalize("NFD", text.translate(_LETTERS))
    bare = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return unicodedata.normalize("NFC", bare).lower()


def words(text: str) -> list[str]:
    """The folded words of a text, in order; what is longer than any word is cut."""
    return [word[:LONGEST_WORD] for word in _WORD.findall(fold(text))]
