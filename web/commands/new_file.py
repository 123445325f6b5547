"""Files that commands write: whole, or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from web.languages import gettext as _


@contextmanager
def new_file(file: Path, hint: str) -> Iterator[Path]:
    """Where to write what takes the file's name once all of it is there; after a failure nothing is left.

    Raises `click.BadParameter` where the file exists.
    """
    if file.exists():
        raise click.BadParameter(_("tệp đã có; hãy chọn tên khác"), param_hint=hint)
    draft = file.with_name(f".{os.getpid()}.{file.name}")
    try:
        yield draft
        draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)
