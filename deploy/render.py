#!/usr/bin/env python3
"""Fills in a template of this folder: `python3 render.py patroni.yml values.env name=db1 … > /etc/patroni/config.yml`.

Values stand in a file of lines `name=value`; what is given as `name=value` goes before the file. A missing one is an
error.
"""

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from string import Template

HERE = Path(__file__).resolve().parent


def rendered(template: str, values: Mapping[str, object]) -> str:
    """The template with its values; raises KeyError for the first that is missing."""
    return Template((HERE / template).read_text(encoding="utf-8")).substitute(values)


def read(lines: Iterable[str]) -> dict[str, str]:
    """`name=value`, one a line; what begins with # is for people."""
    pairs = (line.strip().partition("=") for line in lines if line.strip() and not line.startswith("#"))
    return {name: value for name, _, value in pairs}


def main(template: str, file: str, *given: str) -> None:
    values = read(Path(file).read_text(encoding="utf-8").splitlines()) | read(given)
    sys.stdout.write(rendered(template, values))


if __name__ == "__main__":
    main(*sys.argv[1:])
