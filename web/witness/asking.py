"""The log's side: each new checkpoint is shown to the witnesses, and what they cosign is kept with it."""

from collections.abc import Callable
from typing import NamedTuple
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from web.house import House
from web.witness.known import Known
from workflows.journal.tree import Kept
from workflows.proof.cosigning import cosigned
from workflows.proof.merkle import consistency
from workflows.proof.notes import Note, encoded, read_note

PATIENCE = 10


class Answered(NamedTuple):
    """A status and a body."""

    status: int
    body: str


Post = Callable[[str, bytes], Answered]


def send(address: str, body: bytes) -> Answered:
    """Over the network."""
    asked = Request(f"{address.rstrip('/')}/add-checkpoint", body, method="POST")  # noqa: S310  # its scheme was looked at
    try:
        with urlopen(asked, timeout=PATIENCE) as answer:  # noqa: S310
            return Answered(answer.status, answer.read(100_000).decode())
    except HTTPError as refused:
        return Answered(refused.code, refused.read(100_000).decode(errors="replace"))


class Showing(NamedTuple):
    """A checkpoint, the house that signed it, and the way to the witnesses."""

    here: House
    newest: Kept
    post: Post

    def to(self, witness: Known, note: Note) -> Note:
        """With the witness's cosignature. It is asked from nothing first; one that saw more says from where on."""
        answer = self.post(witness.address, self._asked(note, 0))
        if answer.status == 409:
            answer = self.post(witness.address, self._asked(note, int(answer.body)))
        if answer.status != 200:
            raise ValueError(f"refused with status {answer.status}")
        signed = read_note(f"{note.text}\n{answer.body}")
        whole = Note(note.text, (*note.signatures, *signed.by(witness.verifier)))
        if not list(cosigned(whole, witness.verifier)):
            raise ValueError("the cosignature is not the witness's")
        return whole

    def _asked(self, note: Note, old: int) -> bytes:
        proof = consistency(old, self.newest.size, self.here.journal.tree.hashes())
        lines = [f"old {old}", *map(encoded, proof)]
        return ("\n".join(lines) + "\n\n" + str(note)).encode()


def show(here: House, newest: Kept, witnesses: tuple[Known, ...], post: Post = send) -> list[str]:
    """Show a checkpoint to the witnesses that have not cosigned it; which of them did not, and why, in a word."""
    trouble, note, showing = [], read_note(newest.note), Showing(here, newest, post)
    for one in witnesses:
        if any(one.verifier.name == signature.name for signature in note.signatures):
            continue
        try:
            note = showing.to(one, note)
        except Exception as wrong:  # noqa: BLE001  # one witness that is away does not keep the others from seeing
            trouble.append(f"{one.verifier.name}: {wrong}")
    if str(note) != newest.note:
        here.journal.tree.keep(newest._replace(note=str(note)))
    return trouble
