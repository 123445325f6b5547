"""Makes an audit bundle: written as it is read, in the memory of a batch.

A whole bundle holds every leaf; one of a unit, or of a span, holds the leaves it is about, each with its proof, and
nothing of the others. What it never holds: names, keys, and the content of facts about whom a key was destroyed.
"""

import hashlib
import json
import sqlite3
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import IO, NamedTuple, get_args

import msgspec

from domain.events.ruleset import RuleSetFact
from domain.rulesets import shipped
from domain.sealed import sealed_in
from projections import VIEWS, audit_trail
from projections.audit_trail import TOPICS
from projections.digest import digest
from projections.listing import Part
from projections.ranges import ROOT
from web.house import House
from workflows.journal.tree import Kept, Stored
from workflows.journal.unreadable import Erased
from workflows.proof.merkle import consistency
from workflows.proof.notes import Verifier, encoded
from workflows.proof.tiles import tiles_of

HERE = Path(__file__).parent
SAMPLES, AT_ONCE, MOST_CHECKPOINTS, MOST_RULES = 16, 500, 200, 1_000
FIRST_DAY = (1980, 1, 1, 0, 0, 0)


class Asked(NamedTuple):
    """What a bundle is to hold: all, or what a scope of paths sees, between two positions."""

    scope: Sequence[str] | None = None
    first: int | None = None
    last: int | None = None

    @property
    def whole(self) -> bool:
        return self.scope is None and self.first is None and self.last is None


class Made(NamedTuple):
    """Facts in the tree, facts whose content the bundle holds, and those whose content it withholds."""

    size: int
    shown: int
    withheld: int


class Writing:
    """The zip being written, each file once, with the digest of each."""

    def __init__(self, out: zipfile.ZipFile) -> None:
        self.out = out
        self.listed: dict[str, str] = {}
        self._contents = sqlite3.connect("")
        self._contents.execute("CREATE TABLE seen (digest TEXT PRIMARY KEY) WITHOUT ROWID")

    def file(self, name: str, content: bytes | str) -> None:
        with self.opened(name) as file:
            file.write(content.encode() if isinstance(content, str) else content)

    def opened(self, name: str) -> "_Digested":
        """A file to be written bit by bit."""
        return _Digested(self, name)

    def content(self, payload: bytes) -> None:
        """A fact's content under its own digest, once."""
        name = hashlib.sha256(payload).hexdigest()
        if self._contents.execute("INSERT OR IGNORE INTO seen VALUES (?)", (name,)).rowcount:
            self.file(f"payloads/{name}", payload)

    def finish(self) -> None:
        lines = (f"{digest}  {name}\n" for name, digest in sorted(self.listed.items()))
        self.file("manifest.sha256", "".join(lines))
        self._contents.close()


class _Digested:
    def __init__(self, writing: Writing, name: str) -> None:
        self._writing, self._name, self._digest = writing, name, hashlib.sha256()

    def __enter__(self) -> "_Digested":
        info = zipfile.ZipInfo(self._name, FIRST_DAY)
        info.compress_type = zipfile.ZIP_DEFLATED
        self._file: IO[bytes] = self._writing.out.open(info, "w", force_zip64=True)
        return self

    def write(self, part: bytes) -> None:
        self._digest.update(part)
        self._file.write(part)

    def __exit__(self, *_: object) -> None:
        self._file.close()
        self._writing.listed[self._name] = self._digest.hexdigest()


def make(here: House, file: Path | IO[bytes], asked: Asked) -> Made:
    """Write a bundle of what is asked, under a checkpoint signed now. Raises what signing raises."""
    newest = here.sealer.seal()
    with zipfile.ZipFile(file, "x" if isinstance(file, Path) else "w", allowZip64=True) as out:
        writing = Writing(out)
        _papers(here, writing, newest)
        made = _whole(here, writing, newest) if asked.whole else _part(here, writing, newest, asked)
        writing.finish()
    return made


def _papers(here: House, writing: Writing, newest: Kept) -> None:
    """What every bundle has: how to read it, who signs, what was signed, the rules."""
    for name in ("README.vi.md", "README.en.md", "verify.py"):
        writing.file(name, (HERE / name).read_bytes())
    key = here.sealer.key
    writing.file("log.vkey", f"{key.verifier}\n")
    writing.file("policy", policy(key.known, (one.verifier for one in here.settings.witnesses)))
    writing.file("checkpoint", newest.note)
    older = [one for one in here.journal.tree.checkpoints() if one.origin == newest.origin and one.size < newest.size]
    hashes, proofs = here.journal.tree.hashes(), []
    for one in older[-MOST_CHECKPOINTS:]:
        writing.file(f"checkpoints/{one.size}", one.note)
        path = [encoded(step) for step in consistency(one.size, newest.size, hashes)]
        proofs.append({"old": one.size, "new": newest.size, "proof": path})
    writing.file("consistency.json", json.dumps(proofs, indent=1))
    for stamp in here.journal.time_stamps.all():
        if stamp.origin == newest.origin and stamp.size <= newest.size:
            writing.file(f"timestamps/{stamp.size}.txt", stamp.text)
            writing.file(f"timestamps/{stamp.size}.tsr", stamp.answer)
    _rules(here, writing)


def _rules(here: House, writing: Writing) -> None:
    """The national rule sets as shipped, and the facts of the local ones in their order."""
    for ruleset in shipped().values():
        told = msgspec.json.format(msgspec.json.encode(ruleset, enc_hook=str), indent=1)
        writing.file(f"rulesets/{ruleset.id}.json", told)
    topics = [TOPICS[fact] for fact in get_args(RuleSetFact)]
    with here.reading() as db:
        part = Part("position", limit=MOST_RULES)
        listed = audit_trail.history(db, [ROOT], audit_trail.Sought(topics, unitless=True), part)
    records = here.journal.at(entry.position for entry in listed.items)
    facts = [
        {"position": position, "fact": type(record.fact).__name__, **msgspec.to_builtins(record.fact, enc_hook=str)}
        for position, record in sorted(records.items())
    ]
    writing.file("rulesets/local.json", json.dumps(facts, ensure_ascii=False, indent=1))


def policy(keys: Iterable[Verifier], witnesses: Iterable[Verifier] = ()) -> str:
    """C2SP tlog-policy: the log's keys, the newest first, and its witnesses."""
    named = list(enumerate(witnesses, start=1))
    lines = [f"log {key}" for key in keys] + [f"witness w{n} {key}" for n, key in named]
    return "\n".join([*lines, "quorum none"]) + "\n"


def _whole(here: House, writing: Writing, newest: Kept) -> Made:
    shown = 0
    with writing.opened("leaves.jsonl") as leaves:
        for stored in here.journal.tree.stored(1, newest.size):
            leaves.write(stored.leaf + b"\n")
    for batch in _batches(here.journal.tree.stored(1, newest.size)):
        shown += _contents(here, writing, batch)
    for tile in tiles_of(newest.size):
        writing.file(tile.path, here.journal.tree.tile(tile.level, tile.number)[: tile.width * 32])
    step = max(1, newest.size // SAMPLES)
    for stored in (one for at in range(1, newest.size + 1, step) for one in here.journal.tree.stored(at, at)):
        _proved(here, writing, newest, stored)
    writing.file("views.json", _views(here, newest.size))
    return Made(newest.size, shown, newest.size - shown)


def _part(here: House, writing: Writing, newest: Kept, asked: Asked) -> Made:
    shown = held = 0
    span = range(asked.first or 1, min(asked.last or newest.size, newest.size) + 1)
    for positions in _positions(here, asked.scope, span):
        batch = [one for at in positions for one in here.journal.tree.stored(at, at)]
        for stored in batch:
            _proved(here, writing, newest, stored)
        shown, held = shown + _contents(here, writing, batch), held + len(batch)
    return Made(newest.size, shown, held - shown)


def _proved(here: House, writing: Writing, newest: Kept, stored: Stored) -> None:
    index = stored.position - 1
    writing.file(f"proofs/{index}.leaf", stored.leaf)
    writing.file(f"proofs/{index}.tlog-proof", str(here.sealer.proof(stored.position, newest)))


def _contents(here: House, writing: Writing, batch: Sequence[Stored]) -> int:
    """The contents of facts, those left out about whom a key was destroyed; how many were put in."""
    boxes = {stored.position: list(sealed_in(stored.fact)) for stored in batch}
    opened = here.keys.open([box for some in boxes.values() for box in some])
    gone = {key for key, text in opened.items() if isinstance(text, Erased)}
    put = [one for one in batch if not any(box.key in gone for box in boxes[one.position])]
    for stored in put:
        writing.content(stored.payload)
    return len(put)


def _positions(here: House, scope: Sequence[str] | None, span: range) -> Iterator[list[int]]:
    """The positions of a scope's facts in a span, some at a time, the oldest first."""
    if scope is None:
        yield from (list(span[at : at + AT_ONCE]) for at in range(0, len(span), AT_ONCE))
        return
    cursor: str | None = None
    while True:
        with here.reading() as db:
            part = Part("position", cursor, AT_ONCE, counted=False)
            listed = audit_trail.history(db, scope, audit_trail.Sought(span=span), part)
        yield [entry.position for entry in listed.items]
        if (cursor := listed.next) is None:
            return


def _batches(stored: Iterator[Stored]) -> Iterator[list[Stored]]:
    return iter(lambda: list(islice(stored, AT_ONCE)), [])


def _views(here: House, at: int) -> str:
    with here.reading() as db:
        return json.dumps({"position": at, "views": {view.name: digest(db, view, at) for view in VIEWS}}, indent=1)
