"""Which store `NENEP_FILES` names: a folder, or `s3://bucket/prefix?endpoint=https://host:port&region=…`.

`endpoint` is the server of an S3-compatible store (without it: AWS), `region` where the bucket lies. Keys are never in
the address: boto3 finds them where it always does (`AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, files, roles).
"""

import re
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from web.files.store import FileStore, FolderStore

_BUCKET = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")
_REGION = re.compile(r"[a-z0-9-]+")
EXPECTED = "s3://bucket/prefix, with endpoint=https://host:port and region at most"


class NoSuchStore(ValueError):
    """The setting names no store that could be opened; the message never repeats what may be a secret."""


@dataclass(frozen=True)
class BucketAddress:
    """A part of a bucket; `prefix` is empty or ends with a slash."""

    bucket: str
    prefix: str = ""
    endpoint: str = ""
    region: str = ""

    @classmethod
    def at(cls, parts: SplitResult) -> "BucketAddress":
        """Raises `NoSuchStore` for whatever is not understood, as it would be ignored otherwise."""
        if "@" in parts.netloc:
            raise NoSuchStore("no keys in the address: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY name them")
        if not _BUCKET.fullmatch(parts.netloc):
            raise NoSuchStore(f"no bucket of that name can be: {EXPECTED}")
        said = _said(parts)
        return cls(parts.netloc, _prefix(parts.path), said.get("endpoint", ""), said.get("region", ""))


def store_at(where: str) -> FileStore:
    """The store that `NENEP_FILES` names. Raises `NoSuchStore`; nothing is asked of an S3 server yet."""
    place = read_address(where)
    if isinstance(place, Path):
        return FolderStore(place)
    from web.files.s3 import S3Store

    return S3Store(place)


def read_address(where: str) -> Path | BucketAddress:
    """What is named; raises `NoSuchStore`, also where boto3 is needed and not installed."""
    scheme, there, _ = where.partition("://")
    if not there:
        return Path(where)
    if scheme != "s3":
        raise NoSuchStore(f"{scheme}:// is no kind of store: a folder, or {EXPECTED}")
    address = BucketAddress.at(_parts(where))
    if find_spec("boto3") is None:
        raise NoSuchStore("s3:// needs boto3: install nenep[s3]")
    return address


def _parts(address: str) -> SplitResult:
    try:
        return urlsplit(address)
    except ValueError as wrong:
        raise NoSuchStore(EXPECTED) from wrong


def _said(parts: SplitResult) -> dict[str, str]:
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    said = dict(pairs)
    if parts.fragment or len(said) < len(pairs) or said.keys() - {"endpoint", "region"}:
        raise NoSuchStore(EXPECTED)
    if "endpoint" in said and not _is_server(said["endpoint"]):
        raise NoSuchStore("endpoint=https://host:port, and nothing behind it")
    if "region" in said and not _REGION.fullmatch(said["region"]):
        raise NoSuchStore("region is a name such as ap-southeast-1")
    return said


def _is_server(endpoint: str) -> bool:
    """`http` too: where the line is one's own."""
    try:
        parts = urlsplit(endpoint)
        reachable = bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        return False
    bare = parts.path in ("", "/") and not parts.query and not parts.fragment and "@" not in parts.netloc
    return parts.scheme in ("http", "https") and reachable and bare


def _prefix(path: str) -> str:
    steps = unquote(path).strip("/").split("/")
    if steps == [""]:
        return ""
    if any(step in ("", ".", "..") for step in steps):
        raise NoSuchStore("the prefix has an empty step, . or ..")
    return "/".join(steps) + "/"
