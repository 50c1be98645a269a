"""What can go wrong in the store. Every message says what to do, and none holds the text of a post."""

# ruff: noqa: N818  the names say what happened

from __future__ import annotations


class StoreError(Exception):
    """Anything that the store refuses."""


class ServerError(StoreError):
    """The embedded PostgreSQL cannot be made, started or stopped."""


class DatabaseUnavailable(StoreError):
    """No connection to the database."""


class MigrationError(StoreError):
    """The database's tables do not fit this program."""


class UnknownSource(StoreError):
    """A page, fetch or post names a source that `sources.upsert` has not stored."""


class WrongModel(StoreError):
    """A post was read by another model than the live one, or a model is not ready to go live."""


class ReviewConflict(StoreError):
    """Somebody else decided about the post in the meantime."""


class NotFound(StoreError):
    """No row has that id."""


class BadSearch(StoreError):
    """The words of a search, or its page mark, cannot be read."""


class Taken(StoreError):
    """The name is already in use."""


class ImportStopped(StoreError):
    """Somebody undid an import while it ran."""
