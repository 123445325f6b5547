"""The log as OCEL 2.0 in a file of SQLite: a table for each type, and who is related to whom."""

import sqlite3
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from pathlib import Path

from web.ocel.told import EVENT_TYPES, Event, Thing
from web.ocel.types import OBJECT_TYPES

SQL_TYPES = {"string": "TEXT", "integer": "INTEGER", "float": "REAL", "boolean": "INTEGER", "time": "TIMESTAMP"}
TABLES = """
CREATE TABLE event (ocel_id TEXT PRIMARY KEY, ocel_type TEXT);
CREATE TABLE event_map_type (ocel_type TEXT PRIMARY KEY, ocel_type_map TEXT);
CREATE TABLE object (ocel_id TEXT PRIMARY KEY, ocel_type TEXT);
CREATE TABLE object_map_type (ocel_type TEXT PRIMARY KEY, ocel_type_map TEXT);
CREATE TABLE event_object (ocel_event_id TEXT, ocel_object_id TEXT, ocel_qualifier TEXT,
 PRIMARY KEY (ocel_event_id, ocel_object_id, ocel_qualifier));
CREATE TABLE object_object (ocel_source_id TEXT, ocel_target_id TEXT, ocel_qualifier TEXT,
 PRIMARY KEY (ocel_source_id, ocel_target_id, ocel_qualifier));
"""


def write(file: Path, objects: Iterable[Thing], events: Callable[[], Iterable[Event]]) -> int:
    """Write the log into a new file; how many events. The objects are read first, then the events."""
    with closing(sqlite3.connect(file)) as db:
        db.executescript(TABLES)
        _types(db, "object", OBJECT_TYPES, "ocel_changed_field TEXT")
        _types(db, "event", EVENT_TYPES)
        for thing in objects:
            _object(db, thing)
        count = sum(_event(db, event) for event in events())
        db.commit()
    return count


def _types(db: sqlite3.Connection, of: str, types: Mapping[str, dict[str, str]], more: str = "") -> None:
    for name, columns in types.items():
        fields = ["ocel_id TEXT", "ocel_time TIMESTAMP", *([more] if more else [])]
        fields += [f'"{column}" {SQL_TYPES[type_]}' for column, type_ in columns.items()]
        db.execute(f"CREATE TABLE {of}_{name} ({', '.join(fields)})")
        db.execute(f"INSERT INTO {of}_map_type VALUES (?, ?)", (name, name))  # noqa: S608  # names of our own


def _object(db: sqlite3.Connection, thing: Thing) -> None:
    db.execute("INSERT INTO object VALUES (?, ?)", (thing.id, thing.kind.value))
    values = [thing.values.get(name) for name in OBJECT_TYPES[thing.kind.value]]
    row = (thing.id, thing.at.isoformat(), None, *values)
    db.execute(f"INSERT INTO object_{thing.kind.value} VALUES ({_places(row)})", row)  # noqa: S608
    related = ((thing.id, *one) for one in thing.related)
    db.executemany("INSERT OR IGNORE INTO object_object VALUES (?, ?, ?)", related)


def _event(db: sqlite3.Connection, event: Event) -> int:
    db.execute("INSERT INTO event VALUES (?, ?)", (event.id, event.type))
    row = (event.id, event.at.isoformat(), *(event.values.get(name) for name in EVENT_TYPES[event.type]))
    db.execute(f"INSERT INTO event_{event.type} VALUES ({_places(row)})", row)  # noqa: S608
    related = ((event.id, *one) for one in event.related)
    db.executemany("INSERT OR IGNORE INTO event_object VALUES (?, ?, ?)", related)
    return 1


def _places(row: tuple[object, ...]) -> str:
    return ", ".join("?" * len(row))
