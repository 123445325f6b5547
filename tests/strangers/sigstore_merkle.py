"""PyPI's sigstore on a bundle that was unpacked into a folder: `python sigstore_merkle.py FOLDER`."""

import base64
import sys
from pathlib import Path
from types import SimpleNamespace

from sigstore._internal.merkle import verify_merkle_inclusion


def main(at: Path) -> None:
    size, root = (at / "checkpoint").read_text(encoding="utf-8").split("\n")[1:3]
    proved = 0
    for leaf in (at / "proofs").glob("*.leaf"):
        head = leaf.with_suffix(".tlog-proof").read_text(encoding="utf-8").partition("\n\n")[0]
        proof = SimpleNamespace(
            log_index=int(leaf.stem),
            tree_size=int(size),
            hashes=[base64.b64decode(step) for step in head.split("\n")[2:]],
            root_hash=base64.b64decode(root),
        )
        inner = SimpleNamespace(inclusion_proof=proof, canonicalized_body=leaf.read_bytes())
        verify_merkle_inclusion(SimpleNamespace(_inner=inner))
        proved += 1
    sys.stdout.write(f"OK {proved} proofs\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
