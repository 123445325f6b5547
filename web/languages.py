"""Which language is spoken now, and its catalogue: every `.po` file of a language, read once, no compiled copies.

Sentences in templates and in this floor's Python are written in Vietnamese inside `_( )`; their English stands in
`translations/en/<room>.po`. Codes of the domain (refusals, rules, facts …) are worded in `words.po` of both languages.
Each room keeps its own file, so two rooms never write the same one.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations
from flask import Flask, Request, request

LANGUAGES = ("vi", "en")
FOLDER = Path(__file__).parent / "translations"
_spoken: ContextVar[str] = ContextVar("language", default="vi")


def current() -> str:
    """The language of this answer: `vi` or `en`."""
    return _spoken.get()


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Word everything inside in one language; for the command line, messages and reports."""
    before = _spoken.set(language)
    try:
        yield
    finally:
        _spoken.reset(before)


@cache
def catalogue(language: str) -> Translations:
    """All sentences of a language, its rooms' files merged."""
    merged = Translations()
    for file in sorted((FOLDER / language).glob("*.po")):
        compiled = BytesIO()
        with file.open("rb") as source:
            write_mo(compiled, read_po(source, locale=language))
        compiled.seek(0)
        merged.add(Translations(compiled), merge=True)
    return merged


def gettext(sentence: str, **values: object) -> str:
    """The sentence in the current language, with its `%(name)s` filled in."""
    worded = catalogue(current()).gettext(sentence)
    return worded % values if values else worded


def ngettext(one: str, many: str, n: int, **values: object) -> str:
    """The sentence for a number of things; `%(num)s` is that number."""
    return catalogue(current()).ngettext(one, many, n) % {"num": n, **values}


def chosen(asked: Request, otherwise: str) -> str:
    """Programs say it in `Accept-Language`; people choose it once, and a cookie keeps it."""
    if asked.path.startswith("/api/"):
        return asked.accept_languages.best_match(LANGUAGES) or otherwise
    kept = asked.cookies.get("language", "")
    return kept if kept in LANGUAGES else otherwise


def init_app(app: Flask, otherwise: str) -> None:
    """Speak the asker's language during each request, in templates too."""
    app.jinja_env.globals.update(_=gettext, ngettext=ngettext)

    @app.before_request
    def listen() -> None:
        _spoken.set(chosen(request, otherwise))
