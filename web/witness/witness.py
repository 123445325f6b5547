"""A witness (C2SP tlog-witness): remembers every checkpoint of the logs it knows, in plain files, and never goes back.

A fork or a rollback is refused, and both checkpoints are kept as evidence, with the proof that failed.
"""

import os
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from workflows.proof.checkpoints import Checkpoint, read_checkpoint
from workflows.proof.cosigning import cosign
from workflows.proof.merkle import EMPTY, NotConsistent, verify_consistency
from workflows.proof.notes import (
    COSIGNATURE,
    NobodyKnownSigned,
    Note,
    Signature,
    SignatureWrong,
    Verifier,
    encoded,
    opened,
    read_note,
    verifier_of,
)


class LogUnknown(Exception):
    """The witness does not know a log of this name."""


class LogDidNotSign(Exception):
    """The checkpoint is not signed by the log whose name it bears."""


class AnotherSizeSeen(Exception):
    """The proof does not begin at the size that was seen last; `size` is that."""

    def __init__(self, size: int) -> None:
        super().__init__(size)
        self.size = size


class TwoHistories(Exception):
    """What is shown cannot come after what was seen: a fork, or a rollback. `evidence` is the folder that proves it."""

    def __init__(self, evidence: Path) -> None:
        super().__init__(evidence)
        self.evidence = evidence


class Shown(NamedTuple):
    """A checkpoint as it is shown to a witness, with the proof that it continues the one of size `old`."""

    old: int
    proof: Sequence[bytes]
    note: str


class Witness:
    """Whose word an auditor takes for what the log said, and when."""

    def __init__(self, folder: Path, name: str, logs: Iterable[Verifier]) -> None:
        self.folder, self.name = folder, name
        self.logs: Mapping[str, list[Verifier]] = {}
        for log in logs:
            self.logs = {**self.logs, log.name: [*self.logs.get(log.name, []), log]}
        self.key = _key(folder / "witness.key")

    @property
    def verifier(self) -> Verifier:
        return verifier_of(self.name, self.key, COSIGNATURE)

    def seen(self, origin: str) -> Note | None:
        """The newest checkpoint of a log that was cosigned."""
        file = self._of(origin) / "latest"
        return read_note(file.read_text(encoding="utf-8")) if file.exists() else None

    def add(self, shown: Shown, now: datetime) -> Signature:
        """The cosignature, once the checkpoint is kept.

        Raises `LogUnknown`, `LogDidNotSign`, `AnotherSizeSeen`, `TwoHistories`, or `NoteMisshapen`.
        """
        note = read_note(shown.note)
        checkpoint = read_checkpoint(note)
        self._must_be_signed(checkpoint.origin, shown.note)
        before = self.seen(checkpoint.origin)
        last = read_checkpoint(before) if before else Checkpoint(checkpoint.origin, 0, EMPTY)
        if checkpoint.size < last.size or (checkpoint.size == last.size and checkpoint.root != last.root):
            raise TwoHistories(self._evidence(before, shown, now))
        if shown.old != last.size:
            raise AnotherSizeSeen(last.size)
        try:
            verify_consistency(last.tree, checkpoint.tree, shown.proof)
        except NotConsistent:
            raise TwoHistories(self._evidence(before, shown, now)) from None
        return self._kept(note, checkpoint, now)

    def _must_be_signed(self, origin: str, note: str) -> None:
        if origin not in self.logs:
            raise LogUnknown
        try:
            opened(note, *self.logs[origin])
        except (NobodyKnownSigned, SignatureWrong) as wrong:
            raise LogDidNotSign from wrong

    def _kept(self, note: Note, checkpoint: Checkpoint, now: datetime) -> Signature:
        """First kept, then answered: what was cosigned is never forgotten."""
        signature = cosign(note, self.name, self.key, int(now.timestamp()))
        whole = str(Note(note.text, (*note.signatures, signature)))
        folder = self._of(checkpoint.origin)
        _write(folder / "checkpoints" / str(checkpoint.size), whole)
        _write(folder / "latest", whole)
        return signature

    def _evidence(self, before: Note | None, shown: Shown, now: datetime) -> Path:
        """Both checkpoints, each signed by the log, and the proof that fails between them."""
        digest = sha256(shown.note.encode()).hexdigest()[:16]
        folder = self.folder / "evidence" / f"{now:%Y%m%dT%H%M%S}-{digest}"
        _write(folder / "seen", str(before) if before else "")
        _write(folder / "shown", shown.note)
        _write(folder / "proof", "".join(f"{encoded(step)}\n" for step in shown.proof))
        return folder

    def _of(self, origin: str) -> Path:
        return self.folder / "logs" / sha256(origin.encode()).hexdigest()


def _key(file: Path) -> Ed25519PrivateKey:
    """The witness's own key, made on first use, readable by its owner alone."""
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as new:
            new.write(Ed25519PrivateKey.generate().private_bytes_raw())
    return Ed25519PrivateKey.from_private_bytes(file.read_bytes())


def _write(file: Path, text: str) -> None:
    """Safe on the disk before anybody is told."""
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    with draft.open("w", encoding="utf-8") as out:
        out.write(text)
        out.flush()
        os.fsync(out.fileno())
    draft.replace(file)
