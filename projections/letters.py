"""Vietnamese letters: how they sort."""

import re
import unicodedata

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_PLACES = {letter: chr(0x41 + place) for place, letter in enumerate(_ALPHABET)}
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
"""Huyền, hỏi, ngã, sắc, nặng: the order of dictionaries."""
_SHAPES = "\u0306\u0302\u031b"
"""Breve, circumflex and horn make another letter, not a tone."""
_NUMBER = re.compile(r"\d+")
_DIGITS = 8


def sort_key(text: str) -> str:
    """A key that sorts, byte by byte, as a Vietnamese list does: letters first, tones after, numbers by size."""
    letters, tones = [], []
    for letter, tone in _letters(_NUMBER.sub(lambda number: number[0].zfill(_DIGITS), text.lower())):
        letters.append(_PLACES.get(letter, letter if letter.isdigit() and letter.isascii() else " "))
        tones.append(tone)
    return f"{' '.join(''.join(letters).split())}\t{''.join(tones).rstrip('0')}"


def _letters(text: str) -> list[tuple[str, str]]:
    """Each letter with its tone, `0` where it has none."""
    found: list[tuple[str, str]] = []
    for mark in unicodedata.normalize("NFD", text):
        if not unicodedata.combining(mark):
            found.append((mark, "0"))
        elif found and mark in _TONES:
            found[-1] = (found[-1][0], _TONES[mark])
        elif found and mark in _SHAPES:
            found[-1] = (unicodedata.normalize("NFC", found[-1][0] + mark), found[-1][1])
    return found
