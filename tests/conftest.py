"""What all tests share."""

from tests.bloc import bloc, bloc_as_founded
from tests.databases import databases, postgresql, postgresql_server, sqlite
from tests.s3 import bucket, s3_keys, s3_server

__all__ = [
    "bloc",
    "bloc_as_founded",
    "bucket",
    "databases",
    "postgresql",
    "postgresql_server",
    "s3_keys",
    "s3_server",
    "sqlite",
]
