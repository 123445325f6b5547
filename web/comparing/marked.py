"""Two renderings of a page become one: a row that only one of them has is marked, and so is each text that differs.

A row is told again by the place it stands in and the thing it leads to; rows that lead nowhere, by their first words.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

from lxml.etree import ParserError
from lxml.html import HtmlElement, document_fromstring, fragment_fromstring, tostring

MAIN = re.compile(r"<main\b.*</main>", re.DOTALL)
ROWS = ".//tbody/tr | .//ul/li | .//ol/li"
PASSED_OVER = frozenset({"script", "style", "svg", "select", "textarea", "form", "button", "title"})
OF_THE_FRAME = ("then", "notices", "pager")
MOMENTS = re.compile(r"[?&](as_at|against)=[^&]*")
ALONE = {"tr": '<table class="tbl"><tbody></tbody></table>', "li": '<ul class="rows"></ul>'}
Key = tuple[str, str, int]


class Counts(NamedTuple):
    """How many rows appeared, are gone, and are otherwise; texts outside rows that differ; whether there is more."""

    appeared: int
    gone: int
    otherwise: int
    texts: int
    more: bool


class Marked(NamedTuple):
    """The later page's main part with the marks, and what they come to."""

    main: HtmlElement
    counts: Counts


def marked(before: str, after: str) -> Marked:
    """Compare two pages. Where there was none before, or is none any more, the one there is bears all the marks."""
    if not after:
        return _struck(main_of(before))
    old, new = main_of(before), main_of(after)
    olds, news = _rows(old), _rows(new)
    more = any(main.xpath('.//a[@rel="next"][contains(@href, "cursor=")]') for main in (old, new))
    kept = [key for key in news if key in olds]
    texts = _texts_marked(_loose(old), _loose(new))
    otherwise = [news[key] for key in kept if _texts_marked(_texts(olds[key]), _texts(news[key]))]
    appeared = [row for key, row in news.items() if key not in olds]
    for how, rows in (("otherwise", otherwise), ("appeared", appeared)):
        for row in rows:
            _as(row, how)
    return Marked(new, Counts(len(appeared), _put_back(olds, news, new), len(otherwise), texts, more))


def _struck(old: HtmlElement) -> Marked:
    """A page that is no more, all of it."""
    rows, loose = _rows(old), list(_loose(old))
    for text in loose:
        _mark(text, text.said, "")
    for row in rows.values():
        _as(row, "gone")
    return Marked(old, Counts(0, len(rows), 0, len(loose), False))


def with_main(page: str, main: HtmlElement) -> str:
    """The page with another main part."""
    written: str = tostring(main, encoding="unicode")
    return MAIN.sub(lambda _: written, page, count=1)


def main_of(page: str) -> HtmlElement:
    """The main part of a page."""
    found = MAIN.search(page)
    try:
        return document_fromstring(found[0] if found else "<main></main>").find(".//main")
    except ParserError:  # nothing in it
        return fragment_fromstring("<main></main>")


def _rows(main: HtmlElement) -> dict[Key, HtmlElement]:
    """The outermost rows, in their order."""
    found: dict[Key, HtmlElement] = {}
    seen = Counter[tuple[str, str]]()
    for row in main.xpath(ROWS):
        if any(above.tag in ("tr", "li") or _is_frame(above) for above in row.iterancestors()):
            continue
        names = _place(row), _thing(row)
        found[(*names, seen[names])] = row
        seen[names] += 1
    return found


def _place(row: HtmlElement) -> str:
    """The list it stands in, by the nearest name above it; a list and a table under one name are two."""
    for above in row.iterancestors():
        for name in ("id", "aria-labelledby", "aria-label"):
            if above.get(name):
                return f"{above.get(name)} {row.tag}"
    return f" {row.tag}"


def _thing(row: HtmlElement) -> str:
    links = row.xpath(".//a[@href]")
    if links:
        return MOMENTS.sub("", links[0].get("href"))
    return next((text.said for text in _texts(row)), "")


def _is_frame(element: HtmlElement) -> bool:
    return not set(element.get("class", "").split()).isdisjoint(OF_THE_FRAME)


class Text(NamedTuple):
    """A piece of text, and where it hangs: in an element or behind it."""

    element: HtmlElement
    behind: bool
    said: str

    @property
    def shape(self) -> tuple[str, str, bool]:
        return self.element.tag, self.element.get("class", ""), self.behind


def _texts(within: HtmlElement, rows: bool = True) -> Iterator[Text]:
    """The pieces of text in their order; with or without those in rows."""
    if not isinstance(within.tag, str) or within.tag in PASSED_OVER or _is_frame(within):
        return
    if within.text and within.text.strip():
        yield Text(within, False, " ".join(within.text.split()))
    for child in within:
        if rows or child.tag not in ("tr", "li"):
            yield from _texts(child, rows)
        if child.tail and child.tail.strip():
            yield Text(child, True, " ".join(child.tail.split()))


def _loose(main: HtmlElement) -> Iterator[Text]:
    return _texts(main, rows=False)


def _texts_marked(before: Iterable[Text], after: Iterable[Text]) -> int:
    """Mark in `after` what is otherwise; how many places that are."""
    olds, news = list(before), list(after)
    matched = SequenceMatcher(None, [text.said for text in olds], [text.said for text in news], autojunk=False)
    found = [way[1:] for way in matched.get_opcodes() if way[0] != "equal"]
    for a, b, c, d in found:
        left = [text.said for text in olds[a:b]]
        for text in news[c:d]:
            _mark(text, _taken(left, text, olds[a:b]), text.said)
        if left and news:
            _strike(" · ".join(left), news, d)
    return len(found)


def _strike(left: str, news: list[Text], at: int) -> None:
    """What has no successor is struck out before the text that follows it, or behind them all."""
    if at < len(news):
        _mark(news[at], left, "", news[at].said)
    else:
        last = news[-1]
        (last.element.getparent() if last.behind else last.element).append(_mark_of("del", left))


def _taken(left: list[str], text: Text, was: Iterable[Text]) -> str:
    """What stood in the place of a text, the like of it first; taken out of what is left."""
    like = (old.said for old in was if old.said in left and old.shape == text.shape)
    old = next(like, "")
    if old:
        left.remove(old)
    return old


def _mark(text: Text, struck: str, said: str, rest: str = "") -> None:
    """In the place of a text: what is struck out, what is said newly, and what stays behind them."""
    marks = [_mark_of(tag, words) for tag, words in (("del", struck), ("ins", said)) if words]
    for mark in marks:
        mark.tail = " "
    marks[-1].tail = f" {rest}" if rest else None
    if not text.behind:
        text.element.text = None
        text.element[:0] = marks
        return
    text.element.tail = None
    above = text.element.getparent()
    at = above.index(text.element) + 1
    above[at:at] = marks


def _mark_of(tag: str, said: str) -> HtmlElement:
    made = fragment_fromstring(f"<{tag}></{tag}>")
    made.text = said
    return made


def _as(row: HtmlElement, how: str) -> None:
    row.set("class", f"{row.get('class', '')} {how}".strip())


def _put_back(olds: dict[Key, HtmlElement], news: dict[Key, HtmlElement], main: HtmlElement) -> int:
    """The rows that are gone, each behind the one it stood behind; how many."""
    gone = 0
    before: HtmlElement | None = None
    for key, row in olds.items():
        if key in news:
            before = news[key]
            continue
        row.tail = None
        _as(row, "gone")
        _stand(row, before if before is not None and _place(before) == key[0] else None, key[0], main)
        before, gone = row, gone + 1
    return gone


def _stand(row: HtmlElement, before: HtmlElement | None, place: str, main: HtmlElement) -> None:
    """Behind the row before it; else first in its list; else, where the list itself is gone, at the end of the page."""
    if before is not None:
        before.addnext(row)
        return
    lists = [one for one in main.xpath(".//tbody | .//ul | .//ol") if len(one) and _place(one[0]) == place]
    if lists:
        lists[0].insert(0, row)
        return
    alone = fragment_fromstring(ALONE[row.tag])
    next(alone.iter("tbody", "ul")).append(row)
    main.append(alone)
