"""Every way the journal says no. Class names are codes, as with the refusals of the domain."""

from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

if TYPE_CHECKING:
    from domain.record import Record


class Conflict(Exception):
    """The journal did not take a command; nothing of it was recorded."""

    @property
    def code(self) -> str:
        return type(self).__name__

    @property
    def values(self) -> dict[str, object]:
        """What the wording may name."""
        return dict(vars(self))


class StaleVersion(Conflict):
    """The stream moved on since the person looked; `since` is what was recorded meanwhile, by whom."""

    def __init__(self, stream: UUID, expected: int, since: "tuple[Record[Any], ...]" = ()) -> None:
        super().__init__(stream, expected)
        self.stream = stream
        self.expected = expected
        self.since = since


class ClaimTaken(Conflict):
    """Another stream bears the name already."""

    def __init__(self, claim: str, holder: UUID) -> None:
        super().__init__(claim, holder)
        self.claim = claim
        self.holder = holder


class CommandReused(Conflict):
    """The command id was used before, for other content."""

    def __init__(self, command: UUID | None) -> None:
        super().__init__(command)
        self.command = command


class OutOfOrder(Conflict):
    """The time brought along lies before the last one in the journal, or in the future."""

    def __init__(self, recorded_at: datetime, earliest: datetime, latest: datetime) -> None:
        super().__init__(recorded_at, earliest, latest)
        self.recorded_at = recorded_at
        self.earliest = earliest
        self.latest = latest


class CopyDiffers(Conflict):
    """A line of an export does not give the entry it was made from: its position, order or content was altered."""

    def __init__(self, position: int) -> None:
        super().__init__(position)
        self.position = position


class LineNotUnderstood(Conflict):
    """A line brought for import has a topic or a content that this release does not know."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


class AlreadyTracked(Conflict):
    """Another run of the follower came at least as far; nothing of this one's work was kept."""

    def __init__(self, position: int) -> None:
        super().__init__(position)
        self.position = position


class OutcomeUnknown(Conflict):
    """The answer to the commit was lost and could not be asked for again.

    Sending the same command once more settles it: it is recorded once, whatever happened.
    """


class CommitLost(Exception):
    """The connection broke, or warned, while a commit was under way: it may have happened or not."""


class JournalUnreachable(Conflict):
    """The database cannot be reached; nothing was recorded."""


class ReadsUnrecorded(Conflict):
    """That something was read could not be put down; so it was not given."""


class DatabaseNotReady(Conflict):
    """The database has another version of the tables than this release needs; 0 is an empty one; `migrate` helps."""

    def __init__(self, found: int, needed: int) -> None:
        super().__init__(found, needed)
        self.found = found
        self.needed = needed


class NotDurable(Conflict):
    """The database does not promise to keep what it acknowledged: a setting that has to hold does not."""

    def __init__(self, setting: str, found: str) -> None:
        super().__init__(setting, found)
        self.setting = setting
        self.found = found


class RoleMissing(Conflict):
    """The database server knows no role of this name."""

    def __init__(self, role: str) -> None:
        super().__init__(role)
        self.role = role


class RoleMayAlterFacts(Conflict):
    """The role could alter or take out what is only ever added to, whatever it was granted: it was granted nothing.

    It is the owner of the table, its schema or its database, a superuser, may become one of these, or holds a right
    that it was given elsewhere.
    """

    def __init__(self, role: str, table: str) -> None:
        super().__init__(role, table)
        self.role = role
        self.table = table


class HistoryContradicted(Conflict):
    """What the database holds is not what was signed: it was cut, rewritten, or restored to an earlier point.

    `size` and `root` (its first 32 hex digits) are of the last checkpoint signed; `found`: facts that can be compared.
    """

    def __init__(self, size: int, root: str, found: int) -> None:
        super().__init__(size, root, found)
        self.size = size
        self.root = root
        self.found = found


class NothingContradicted(Conflict):
    """The journal agrees with what was signed last: it goes on under the name it has."""
