"""What proves history to strangers: signed checkpoints, proofs of single facts, and the tiles of the tree over all."""

from typing import Any

from flask import Blueprint, Response, abort

from web import policy
from web.acts import Act
from web.api.document import also, text_content, with_problems
from web.api.history import of_position
from web.api.operations import room
from web.house import house
from web.sealed import newest_or_404
from workflows.proof.merkle import SIZE, NotInTree
from workflows.proof.tiles import WIDTH, Tile

rooms = room("proofs", "Proofs that history is whole, for programs that we did not write.")
log = Blueprint("log", __name__, url_prefix="/tlog")
A_YEAR = "public, max-age=31536000, immutable"


@policy.needs(Act.READ_HISTORY, of=policy.anywhere)
def get_checkpoint() -> Response:
    """The newest signed checkpoint, with its cosignatures (C2SP tlog-checkpoint)."""
    return _text(newest_or_404().note)


@policy.needs(Act.READ_HISTORY, of=lambda position, **_: of_position(position))
def get_proof(position: int) -> Response:
    """The proof that a fact is in the newest checkpoint (C2SP tlog-proof)."""
    try:
        return _text(str(house().sealer.proof(position, newest_or_404())))
    except NotInTree:
        abort(404)


def open_rooms() -> None:
    """The routes speak plain text, not JSON, and describe themselves by hand."""
    for path, route in (("/checkpoint", get_checkpoint), ("/history/<int:position>/proof", get_proof)):
        told: Any = also(route, responses=text_content((route.__doc__ or "").strip()))
        rooms.get(path)(with_problems(told, 401, 403, 404, 500, 503))


open_rooms()


@log.get("/checkpoint")
@policy.public
def tlog_checkpoint() -> Response:
    """The newest checkpoint, for witnesses and for whoever keeps an eye on the log: it names nobody."""
    return _text(newest_or_404().note, "no-cache")


@log.get("/tile/<int:level>/<path:where>")
@policy.public
def tlog_tile(level: int, where: str) -> Response:
    """A tile of hashes, whole or as wide as it was at some size; it tells nothing of what is hashed."""
    tile = _tile(level, where)
    hashes = house().journal.tree.tile(tile.level, tile.number)[: tile.width * SIZE] if level < 8 else b""
    if len(hashes) != tile.width * SIZE:
        abort(404)
    return Response(hashes, headers={"Cache-Control": A_YEAR}, mimetype="application/octet-stream")


def _tile(level: int, where: str) -> Tile:
    """The tile that a path names, in the one way it can be written."""
    place, _, width = where.partition(".p/")
    digits = place.replace("x", "").replace("/", "")
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 18) or (width and not width.isascii()):
        abort(404)
    tile = Tile(level, int(digits), int(width) if width.isdigit() else 0 if width else WIDTH)
    if tile.path != f"tile/{level}/{where}" or not 0 < tile.width <= WIDTH:
        abort(404)
    return tile


def _text(text: str, cached: str = "no-store") -> Response:
    return Response(text, headers={"Cache-Control": cached}, content_type="text/plain; charset=utf-8")
