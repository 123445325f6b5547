"""Time stamps (RFC 3161): an authority outside says when a checkpoint was there. Optional; openssl checks them."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import NamedTuple
from urllib.request import Request, urlopen
from zoneinfo import ZoneInfo

from rfc3161_client import (
    HashAlgorithm,
    PKIStatus,
    TimestampRequestBuilder,
    decode_timestamp_response,
)

from web import moment
from web.house import House, house
from workflows.journal.entry import micros
from workflows.journal.time_stamps import TimeStamp
from workflows.journal.tree import Kept
from workflows.proof.notes import read_note

EVERY, PATIENCE, LARGEST = timedelta(hours=1), 10, 1_000_000
KIND = "application/timestamp-query"
Post = Callable[[str, bytes], bytes]


class NotStamped(Exception):
    """The authority did not stamp what it was asked to stamp."""


class Stamped(NamedTuple):
    """What a time stamp says: of how many facts, and when by the authority's clock."""

    size: int
    when: datetime


def send(address: str, query: bytes) -> bytes:
    """Over the network."""
    asked = Request(address, query, {"Content-Type": KIND}, method="POST")  # noqa: S310  # its scheme was looked at
    with urlopen(asked, timeout=PATIENCE) as answer:  # noqa: S310
        return bytes(answer.read(LARGEST))


def stamp(here: House, kept: Kept, post: Post = send) -> TimeStamp | None:
    """Have a checkpoint stamped, if an hour has passed since the last one and the log has grown; else None.

    Raises `NotStamped`, or what the network raises.
    """
    last, now = here.journal.time_stamps.newest(), here.now()
    if last and (last.origin, last.size) == (kept.origin, kept.size):
        return None
    if last and micros(now) - last.at < EVERY / timedelta(microseconds=1):
        return None
    text = read_note(kept.note).text
    made = TimeStamp(kept.origin, kept.size, text, _answer(here.settings.timestamp_url, text, post), micros(now))
    here.journal.time_stamps.keep(made)
    return made


def _answer(address: str, text: str, post: Post) -> bytes:
    """The authority's answer, looked at: granted, for this text, and for this very question."""
    builder = TimestampRequestBuilder().data(text.encode()).hash_algorithm(HashAlgorithm.SHA256)
    asked = builder.nonce(nonce=True).cert_request(cert_request=True).build()
    answer = post(address, asked.as_bytes())
    try:
        told = decode_timestamp_response(answer)
    except ValueError as wrong:
        raise NotStamped("no time stamp came back") from wrong
    if told.status not in (PKIStatus.GRANTED, PKIStatus.GRANTED_WITH_MODS):
        raise NotStamped(f"refused with status {told.status}: {', '.join(told.status_string)}")
    if told.tst_info.message_imprint.message != asked.message_imprint.message or told.tst_info.nonce != asked.nonce:
        raise NotStamped("the time stamp is of something else")
    return answer


def read_stamp(kept: TimeStamp, zone: ZoneInfo) -> Stamped:
    """The authority's time, in a zone."""
    return Stamped(kept.size, decode_timestamp_response(kept.answer).tst_info.gen_time.astimezone(zone))


def last_time_stamp() -> Stamped | None:
    """The newest, as at the moment of the page, for papers to name; none where none are asked for."""
    here = house()
    if not here.settings.timestamp_url:
        return None
    then = moment.asked()
    kept = here.journal.time_stamps.newest(*([then.position] if then else []))
    return read_stamp(kept, here.settings.zone) if kept else None
