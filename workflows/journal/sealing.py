"""The sealer: grows the tree to the journal's end and signs a checkpoint of it, and never signs backwards."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from workflows.journal.conflicts import HistoryContradicted, NothingContradicted
from workflows.journal.entry import micros
from workflows.journal.log_key import LastSigned, LogKey, put_log_key, read_log_key
from workflows.journal.tree import Kept, Tree
from workflows.proof.checkpoints import Checkpoint, opened_checkpoint
from workflows.proof.inclusion import LeafProof
from workflows.proof.merkle import inclusion
from workflows.proof.notes import NobodyKnownSigned, read_note


class Sealer:
    """Signs for the journal. Every machine may hold one; the key's file is on the one that signs."""

    def __init__(self, tree: Tree, key_file: Path, clock: Callable[[], datetime]) -> None:
        self.tree, self.key_file, self._clock = tree, key_file, clock
        self._last = LastSigned(key_file)

    @property
    def key(self) -> LogKey:
        """Read anew each time: another process may have put a new one there. Raises `LogKeyMissing`."""
        return read_log_key(self.key_file)

    def seal(self) -> Kept:
        """The newest checkpoint, signed now where the journal has grown.

        Raises `HistoryContradicted` where it does not begin with what was signed last, `LogKeyMissing` without a key.
        """
        with self._last.held():
            key, signed = self.key, self.signed()
            now = self._now(key)
            if signed is not None:
                self._must_continue(signed, now)
            newest = self.tree.newest()
            if newest is not None and (newest.origin, newest.size) == (now.origin, now.size):
                return newest
            return self._sign(now, key.key)

    def _now(self, key: LogKey) -> Checkpoint:
        size = self.tree.grow()
        return Checkpoint(key.origin, size, self.tree.root(size))

    def agrees(self, kept: Kept) -> bool:
        """Whether a checkpoint is the one that this machine signed last; True where it never signed any."""
        note = self._last.read()
        return note is None or read_note(note).text == read_note(kept.note).text

    def signed(self) -> Checkpoint | None:
        """What was signed last, as the file beside the key tells."""
        note = self._last.read()
        return None if note is None else opened_checkpoint(note, *self.key.known)

    def _must_continue(self, signed: Checkpoint, now: Checkpoint) -> None:
        size = min(signed.size, now.size)
        found = Checkpoint(signed.origin, size, self.tree.root(size))
        if found != signed:
            raise HistoryContradicted(signed.size, signed.short, found.size)

    def _sign(self, now: Checkpoint, *keys: Ed25519PrivateKey) -> Kept:
        """First beside the key, then in the database: what a crash leaves is signed in the file, and found there."""
        note = str(now.signed(*keys))
        self._last.write(note)
        kept = Kept(now.origin, now.size, note, micros(self._clock()))
        self.tree.keep(kept)
        return kept

    def proof(self, position: int, checkpoint: Kept) -> LeafProof:
        """That the fact at a position is in the tree of a checkpoint; raises `NotInTree` where it is younger."""
        return LeafProof(position - 1, inclusion(position - 1, checkpoint.size, self.tree.hashes()), checkpoint.note)

    def replace_key(self, record: Callable[[LogKey, LogKey], object]) -> LogKey:
        """Sign with a new key from now on. `record` puts the handover down; both keys sign the checkpoint after it."""
        with self._last.held():
            old = self.key
            new = old.replaced()
            record(old, new)
            put_log_key(self.key_file, new)
            self._sign(self._now(new), new.key, old.key)
            return new

    def go_on(self, record: Callable[[str, LogKey], object]) -> LogKey:
        """Go on under a new name where the journal was restored to an earlier point; `record` puts that down first.

        Raises `NothingContradicted` where there is no need, `NobodyKnownSigned` where nothing was ever signed.
        """
        with self._last.held():
            old, signed, note = self.key, self.signed(), self._last.read()
            if signed is None or note is None:
                raise NobodyKnownSigned
            if self._agrees(signed):
                raise NothingContradicted
            new = old.renamed()
            record(note, new)
            put_log_key(self.key_file, new)
            self._sign(self._now(new), new.key)
            return new

    def _agrees(self, signed: Checkpoint) -> bool:
        """Looked at from the journal itself, whatever the tiles say."""
        return self.tree.grow_anew() >= signed.size and self.tree.root(signed.size) == signed.root
