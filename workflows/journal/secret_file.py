"""Files that only their owner may read; after a crash the old one is there or the new one, never half of one."""

import os
from pathlib import Path

OWNER_ONLY = 0o600


def make_once(path: Path, content: bytes) -> None:
    """Make the file where it is absent; an existing one is never touched."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = _drafted(path, content)
    try:
        os.link(draft, path)
    except FileExistsError:  # another process was first: its file is the one
        pass
    finally:
        draft.unlink()


def put(path: Path, content: bytes) -> None:
    """Put a file in the place of the one there is; it is on the disk when this returns."""
    _drafted(path, content).replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _drafted(path: Path, content: bytes) -> Path:
    """The content safe on the disk under another name."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, OWNER_ONLY), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return draft
