"""The witness on the network: `POST /add-checkpoint`, as C2SP tlog-witness has it, and what it saw last."""

import threading
from collections.abc import Callable
from datetime import datetime

from flask import Flask, Response, request

from web.witness.witness import AnotherSizeSeen, LogDidNotSign, LogUnknown, Shown, TwoHistories, Witness
from workflows.proof.merkle import SIZE
from workflows.proof.notes import NoteMisshapen, decoded, number

LONGEST, MOST_STEPS = 1_000_000, 63
OF_SIZE = "text/x.tlog.size"


def create_witness(witness: Witness, clock: Callable[[], datetime]) -> Flask:
    """An application of its own, without a house."""
    app = Flask("web.witness")
    app.config["MAX_CONTENT_LENGTH"] = LONGEST
    one_at_a_time = threading.Lock()

    @app.post("/add-checkpoint")
    def add_checkpoint() -> Response:
        with one_at_a_time:
            return _answer(witness, request.get_data(as_text=True), clock())

    @app.get("/checkpoint/<path:origin>")
    def checkpoint(origin: str) -> Response:
        seen = witness.seen(origin)
        return _plain(str(seen), 200) if seen else _plain("", 404)

    return app


def read_shown(body: str) -> Shown:
    """`old <size>`, the proof a line a hash, a blank line, the checkpoint; raises `NoteMisshapen`."""
    head, blank, note = body.partition("\n\n")
    first, *steps = head.split("\n")
    if not blank or not first.startswith("old ") or len(steps) > MOST_STEPS:
        raise NoteMisshapen
    proof = [decoded(step) for step in steps]
    if any(len(step) != SIZE for step in proof):
        raise NoteMisshapen
    return Shown(number(first.removeprefix("old ")), proof, note)


def _answer(witness: Witness, body: str, now: datetime) -> Response:
    try:
        return _plain(str(witness.add(read_shown(body), now)), 200)
    except NoteMisshapen:
        return _plain("", 400)
    except LogUnknown:
        return _plain("", 404)
    except LogDidNotSign:
        return _plain("", 403)
    except AnotherSizeSeen as other:
        return Response(f"{other.size}\n", 409, content_type=OF_SIZE)
    except TwoHistories:
        return _plain("", 422)


def _plain(text: str, status: int) -> Response:
    return Response(text, status, content_type="text/plain; charset=utf-8")
