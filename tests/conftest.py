"""What all tests share."""

from hypothesis import settings

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

settings.register_profile("nenep", deadline=None)  # how long an example takes tells of the machine alone
settings.load_profile("nenep")
