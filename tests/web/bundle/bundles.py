"""Bundles of a small Bloc, and bundles that somebody tampered with."""

import hashlib
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from click.testing import CliRunner
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

import web.bundle.verify
from web.cli import main
from workflows.proof.checkpoints import Checkpoint
from workflows.proof.merkle import Growing, leaf_hash
from workflows.proof.tiles import Tile

PROGRAM = Path(web.bundle.verify.__file__)
Files = dict[str, bytes]
Tampering = Callable[[Files], object]


def files_of(bundle: Path) -> Files:
    with zipfile.ZipFile(bundle) as there:
        return {name: there.read(name) for name in there.namelist()}


def zipped(files: Files, to: Path, *twice: tuple[str, bytes]) -> Path:
    """A zip of the files, its manifest made anew: whoever tampers makes that too."""
    listed = {name: content for name, content in files.items() if name != "manifest.sha256"}
    lines = (f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in sorted(listed.items()))
    with zipfile.ZipFile(to, "w") as out:
        for name, content in (*listed.items(), *twice, ("manifest.sha256", "".join(lines).encode())):
            out.writestr(name, content)
    return to


def judged(bundle: Path, *options: str) -> tuple[int, str, str]:
    """Exit status and words of `verify.py`, run alone, and the words of `nenep audit verify`, which must agree."""
    alone = subprocess.run(
        [sys.executable, "-I", PROGRAM, bundle, *options], capture_output=True, text=True, timeout=60, cwd="/"
    )
    ours = CliRunner().invoke(main, ["audit", "verify", str(bundle), *options])
    assert (alone.stderr, alone.returncode) == ("", ours.exit_code), (alone.stderr, ours.output)
    return alone.returncode, alone.stdout.strip(), ours.output.strip()


def leaves(files: Files) -> list[bytes]:
    return files["leaves.jsonl"].splitlines()


def put_leaves(files: Files, lines: list[bytes]) -> None:
    files["leaves.jsonl"] = b"".join(line + b"\n" for line in lines)


def leaf(line: bytes, **changed: Any) -> bytes:
    """A leaf with something changed, written as leaves are."""
    return json.dumps(json.loads(line) | changed, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def told_anew(files: Files, lines: list[bytes], key: Ed25519PrivateKey | None = None) -> None:
    """Another history: its leaves, its tile, and, with a key, its checkpoint; what no longer fits is left out."""
    tree = Growing()
    tree.extend(map(leaf_hash, lines))
    put_leaves(files, lines)
    for name in [name for name in files if name.startswith(("tile/", "proofs/", "checkpoints/"))]:
        del files[name]
    for first in range(0, len(lines), 256):
        some = lines[first : first + 256]
        files[Tile(0, first // 256, len(some)).path] = b"".join(map(leaf_hash, some))
    files["consistency.json"] = b"[]"
    if key is not None:
        origin = files["checkpoint"].decode().split("\n")[0]
        files["checkpoint"] = str(Checkpoint(origin, tree.size, tree.root()).signed(key)).encode()
