"""What all tests share."""

from tests.bloc import bloc, bloc_as_founded
from tests.databases import databases, postgresql, postgresql_server, sqlite

__all__ = ["bloc", "bloc_as_founded", "databases", "postgresql", "postgresql_server", "sqlite"]
