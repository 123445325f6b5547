"""A view: its tables, the facts it follows, a handler for each, and beside them the questions it answers."""

import hashlib
from collections.abc import Callable
from functools import cached_property
from typing import Any, get_args

from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from domain.events.fact import Fact
from domain.record import Record
from projections.sheet import Sheet
from projections.temporal import Ledger, Temporal, workings_table

Handler = Callable[[Sheet, Record[Any]], None]
NOTHING: frozenset[type[Fact]] = frozenset()


class View:
    """`tables` are the view's alone. `edition` goes up when its handlers come to show something else.

    `weight`: about how much of a rebuild's time it takes, as measured, against a light one.
    """

    def __init__(self, name: str, *tables: Temporal[Any] | Ledger[Any], edition: int = 1, weight: int = 1) -> None:
        self.name, self.tables, self.edition, self.weight = name, tables, edition, weight
        self.workings = workings_table(name)
        self.follows: frozenset[type[Fact]] = NOTHING
        self.ignores: frozenset[type[Fact]] = NOTHING
        self.handlers: dict[type[Fact], Handler] = {}

    def following(self, stories: Any, ignores: frozenset[type[Fact]] = NOTHING) -> "View":
        """Follow stories (a union of facts), setting aside the facts that change nothing here."""
        self.follows = self.told(stories)
        self.ignores = ignores
        return self

    @staticmethod
    def told(stories: Any) -> frozenset[type[Fact]]:
        """The facts of stories: of a union of facts, or of a set of them."""
        return stories if isinstance(stories, frozenset) else frozenset(get_args(stories) or (stories,))

    def on(self, *facts: type[Fact]) -> Callable[[Handler], Handler]:
        def register(handler: Handler) -> Handler:
            self.handlers.update(dict.fromkeys(facts, handler))
            return handler

        return register

    @property
    def unnoticed(self) -> frozenset[type[Fact]]:
        """Facts of the stories this view follows that it neither shows nor sets aside."""
        return self.follows - self.handlers.keys() - self.ignores

    @cached_property
    def shape(self) -> str:
        """Changes when a table or the edition does: the stored view is then made anew."""
        text = [str(self.edition)]
        for table in (*(kept.table for kept in self.tables), self.workings):
            text.append(str(CreateTable(table).compile(dialect=sqlite.dialect())))
            text += sorted(str(CreateIndex(index).compile(dialect=sqlite.dialect())) for index in table.indexes)
        return hashlib.sha256("".join(text).encode()).hexdigest()
