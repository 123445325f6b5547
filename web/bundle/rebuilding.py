"""The views built again out of a whole bundle, in a database that is thrown away, and compared with what it says."""

import json
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from projections import VIEWS
from projections.database import prepare, view_engine
from projections.digest import digest
from projections.runner import Runner
from workflows.journal.journal import Journal
from workflows.journal.migration import migrate


def views_that_differ(file: str) -> list[str] | None:
    """The names of the views that come out otherwise; None where the bundle does not hold every content."""
    with zipfile.ZipFile(file) as bundle, tempfile.TemporaryDirectory() as folder:
        names = set(bundle.namelist())
        if not {"leaves.jsonl", "views.json"} <= names or not all(name in names for name in _contents(bundle)):
            return None
        url = f"sqlite:///{Path(folder).resolve()}/again.db"
        migrate(url)
        with closing(Journal(url)) as journal:
            journal.import_entries(_lines(bundle))
            return _differing(url, journal, json.loads(bundle.read("views.json")))


def _differing(url: str, journal: Journal, said: dict[str, Any]) -> list[str]:
    engine = view_engine(url)
    try:
        prepare(engine, VIEWS)
        Runner(engine, journal, VIEWS).catch_up()
        with engine.connect() as db:
            found = {view.name: digest(db, view, int(said["position"])) for view in VIEWS}
    finally:
        engine.dispose()
    return sorted(name for name, hashed in found.items() if said["views"].get(name) != hashed)


def _contents(bundle: zipfile.ZipFile) -> Iterator[str]:
    return (f"payloads/{leaf['payload_sha256']}" for leaf in _leaves(bundle))


def _leaves(bundle: zipfile.ZipFile) -> Iterator[dict[str, Any]]:
    with bundle.open("leaves.jsonl") as lines:
        yield from map(json.loads, lines)


def _lines(bundle: zipfile.ZipFile) -> Iterator[bytes]:
    """The leaves and their contents as lines of an export."""
    for leaf in _leaves(bundle):
        told = {
            "stream": leaf["stream"],
            "version": leaf["stream_version"],
            "topic": leaf["topic"],
            "recorded_at": leaf["recorded_at"],
            "by": leaf["actor"],
            **{name: leaf[name] for name in ("on_behalf_of", "correlation", "causation", "occurred_at")},
        }
        content = bundle.read(f"payloads/{leaf['payload_sha256']}")
        yield json.dumps(told).encode()[:-1] + b',"fact":' + content + b"}"
