"""The only room that knows PostgreSQL: named SQL, migrations and the embedded server."""

from store.server import open_database

__all__ = ["open_database"]
