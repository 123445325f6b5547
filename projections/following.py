"""How far those have heard the journal who act on facts by themselves: each keeps a mark of its own.

A mark moves by compare-and-set, so that of two at once one goes on and the other looks again.
"""

from dataclasses import dataclass

from sqlalchemy import BigInteger, Column, Engine, String, Table, insert, select, update
from sqlalchemy.exc import IntegrityError

from projections.temporal import metadata

marks = Table(
    "reaction_positions",
    metadata,
    Column("reaction", String, primary_key=True),
    Column("position", BigInteger, nullable=False),
)


@dataclass(frozen=True)
class Mark:
    """The mark of one reaction."""

    engine: Engine
    reaction: str

    def heard(self) -> int:
        """The last position that was heard; 0 before the first."""
        with self.engine.connect() as db:
            found = db.execute(select(marks.c.position).where(marks.c.reaction == self.reaction)).scalar_one_or_none()
        return int(found or 0)

    def move(self, before: int, position: int) -> bool:
        """Move it from where it was; False where another was first."""
        own = (marks.c.reaction == self.reaction) & (marks.c.position == before)
        try:
            with self.engine.begin() as db:
                if db.execute(update(marks).where(own).values(position=position)).rowcount == 1:
                    return True
                if not before:
                    db.execute(insert(marks).values(reaction=self.reaction, position=position))
        except IntegrityError:
            return False
        return not before
