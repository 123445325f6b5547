"""The newest checkpoint of the journal, as pages, papers and programs name it."""

from flask import abort

from web import moment
from web.house import House, house
from workflows.journal.log_key import LogKeyMissing
from workflows.journal.tree import Kept
from workflows.proof.checkpoints import Checkpoint, read_checkpoint
from workflows.proof.notes import read_note


def newest(here: House) -> Kept | None:
    """Signed now where the journal has grown and this machine has the key; else the one that was signed last.

    Raises `HistoryContradicted` where the database holds another history than the one that was signed.
    """
    kept = here.journal.checkpoint()
    if kept is None or kept.size != here.journal.head() or not here.sealer.agrees(kept):
        try:
            return here.sealer.seal()
        except LogKeyMissing:  # another machine signs
            return kept
    return kept


def newest_or_404() -> Kept:
    """As at the moment asked for; where nothing had been signed by then there is nothing to show."""
    return (house().journal.checkpoint() if moment.asked() else newest(house())) or abort(404)


def last_seal() -> Checkpoint | None:
    """What was signed last, for papers to name; nothing where nothing was signed."""
    kept = house().journal.checkpoint()
    return told(kept) if kept else None


def told(kept: Kept) -> Checkpoint:
    """What a checkpoint says, in its parts."""
    return read_checkpoint(read_note(kept.note))
